"""Who and what the texts name: persons, states, places, parties and events, found by their capitals."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pandas as pd
from simplemma import is_known

from analysis.corpus import BODY_KINDS, Corpus
from analysis.history.gazetteer import PEOPLE, STATE, read_gazetteer
from analysis.history.kinds import EPITHETS, kind_of, may_hold_of
from analysis.reading.english import NOT_NAMES, words
from analysis.reading.names import NAME, Names, find_names
from analysis.reading.people import People

_PLACE = ["document", "block", "start", "text"]
COLUMNS = ["name", "kind", "aliases", "n", "documents"]
_OF = re.compile(r"\s(?:of|for|on)(?:\sthe)?\s$")
_TIMES = frozenset(
    words("""
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
        September October November December Christmas Easter Ibid Chapter Part Volume Article Section Figure Table Act
        Scene Page Note Book God Heaven Bible""")
)


def suggest_names(corpus: Corpus) -> pd.DataFrame:
    """The names that the texts themselves show: words with a capital in mid-sentence, one row a bearer.

    Read it as a first draft for `[names]` of corpus.toml: take over what is right. Names told there come first.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.

    Returns
    -------
    DataFrame
        One row a name; those of corpus.toml first, then the most frequent:
        name : the form it goes by: a person by the form most used, a state by its usual name
        kind : as corpus.toml tells; else "person", "state", "capital", "people" (Soviet, Chinese: what belongs to a
            state, or its people), "party", "institution", "event", "doctrine", "place", or "" where nothing tells
        aliases : every way it is written, the name first, joined by "; "
        n : how often, in the running text, in anybody's voice, none within a longer name
        documents : in how many documents

    Notes
    -----
    Doubt a kind; doubt a lone surname that two persons bear. A name that only opens sentences or stands in headings is
    not found; one that occurs once only where it has two words, is no English word or is in the list of states. Rules
    are for English; the list of states is common knowledge (`analysis/data/states.txt`).
    """
    uses = _find_uses(corpus)
    told: dict[str, list[str]] = defaultdict(list)
    heading: dict[str, str] = {}
    for name, alias in zip(corpus.names["name"].astype(str), corpus.names["alias"].astype(str), strict=True):
        told[name].append(alias)
        heading[alias] = name
    kinds = dict(zip(corpus.names["name"], corpus.names["kind"], strict=True))
    bearers: dict[str, set[str]] = defaultdict(set)
    for written, (head, kind) in uses.items():
        head = heading.get(written) or heading.get(head) or head
        bearers[head].add(written)
        kinds.setdefault(head, kind)
    rows = {name: list(dict.fromkeys([*told.get(name, [name]), *sorted(bearers[name])])) for name in [*told, *bearers]}
    aliases = pd.DataFrame([(name, alias) for name, ways in rows.items() for alias in ways], columns=["name", "alias"])
    found = find_mentions(corpus, aliases)
    counts = found.groupby("name")["document"].agg(["size", "nunique"])
    table = pd.DataFrame(
        {
            "name": list(rows),
            "kind": [kinds[name] for name in rows],
            "aliases": ["; ".join(ways) for ways in rows.values()],
            "n": counts["size"].reindex(list(rows), fill_value=0).to_numpy(int),
            "documents": counts["nunique"].reindex(list(rows), fill_value=0).to_numpy(int),
        }
    )
    known = table["name"].isin(told)
    table["name"] = table["name"].astype("str")
    odd = pd.Series(
        [" " in name or not is_known(name.lower(), lang="en") for name in rows], index=table.index, dtype=bool
    )
    kept = known | (table["n"] > 1) | ((table["n"] == 1) & (odd | (table["kind"] == STATE)))
    order = table.assign(told=~known, less=-table["n"].where(~known, 0)).sort_values(["told", "less"], kind="stable")
    return order[kept.loc[order.index]][COLUMNS].reset_index(drop=True)


def name_aliases(corpus: Corpus, names: pd.DataFrame | Iterable[str] | None = None) -> pd.DataFrame:
    """Names in any form that a finder takes, as one row an alias: name, kind, alias.

    None takes those of corpus.toml, and where there are none those that the texts suggest.
    """
    if names is None:
        names = corpus.names if len(corpus.names) else suggest_names(corpus)
    if not isinstance(names, pd.DataFrame):
        wanted = [names] if isinstance(names, str) else list(names)
        known = corpus.names[corpus.names["name"].isin(wanted)]
        new = [name for name in wanted if name not in set(known["name"])]
        suggested = name_aliases(corpus, suggest_names(corpus)) if new and corpus.names.empty else corpus.names
        more = suggested[suggested["name"].isin(new)]
        rest = [(name, "", name) for name in new if name not in set(more["name"])]
        return pd.concat([known, more, pd.DataFrame(rest, columns=["name", "kind", "alias"])], ignore_index=True)
    if "alias" in names:
        return names[["name", "kind", "alias"]] if "kind" in names else names.assign(kind="")[["name", "kind", "alias"]]
    ways = (
        names.assign(alias=names["aliases"].astype("str").str.split("; "))
        if "aliases" in names
        else names.assign(alias=names["name"])
    )
    ways = ways.explode("alias", ignore_index=True)
    return (ways if "kind" in ways else ways.assign(kind=""))[["name", "kind", "alias"]]


def find_mentions(corpus: Corpus, aliases: pd.DataFrame) -> pd.DataFrame:
    """Every place where a name is written in the running text, the longest alias first, none within another.

    A mention may carry 's, and may be part of a compound (“Moscow-run”); capitals count. One row a mention, in reading
    order: name, document, block, start, end.
    """
    ways = aliases.drop_duplicates("alias")
    heading = {_plain(alias): name for name, alias in zip(ways["name"], ways["alias"], strict=True) if alias.strip()}
    rows: list[tuple] = []
    if heading:
        either = "|".join(map(_written, sorted(heading, key=lambda alias: (-len(alias), alias))))
        pattern = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])")
        body = corpus.blocks[corpus.blocks["kind"].isin(BODY_KINDS)]
        for document, block, start, text in zip(*(body[name] for name in _PLACE), strict=True):
            for match in pattern.finditer(text):
                rows.append((heading[_plain(match[0])], document, block, start + match.start(), start + match.end()))
    return pd.DataFrame(rows, columns=["name", "document", "block", "start", "end"])


def _plain(alias: str) -> str:
    return " ".join(alias.replace("’", "'").split())


def _written(alias: str) -> str:
    return r"\s+".join(re.escape(word).replace("'", "['’]") for word in alias.split())


def _find_uses(corpus: Corpus) -> dict[str, tuple[str, str]]:
    """Each way of writing a name: the form it goes by, and its kind."""
    people = People.from_rows(corpus.names[["name", "kind", "alias"]].itertuples(index=False, name=None))
    places = read_gazetteer()
    written: Counter[str] = Counter()
    before: dict[str, Counter[str]] = defaultdict(Counter)
    behind: dict[str, Counter[str]] = defaultdict(Counter)
    forms: dict[str, str] = {}
    persons: set[str] = set()
    for _, blocks in corpus.blocks[corpus.blocks["kind"].isin(BODY_KINDS)].groupby("document", sort=False):
        texts = blocks["text"].tolist()
        names = find_names(texts, people)
        for text in texts:
            for run, ahead, after in _runs(text, names):
                written[run] += 1
                before[run][ahead] += 1
                behind[run][after] += 1
                forms.setdefault(run, names.known_as(run))
                if names.is_person(names.known_as(run)) or names.is_person(run):
                    persons.add(run)
    found = {}
    for run in written:
        if run in places.kind:
            found[run] = (places.heading[run], places.kind[run])
            continue
        kind = kind_of(run, before[run], behind[run], person=run in persons)
        found[run] = (forms[run] if kind == "person" else run, kind)
    for run in [run for run in found if _is_chance(run, found, written)]:
        del found[run]
    return _join_shorter(_join_acronyms(_join_plurals(found)), written)


def _is_chance(run: str, found: dict[str, tuple[str, str]], written: Counter[str]) -> bool:
    """Whether a run is no name of its own.

    A letter, an adverb; what stands once and is a people's (Soviet Politburo); a surname behind another name (in Berlin
    Adams said).
    """
    first, _, rest = run.partition(" ")
    if not rest:
        return len(run) < 2 or (len(run) == 2 and not run.isupper()) or run.endswith("ly")
    if found.get(first, ("", ""))[1] == PEOPLE and written[run] == 1:
        return True
    return found[run][1] == "person" and rest in found and first in found and written[first] > 5 * written[run]


def _join_plurals(found: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Bolsheviks go by Bolshevik."""
    for run, (_, kind) in list(found.items()):
        if kind in (PEOPLE, "party") and run.endswith("s") and run[:-1] in found:
            found[run] = found[run[:-1]]
    return found


