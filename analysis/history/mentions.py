"""Where each name stands: the one rule by which names are counted here."""

import re
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from analysis.corpus import BODY_KINDS, Corpus
from analysis.door import checked
from analysis.errors import AnalysisError, check_kind, shorten
from analysis.reading.english import words
from analysis.terms import GENITIVE, TERM, find_voices, spells, unbroken
from analysis.terms.rule import ALSO_WORDS

COLUMNS = ["name", "kind", "document", "block", "start", "end", "text", "voice", "speaker"]
# What may stand before a name within a word, itself written with a capital: Anti-Stalin, Sino-Soviet
_PREFIXES = frozenset(
    words("""
anti pro post pre non ex neo pan trans inter intra sino anglo franco russo austro indo afro euro greco italo germano
polono serbo turko""")
)
Names = pd.DataFrame | Iterable[str] | None
_HYPHEN = re.compile("[-‐‑]")
_Words = tuple[str, ...]


@checked
def find_mentions(corpus: Corpus, names: Names = None) -> pd.DataFrame:
    """Every place where a name stands, under any of its aliases.

    The rule: of aliases that overlap the first counts, then the longest ("Mao" is not counted again within "Mao
    Zedong"); a possessive counts ("Mao's"); capitals must match; no comma or stop may stand within. A name within a
    hyphenated word counts where the rest is in small letters, a prefix or a name itself ("Moscow-run", "anti-Stalin",
    "Sino-Soviet"), and not where it is another name's half ("Paul" in "Jean-Paul").

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    names : DataFrame, list of str or None
        Rows of `suggest_names` (name, kind, aliases) or of `corpus.names` (name, kind, alias); or names as you would
        write them; None for those of `suggest_names`.

    Returns
    -------
    DataFrame
        One row a mention, in reading order:
        name, kind : of the table of names
        document, block, start, end, text : where it stands, and what is written there
        voice, speaker : whose words it is in

    Raises
    ------
    AnalysisError
        For a table without a column `name`, for a name that holds no word, for an alias that two names claim.

    Notes
    -----
    Doubt it for names that are words of another sense ("Turkey", "Long"), and for one surname that two people bear.
    """
    check_kind("find_mentions", corpus, "Corpus")
    table = name_table(corpus, names)
    rows = list(_mentions(corpus, _index(table)))
    found = pd.DataFrame(rows, columns=["row", "document", "block", "start", "end", "text"])
    at = found.pop("row").to_numpy(dtype=np.int64)
    found.insert(0, "name", table["name"].to_numpy(dtype=object)[at])
    found.insert(1, "kind", table["kind"].to_numpy(dtype=object)[at])
    found["voice"], found["speaker"] = find_voices(corpus, found)
    return found[COLUMNS]


def name_table(corpus: Corpus, names: Names) -> pd.DataFrame:
    """One row a name: name, kind, aliases (a tuple of every other way to write it)."""
    if names is None:
        from analysis.history.names import suggest_names  # it counts by the rule of this module

        names = suggest_names(corpus)
    if isinstance(names, str) or (not isinstance(names, pd.DataFrame) and not _is_list(names)):
        raise AnalysisError(
            "Names are a list of them, such as ['Lee', 'Rome'], or a table such as suggest_names gives, "
            f"not {shorten(names)}."
        )
    if not isinstance(names, pd.DataFrame):
        return _told(corpus, list(names))
    if "name" not in names:
        raise AnalysisError(
            "A table of names has the column name (and aliases or alias); this one has: "
            f"{', '.join(map(str, names.columns))}."
        )
    names = names if "kind" in names else names.assign(kind="")
    if "alias" in names:
        names = gather_aliases(names)
    aliases = names["aliases"] if "aliases" in names else pd.Series([()] * len(names), index=names.index)
    return pd.DataFrame({"name": names["name"], "kind": names["kind"], "aliases": aliases}).reset_index(drop=True)


def gather_aliases(names: pd.DataFrame) -> pd.DataFrame:
    """`corpus.names` (a row an alias) as a row a name."""
    rows = []
    for name, group in names.groupby("name", sort=False):
        rows.append(
            (name, group["kind"].iat[0], tuple(alias for alias in dict.fromkeys(group["alias"]) if alias != name))
        )
    return pd.DataFrame(rows, columns=["name", "kind", "aliases"])


