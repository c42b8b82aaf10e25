"""The names of a corpus, gathered under one heading each: corpus.toml's first, then those that the texts show."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import check_kind
from analysis.history.mentions import find_mentions, gather_aliases, words_of
from analysis.history.name_evidence import SMALL, Evidence
from analysis.history.name_words import MONTH_EVENT, given_names, kinds_of_heads, other_senses, states, words_of_kind
from analysis.reading.people import People
from analysis.reading.surnames import one_form_each

COLUMNS = ["name", "kind", "aliases", "n", "documents", "belongs_to"]
_EVIDENCE = ("prose", "block_quote", "speech")  # lists, verse, headings give words capitals of their own
_TITLED = 0.5  # share of longer words with a capital from which on a block tells nothing
_STOP = re.compile(r"[.?!:;…][”’\"')\]]*\s*$")
_GROUP = re.compile(r"(?:ists|ians|crats|icans|eans|ites|eers|viks|viki|ese)$")
_Row = tuple[str, str, tuple[str, ...], str]  # name, kind, aliases, the state it belongs to


@checked
def suggest_names(corpus: Corpus) -> pd.DataFrame:
    """The names that the texts speak of, each under one heading with every way to write it.

    Names of corpus.toml come first, as it tells them; then those that the texts show, the commonest first: words that
    they write with a capital in mid-sentence, with small words inside ("Bay of Pigs"), without what opens a sentence,
    without ranks and offices ("Premier Lee" is Lee, "the Foreign Minister" nobody). One person's ways are joined
    ("Lee", "Ann Lee"), so are a state's, and an abbreviation told in brackets. A people ("Chinese", of the state, its
    language and its people alike) is a row of its own beside its state, and so is a capital: who writes *Moscow* for
    the *Soviet Union* has chosen. Titles of works, headings and lists are no evidence.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.

    Returns
    -------
    DataFrame
        One row a name:
        name : the heading; of corpus.toml, else the commonest way to write it
        kind : as corpus.toml tells; else "person", "state", "place", "group" (a people, a class, a camp), "party",
            "institution", "event", "work", or "" where the words do not tell
        aliases : a tuple of the other ways to write it, the commonest first
        n : how often it stands in the body of all documents, by the rule of `find_mentions`
        documents : in how many of them
        belongs_to : the state of a people or of a capital; "" for others

    Notes
    -----
    Of 80 rows drawn at random from three works that the rules were not made on, 76 were names, and of the 47 whose
    kind is told 40 had the right one. Doubt `kind`: it is guessed from titles, first names, last words ("Treaty",
    "Ministry") and a list of states, orders the table and decides no count. Doubt a surname that two people bear:
    initials do not part them. In German, where every noun has a capital, most rows are nouns.

    References
    ----------
    States, peoples, capitals: `analysis/data/states.txt`, which says where they come from.
    """
    check_kind("suggest_names", corpus, "Corpus")
    told = gather_aliases(corpus.names)
    rows: list[_Row] = [(name, kind, aliases, "") for name, kind, aliases in told.itertuples(index=False, name=None)]
    ways = {way for name, _, aliases, _ in rows for way in (name, *aliases)}
    people = People.from_rows(corpus.names[["name", "kind", "alias"]].itertuples(index=False, name=None))
    found = _rows(Evidence(list(_texts(corpus)), people), people, ways)
    table = pd.DataFrame(_one_claim_each([*rows, *found]), columns=["name", "kind", "aliases", "belongs_to"])
    places = find_mentions(corpus, table).groupby("name")["document"]
    for column, counts in (("n", places.size()), ("documents", places.nunique())):
        table[column] = counts.reindex(table["name"], fill_value=0).to_numpy(dtype="int64")
    is_told = table.index < len(told)
    more = table[~is_told & (table["n"] > 0)].sort_values("n", ascending=False, kind="stable")
    return pd.concat([table[is_told], more])[COLUMNS].reset_index(drop=True)


def _texts(corpus: Corpus) -> Iterator[str]:
    """The blocks whose capitals tell names; titles of works in them are written small."""
    titles = corpus.quotations[corpus.quotations["kind"] == "title"]
    places = defaultdict(list)
    for document, block, start, end in titles[["document", "block", "start", "end"]].itertuples(index=False, name=None):
        places[document, block].append((start, end))
    columns = (corpus.blocks[name].tolist() for name in ("document", "block", "kind", "start", "text"))
    for document, block, kind, at, text in zip(*columns, strict=True):
        for start, end in places.get((document, block), ()):
            text = text[: start - at] + text[start - at : end - at].lower() + text[end - at :]
        if kind in _EVIDENCE and not _is_titled(text):
            yield text


def _is_titled(text: str) -> bool:
    """Whether a block is shouted, or ends like a title and has a capital at most of its longer words."""
    long = [word for word in text.split() if len(word) > 3]
    capitals = sum(word.isupper() for word in long) if _STOP.search(text) else sum(word[0].isupper() for word in long)
    return capitals > _TITLED * len(long)


def _one_claim_each(rows: list[_Row]) -> list[_Row]:
    """The rows without ways to write a name that an earlier row has."""
    taken: set[tuple[str, ...]] = set()
    kept = []
    for name, kind, aliases, state in rows:
        ways = [way for way in dict.fromkeys([name, *aliases]) if words_of(way) and words_of(way) not in taken]
        taken |= {words_of(way) for way in ways}
        if ways:
            kept.append((ways[0], kind, tuple(ways[1:]), state))
    return kept


def _rows(evidence: Evidence, told: People, ways: set[str]) -> list[_Row]:
    """A row for each name that the texts show and corpus.toml does not."""
    holds_told = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(ways))) or '(?!)'})(?![\w-])")
    rows: dict[str, tuple[str, list[str], str]] = {}
    people: Counter[str] = Counter()
    for name, n in evidence.counts.most_common():
        if holds_told.search(name) or told.find(name):
            continue
        if name in states() and not _is_bearer(evidence, name):
            head, kind, state = states()[name]
            if name in other_senses() and not any(states().get(way, ("",))[0] == state for way in evidence.counts):
                state = ""
            head, state = (name, state or head) if head in ways else (head, state)
            rows.setdefault(head, (kind, [], state))[1].append(name)
        elif _may_be_person(evidence, name):
            people[name] = n
        elif (kind := _kind(evidence, name)) or not _is_of_a_people(name):
            rows.setdefault(name, (kind, [], ""))[1].append(name)
    for short, name in evidence.short.items():
        if short in rows and name in rows and short != name:
            rows[name][1].extend(rows.pop(short)[1])
    for many in [name for name in rows if name[-1:] == "s" and rows[name][0] == "group"]:
        one, counts = many[:-1], evidence.counts
        if one in rows and not rows[one][2] and one not in kinds_of_heads() and 3 * counts[many] >= counts[one]:
            rows[many][1].extend(rows.pop(one)[1])  # Athenians and Athenian
    return [*(_listed(ways, kind, state) for kind, ways, state in rows.values()), *_persons(evidence, people)]


def _listed(ways: list[str], kind: str, state: str) -> _Row:
    head = next((states()[way][0] for way in ways if way in states()), ways[0])
    name = head if head in ways else ways[0]
    return name, kind, tuple(way for way in dict.fromkeys(ways) if way != name), state


def _persons(evidence: Evidence, people: Counter[str]) -> Iterator[_Row]:
    persons: dict[str, list[str]] = defaultdict(list)
    for way, form in one_form_each(people).items():
        persons[form].append(way)
    for ways in persons.values():
        ways.sort(key=lambda way: (-people[way], len(way)))
        yield ways[0], _kind_of_person(evidence, ways), tuple(ways[1:]), ""


def _is_of_a_people(name: str) -> bool:
    """Chinese Plans, of no kind that the words tell: the people is named, and nothing else."""
    first = name.split()[0]
    return first != name and first in states() and states()[first][1] == "group"


def _is_bearer(evidence: Evidence, name: str) -> bool:
    """Whether a name of the list of states is a person's here: George Washington, and seldom "in Washington"."""
    somebody = name in evidence.surnames and states()[name][1] != "group"
    return somebody and 3 * evidence.placed[name] <= evidence.counts[name]