def _runs(text: str, names: Names) -> Iterator[tuple[str, str, str]]:
    """(a name as written, the word before it, the word after it) for each name of a paragraph.

    Parts joined by "of" where they make one name, or by "the" before an epithet (Peter the Great).
    """
    held: list[tuple[int, int]] = []
    for match in NAME.finditer(text):
        start, end = _name_within(text, match, names)
        if start == end:
            continue
        first = held[-1] if held else None
        between = text[first[1] : start] if first else ""
        part, run = text[first[0] : first[1]] if first else "", text[start:end]
        joins = _OF.fullmatch(between) and may_hold_of(part) and not _qualifies(run, text[end:])
        if joins or (between == " the " and run in EPITHETS):
            held[-1] = (first[0] if first else start, end)
        else:
            held.append((start, end))
    for start, end in held:
        ahead, after = (
            text[max(start - 16, 0) : start].split(),
            re.match(r"(?:[’']s)?\s?([a-z]+)", text[end : end + 20]),
        )
        yield " ".join(text[start:end].split()), ahead[-1].lower() if ahead else "", after[1] if after else ""


def _name_within(text: str, match: re.Match, names: Names) -> tuple[int, int]:
    """Where the name in a run of words with capitals begins and ends; an empty span where there is none.

    In mid-sentence every word of the run has earned its capital; a word that opens a sentence must be a name elsewhere.
    """
    known = read_gazetteer().kind
    parts, start = match[0].split(" "), match.start()
    opens = not re.search(r"[\w,;]\s$", text[max(start - 3, 0) : start]) or parts[0] in NOT_NAMES
    while parts and not _may_open(parts, names, opens, known):
        start += len(parts.pop(0)) + 1
    while parts and parts[-1] in _TIMES:
        parts.pop()
    run = " ".join(parts)
    if not run or run in _TIMES or (run in NOT_NAMES and run not in known):
        return start, start
    return start, start + len(run.removesuffix("."))


