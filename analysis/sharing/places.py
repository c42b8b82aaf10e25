"""Words counted in long stretches: what a page may tell of a text that it must not give away.

A list of where each word stands *is* the text; so is one of its lines, which hold ten words. So places are told as
stretches of two hundred words or more, about a page of a book, in which the order of words is lost; libraries pass on
books under rights in the same form (HathiTrust's extracted features: the words of each page, counted).
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.corpus import Corpus
from analysis.errors import TooLittleTextError
from analysis.sharing.packing import pack
from analysis.terms import VOICES, match_queries, name_term, read_stop_terms

STRETCH = 200  # words at least
MOST_STRETCHES = 100  # of one voice: more bars nobody tells apart
LEAST_VOICE = 100  # words; fewer of one voice, counted by themselves, would nearly be a quotation
OFTEN = 3  # uses from which on a phrase is told; rarer ones would chain words together
LONGEST = 4  # words a phrase


def cut_lanes(corpus: Corpus, terms: pd.DataFrame) -> pd.DataFrame:
    """For each term the stretch of its voice that it lies in.

    Stretches are cut within each voice. Where one voice has fewer than a hundred words, the voices are not told apart.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    terms : DataFrame
        Of `split_terms`, all voices.

    Returns
    -------
    DataFrame
        One row a term, as in `terms`:
        document : its name
        lane : "author", "quoted", or "" where they are not told apart
        cell : number of the stretch in its document, from 0, the author's first

    Raises
    ------
    TooLittleTextError
        For a text of fewer than two hundred words, of which counts tell too much.
    """
    sizes = terms.groupby("document", sort=False).size()
    for name in corpus:
        if sizes.get(name, 0) < STRETCH:
            raise TooLittleTextError(
                f"{name} has {sizes.get(name, 0)} words; counts of so few give the text away. If you may pass on all "
                'of it, say excerpts="all"; else leave it out.'
            )
    fewest = terms.groupby(["document", "voice"], sort=False)["term"].transform("size").groupby(terms["document"])
    lanes = terms["voice"].astype("str").where(fewest.transform("min") >= LEAST_VOICE, "")
    table = pd.DataFrame({"document": terms["document"], "lane": lanes, "cell": 0})
    for name in corpus:
        first = 0
        for lane in ("", *VOICES):
            rows = np.flatnonzero((table["document"] == name) & (table["lane"] == lane))
            if len(rows):
                number = max(1, min(MOST_STRETCHES, len(rows) // STRETCH))
                table.iloc[rows, 2] = first + np.arange(len(rows)) * number // len(rows)
                first += number
    return table


def tell_lanes(corpus: Corpus, terms: pd.DataFrame, cut: pd.DataFrame, name: str) -> list[dict]:
    """The lanes of one document as the page takes them: words, and from where to where each stretch goes."""
    mine = terms[terms["document"] == name].reset_index(drop=True)
    cut = cut[cut["document"] == name].reset_index(drop=True)
    lanes = []
    for lane, rows in cut.groupby("lane"):
        stretches = []
        for _, cell in rows.groupby("cell"):
            first, last = cell.index[0], cell.index[-1]
            lines = [corpus[name].line_at(mine["start"].iloc[row]) for row in (first, last)]
            ends = [round(float(place), 3) for place in (first / len(mine), (last + 1) / len(mine))]
            stretches.append([*ends, *lines, len(cell)])
        lanes.append({"voice": lane, "words": len(rows), "stretches": stretches})
    return lanes


def pack_counts(terms: pd.Series, cells: np.ndarray, vocabulary: dict[str, int]) -> str:
    """How often each term stands in each stretch: for each term the number of stretches, then (gap, uses) of each."""
    wide = int(cells.max()) + 1 if len(cells) else 1
    codes = terms.map(vocabulary).to_numpy(dtype=np.int64)
    keys, uses = np.unique(codes * wide + cells, return_counts=True)
    pairs: list[list[int]] = [[] for _ in vocabulary]
    last = [0] * len(vocabulary)
    for key, n in zip(keys.tolist(), uses.tolist(), strict=True):
        code, cell = divmod(key, wide)
        pairs[code] += [cell - last[code], n]
        last[code] = cell
    return pack(number for found in pairs for number in (len(found) // 2, *found))


def find_phrases(corpus: Corpus, terms: pd.DataFrame) -> pd.DataFrame:
    """The phrases a page may tell: names and terms of themes, and what stands three times with no word of grammar
    at its ends.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    terms : DataFrame
        Of `split_terms`, all voices, with names joined or not.

    Returns
    -------
    DataFrame
        One row a use:
        term : the phrase
        row : of `terms`, its first word
    """
    found = [*_told_phrases(corpus, terms), *_repeated(terms)]
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame({"term": [], "row": []})
    return table.astype({"term": object, "row": np.int64}).drop_duplicates(ignore_index=True)


def _told_phrases(corpus: Corpus, terms: pd.DataFrame) -> Iterator[pd.DataFrame]:
    words = [*corpus.names["alias"], *corpus.themes["term"]]
    phrases = list(dict.fromkeys(name_term(word) for word in words if not {"*", "|"} & set(word)))
    phrases = [phrase for phrase in phrases if " " in phrase]
    for phrase, (rows, _) in zip(phrases, match_queries(terms, phrases), strict=True):
        yield pd.DataFrame({"term": phrase, "row": rows})


def _repeated(terms: pd.DataFrame) -> Iterator[pd.DataFrame]:
    codes, found = pd.factorize(terms["term"])
    words = pd.Index(found, dtype="str")
    grammar = words.isin(read_stop_terms())[codes]
    place = terms.groupby(["document", "block"], sort=False).ngroup().to_numpy()
    for size in range(2, LONGEST + 1):
        rows = np.arange(max(len(codes) - size + 1, 0))
        last = rows + size - 1
        rows = rows[(place[rows] == place[last]) & ~grammar[rows] & ~grammar[last]]
        if not len(rows):
            return
        runs = np.stack([codes[rows + step] for step in range(size)], axis=1)
        kinds, which, uses = np.unique(runs, axis=0, return_inverse=True, return_counts=True)
        told = np.array([" ".join(words[run]) if n >= OFTEN else "" for run, n in zip(kinds, uses, strict=True)])
        told = np.where(np.char.count(told, " ") == size - 1, told, "")  # a name joined is a term with blanks
        spelled = told[which.ravel()]
        yield pd.DataFrame({"term": spelled[spelled != ""], "row": rows[spelled != ""]})