def _may_be_person(evidence: Evidence, name: str) -> bool:
    words, n = name.split(), evidence.counts
    first, given = words[0], evidence.has_given_name(name)
    if name.isupper() or 2 * evidence.articled[name] > n[name] or SMALL.intersection(words):
        return False
    if len(words) == 1:
        known = name in evidence.ranked or (name in evidence.surnames and name not in words_of_kind("no-first"))
        grouped = _GROUP.search(name) or evidence.is_plural(name)
        common = grouped or name in kinds_of_heads() or (name in words_of_kind("no-first") and not known)
        return not common and (known or 3 * n[f"{name}s"] < n[name])
    if given:
        return True
    strange = first in states() or first in words_of_kind("no-first") or n[first] > max(1, n[name])
    return not strange and words[-1] not in kinds_of_heads()


def _kind_of_person(evidence: Evidence, ways: list[str]) -> str:
    words = {word for way in ways for word in way.split()}
    last = ways[0].split()[-1]
    n, placed = (sum(counts[way] for way in ways) for counts in (evidence.counts, evidence.placed))
    if words & evidence.ranked or any(evidence.has_given_name(way) for way in ways):
        return "person"
    if 3 * placed > n:
        return "place"
    several = len({len(way.split()) > 1 for way in ways}) == 2  # "Ann Lee" and "Lee"
    said = last in evidence.speakers and 5 * placed <= n and not last.endswith("ism")
    return "person" if several or said or words & given_names() else ""


def _kind(evidence: Evidence, name: str) -> str:
    words, heads = name.split(), kinds_of_heads()
    head = next((word for word, after in pairwise(words) if word in heads and after in SMALL), "")
    if head or words[-1] in heads:
        return heads[head or words[-1]]
    if len(words) > 1 and heads.get(words[0]) == "place":
        return "place"  # Fort Henry
    if MONTH_EVENT.match(name):
        return "event"
    if name.replace(".", "").isupper():
        return "institution" if len(name) > 2 else ""
    if _GROUP.search(words[-1]) or evidence.is_plural(name):
        return "group"
    return "place" if 2 * evidence.placed[name] > evidence.counts[name] else ""