def _may_open(parts: list[str], names: Names, opens: bool, known: dict[str, str]) -> bool:
    first = parts[0]
    if " ".join(parts) in known or first in known:
        return True
    if first in NOT_NAMES or first in _TIMES or re.fullmatch(r"\w+-[a-z]+", first) or len(first) < 2:
        return False
    return not opens or bool(names.as_name(first))


def _qualifies(run: str, after: str) -> bool:
    """Whether a run only qualifies the word after it: Communist (countries)."""
    adjective = read_gazetteer().kind.get(run) == PEOPLE or run.endswith(("ist", "ian", "ese"))
    return adjective and bool(re.match(r"\s[a-z]", after))


def _join_shorter(found: dict[str, tuple[str, str]], written: Counter[str]) -> dict[str, tuple[str, str]]:
    """Great Leap goes by Great Leap Forward where only one name begins so and it is the more frequent."""
    for run in [run for run in found if " " in run]:
        longer = {found[way][0] for way in found if way.startswith(f"{run} ") and written[way] >= written[run]}
        longer -= {found[run][0]}
        if len(longer) == 1:
            found[run] = (longer.pop(), found[run][1])
    return found


def _join_acronyms(found: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """CCP goes by Chinese Communist Party where only one name has its letters."""
    initials: dict[str, set[str]] = defaultdict(set)
    for run, (head, _) in found.items():
        letters = "".join(word[0] for word in run.split() if word[0].isupper())
        if len(letters) > 1:
            initials[letters].add(head)
    for run in [run for run in found if len(run) > 2 and run.isupper() and run not in read_gazetteer().kind]:
        if len(initials[run]) == 1:
            head = next(iter(initials[run]))
            found[run] = (head, found.get(head, found[run])[1])
    return found