def _told(corpus: Corpus, names: list[str]) -> pd.DataFrame:
    """Names of a list, with the aliases and kinds that corpus.toml tells of them."""
    known = gather_aliases(corpus.names).set_index("name")
    rows = [
        (name, known.at[name, "kind"], known.at[name, "aliases"]) if name in known.index else (name, "", ())
        for name in dict.fromkeys(names)
    ]
    return pd.DataFrame(rows, columns=["name", "kind", "aliases"])


def _is_list(names: object) -> bool:
    return isinstance(names, Iterable) and all(isinstance(name, str) for name in names)


def _index(table: pd.DataFrame) -> dict[str, list[tuple[_Words, int]]]:
    """First word of an alias, case folded → (words as written, row of its name), longest first."""
    index: dict[str, list[tuple[_Words, int]]] = {}
    owner: dict[str, str] = {}
    for row, (name, aliases) in enumerate(zip(table["name"], table["aliases"], strict=True)):
        for alias in dict.fromkeys([name, *aliases]):
            words = words_of(alias)
            if not words:
                raise AnalysisError(f"The name {alias!r} holds no word; write it as the texts do.")
            if owner.setdefault(" ".join(words), name) != name:
                raise AnalysisError(
                    f"{alias!r} is claimed by two names, {owner[' '.join(words)]!r} and {name!r}; take it from one."
                )
            index.setdefault(words[0].casefold(), []).append((words, row))
    return {first: sorted(found, key=lambda pair: -len(pair[0])) for first, found in index.items()}


def words_of(alias: str) -> tuple[str, ...]:
    """The words of a name as they are compared: hyphenated ones taken apart."""
    return tuple(alias[start:end] for start, end, *_ in _pieces(alias))


def _pieces(text: str) -> Iterator[tuple[int, int, bool, bool]]:
    """Words of a text with hyphenated ones taken apart: start, end, whether more of the word stands before, behind."""
    for match in TERM.finditer(text):
        word, at = match.group(), match.start()
        word = word[:-2] if word.endswith(GENITIVE) else word
        if not _HYPHEN.search(word):
            yield at, at + len(word), False, False
            continue
        parts = _HYPHEN.split(word)
        for number, part in enumerate(parts):
            yield at, at + len(part), number > 0, number < len(parts) - 1
            at += len(part) + 1


def _mentions(corpus: Corpus, index: dict) -> Iterator[tuple]:
    columns = (corpus.blocks[column].tolist() for column in ("document", "block", "kind", "start", "text"))
    for document, block, kind, at, text in zip(*columns, strict=True):
        if kind not in BODY_KINDS:
            continue
        pieces = list(_pieces(text))
        spelt = [text[start:end] for start, end, *_ in pieces]
        place = 0
        begins = [index.get(word.casefold()) for word in spelt]
        while place < len(pieces):
            for wanted, row in begins[place] or ():
                stop = place + len(wanted)
                if _is_mention(text, pieces[place:stop], spelt[place:stop], wanted) and _stands_free(
                    spelt, pieces, place, stop, index
                ):
                    start, end = pieces[place][0], pieces[stop - 1][1]
                    yield row, document, block, at + start, at + end, text[start:end]
                    place = stop - 1
                    break
            place += 1


def _is_mention(text: str, pieces: list, words: list[str], wanted: _Words) -> bool:
    if len(words) < len(wanted) or not spells(words, wanted):
        return False
    if len(wanted) == 1 and wanted[0].isupper() and wanted[0].casefold() in ALSO_WORDS and not words[0].isupper():
        return False  # US is not "Us"
    return unbroken(text, [piece[0] for piece in pieces], [piece[1] for piece in pieces])


def _stands_free(words: list[str], pieces: list, place: int, stop: int, index: dict) -> bool:
    """Whether what is hyphened to a name leaves it that name."""
    beside = ([words[place - 1]] if pieces[place][2] else []) + ([words[stop]] if pieces[stop - 1][3] else [])
    return all(not word[0].isupper() or word.casefold() in _PREFIXES or word.casefold() in index for word in beside)
