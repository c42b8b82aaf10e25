"""The names of a corpus, gathered under one heading each: corpus.toml's first, then those that the texts show."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pandas as pd

from analysis.corpus import Corpus
from analysis.errors import check_kind
from analysis.history.mentions import find_mentions, gather_aliases, words_of
from analysis.history.name_words import (
    EVENT_MONTHS,
    HEADS_OF,
    KIND_OF_HEAD,
    NO_FIRST_NAMES,
    OFFICES,
    given_names,
    states,
)  # fmt: skip
from analysis.reading.english import NOT_NAMES, PARTICLES, RANKS
from analysis.reading.names import NAME, UPPER, Names, find_names, opens_sentence
from analysis.reading.people import People
from analysis.reading.surnames import one_form_each

COLUMNS = ["name", "kind", "aliases", "n", "documents", "belongs_to"]
_EVIDENCE = ("prose", "block_quote", "speech")  # lists, verse, headings give words capitals of their own
_TITLED = 0.5  # share of longer words with a capital from which on a block tells nothing
_JOIN = re.compile(r"(?:['’]s?)?\s(?:of\s(?:the\s)?|for\s(?:the\s)?|on\s|in\s|de\s)?")
_GROUP = re.compile(r"(?:ists|ians|crats|icans|eans|ites|eers|viks|viki|ese)$")
_ADJECTIVE = re.compile(r"(?:ist|ese|ish|ic|an)$")
_PLACE_WORDS = ("in", "at", "from", "near", "to", "toward", "towards", "into", "through", "across")
_INITIALS = re.compile(rf"(?<![\w.])(?:[{UPPER}]\.){{2,}}(?!\w)")


def suggest_names(corpus: Corpus) -> pd.DataFrame:
    check_kind("suggest_names", corpus, "Corpus")
    told = gather_aliases(corpus.names)
    known = {alias for name, aliases in zip(told["name"], told["aliases"], strict=True) for alias in (name, *aliases)}
    found = _Found(list(_texts(corpus)), People.from_rows(corpus.names.itertuples(index=False, name=None)), known)
    rows = [(name, kind, tuple(aliases), "") for name, kind, aliases in told.itertuples(index=False, name=None)]
    rows = _one_claim_each([*rows, *found.names()])
    table = pd.DataFrame(rows, columns=["name", "kind", "aliases", "belongs_to"])
    counts = find_mentions(corpus, table).groupby("name")["document"].agg(["size", "nunique"])
    counts = counts.reindex(table["name"], fill_value=0).to_numpy(dtype="int64").reshape(-1, 2)
    table = table.assign(n=counts[:, 0], documents=counts[:, 1], told=table.index < len(told))
    table = table[table["told"] | (table["n"] > 0)]
    table = (
        table.sort_values(["told", "n"], ascending=False, kind="stable")
        if not table["told"].any()
        else _told_first(table)
    )
    return table[COLUMNS].reset_index(drop=True)


def _one_claim_each(rows: list[tuple[str, str, tuple[str, ...], str]]) -> list[tuple[str, str, tuple[str, ...], str]]:
    """The rows without ways to write a name that an earlier row has."""
    taken: set[tuple[str, ...]] = set()
    kept = []
    for name, kind, aliases, state in rows:
        ways = [way for way in dict.fromkeys([name, *aliases]) if words_of(way) and words_of(way) not in taken]
        taken |= {words_of(way) for way in ways}
        if ways:
            kept.append((ways[0], kind, tuple(ways[1:]), state))
    return kept


def _told_first(table: pd.DataFrame) -> pd.DataFrame:
    rest = table[~table["told"]].sort_values("n", ascending=False, kind="stable")
    return pd.concat([table[table["told"]], rest])


def _texts(corpus: Corpus) -> Iterator[str]:
    """The blocks whose capitals tell names; titles of works in them are written small."""
    titles = corpus.quotations[corpus.quotations["kind"] == "title"]
    places = defaultdict(list)
    for document, block, start, end in zip(
        *(titles[name] for name in ("document", "block", "start", "end")), strict=True
    ):
        places[document, block].append((start, end))
    columns = (corpus.blocks[name].tolist() for name in ("document", "block", "kind", "start", "text"))
    for document, block, kind, at, text in zip(*columns, strict=True):
        for start, end in places.get((document, block), ()):
            text = text[: start - at] + text[start - at : end - at].lower() + text[end - at :]
        long = [word for word in text.split() if len(word) > 3]
        if kind in _EVIDENCE and sum(word[0].isupper() for word in long) <= _TITLED * len(long):
            yield text


class _Found:
    """The names that texts show, before they are counted."""

    def __init__(self, texts: list[str], people: People, known: set[str]):
        self.people, self.known = people, known
        self.holds_known = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(known))) or '(?!)'})(?![\w-])")
        self.base: Names = find_names(texts, people)
        self.words = set(self.base.words)
        self.counts: Counter[str] = Counter()
        self.placed: Counter[str] = Counter()  # after in, at, from …
        self.articled: Counter[str] = Counter()  # after the
        self.ranked: set[str] = set()  # after a rank: persons
        self.short: dict[str, str] = {}  # Central Office (CO)
        self.firm: set[str] = set()  # words with a capital that no place in a sentence gives them
        for text in texts:
            for run in NAME.finditer(text):
                self.firm.update(run[0].split()[opens_sentence(text[max(run.start() - 5, 0) : run.start()]) :])
        for text in texts:
            self._read(text)

    def _read(self, text: str) -> None:
        runs = [(run.start(), run.end()) for run in NAME.finditer(text)]
        runs += [(run.start(), run.end()) for run in _INITIALS.finditer(text)]
        for start, end in _joined(text, sorted(runs)):
            for first, last in self._clean(text, start, end):
                name = " ".join(text[first:last].split())
                self.counts[name] += 1
                before = text[max(0, first - 9) : first].split()[-1:]
                self.placed[name] += bool(before) and before[0] in _PLACE_WORDS
                self.articled[name] += bool(before) and before[0].lower() == "the"
                short = re.match(r"\s\(([A-Z]{2,6})\)", text[last : last + 10])
                if short and _initials(name).endswith(short[1]):
                    self.short[short[1]] = name

    def _clean(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """What of a run of words with capitals is a name: without openers, titles and offices."""
        parts = [(start + part.start(), start + part.end()) for part in re.finditer(r"\S+", text[start:end])]
        words = [text[a:b].removesuffix("’s").removesuffix("'s") for a, b in parts]
        if EVENT_MONTHS.match(" ".join(words)):
            return [(start, end)]
        groups: list[list[int]] = [[]]
        for at, word in enumerate(words):
            if self._fits(word, bool(groups[-1])):
                groups[-1].append(at)
            elif groups[-1]:
                groups.append([])
        return [
            (parts[group[0]][0], parts[group[-1]][1])
            for group in (self._stripped(words, group) for group in groups)
            if group
        ]

    def _fits(self, word: str, inside: bool) -> bool:
        if inside and (word in PARTICLES or word in ("of", "the", "for", "on", "in")):
            return True
        if not inside and word not in self.firm and word not in given_names():
            return word in states() or word.strip(".") in RANKS
        if inside and word not in NOT_NAMES:
            return True  # United Nations, though nations are often written small
        if word in NOT_NAMES:
            return word in states()
        if re.search(r"-[a-z]+$", word) and not inside and word.split("-")[0] in self.words:
            return False  # Moscow-run
        return word in self.words or word in states() or _rank(word) or bool(re.fullmatch(rf"(?:[{UPPER}]\.)+", word))

    def _stripped(self, words: list[str], group: list[int]) -> list[int]:
        while group and (not words[group[-1]][0].isupper() or _rank(words[group[-1]])):
            group = group[:-1]  # Foreign Minister, King of
            if (
                group
                and words[group[-1]][0].isupper()
                and group[-1] + 1 < len(words)
                and words[group[-1] + 1] in OFFICES
            ):
                return []
        ranks = [at for at in group if _rank(words[at])]
        if ranks and words[group[-1]] not in KIND_OF_HEAD and group[-1] != ranks[-1]:
            if len(group) > 1 and words[group[group.index(ranks[-1]) + 1]][0].isupper():
                self.ranked.add(words[group[-1]])
                group = group[group.index(ranks[-1]) + 1 :]
            else:
                group = []  # President of the Republic
        bare = [at for at in group if not re.fullmatch(r"(?:\w\.)|[IVXLC]+", words[at])]
        return group if bare else []

    def names(self) -> list[tuple[str, str, tuple[str, ...], str]]:
        """Rows of name, kind, aliases, and the state that a people or a capital belongs to."""
        self.surnames = {name.split()[-1] for name in self.counts if name.split()[0] in given_names() and " " in name}
        rows: dict[str, tuple[str, list[str], str]] = {}
        people: Counter[str] = Counter()
        for name, n in self.counts.most_common():
            if self.holds_known.search(name) or self.people.find(name):
                continue  # corpus.toml has its own word on these
            if name in states() and not self._is_bearer(name):
                head, kind, state = states()[name]
                head, state = (name, state or head) if head in self.known else (head, state)
                rows.setdefault(head, (kind, [], state))[1].append(name)
            elif self._may_be_person(name):
                people[name] += n
            else:
                rows.setdefault(name, (self._kind(name), [], ""))[1].append(name)
        for short, name in self.short.items():
            if name in rows and short in rows and name != short:
                rows[name][1].append(short)
                del rows[short]
        for name in [name for name in rows if name[-1:] == "s" and rows[name][0] == "group"]:
            one = name[:-1]
            if (
                one in rows
                and not rows[one][2]
                and one not in KIND_OF_HEAD
                and 3 * self.counts[name] >= self.counts[one]
            ):
                rows[name][1].extend(rows.pop(one)[1])  # Athenians and Athenian
        return [*_listed(rows), *self._people(people)]

    def _is_bearer(self, name: str) -> bool:
        """Whether a name of the gazetteer is a person's here: George Washington, and seldom "in Washington"."""
        return name in self.surnames and states()[name][1] != "group" and 3 * self.placed[name] <= self.counts[name]

    def _people(self, people: Counter[str]) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
        persons: dict[str, list[str]] = defaultdict(list)
        for way, form in one_form_each(people).items():
            persons[form].append(way)
        for ways in persons.values():
            told = sorted(ways, key=lambda way: (-people[way], len(way)))
            yield told[0], self._kind_of_person(told, people), tuple(told[1:]), ""

    def _may_be_person(self, name: str) -> bool:
        words = name.split()
        first = words[0]
        if len(words) == 1 and (_GROUP.search(name) or (name[-1:] == "s" and name[:-1] in self.counts)):
            return False
        alone = len(words) == 1 and name not in self.ranked and name not in self.surnames
        if alone and 3 * self.counts[f"{name}s"] >= self.counts[name]:
            return False
        if len(words) > 1 and first not in given_names() and self.counts[first] > max(1, self.counts[name]):
            return False
        if words[-1] in KIND_OF_HEAD and not (words[0] in given_names() and len(words) > 1):
            return False
        if (
            any(word in ("of", "for", "on", "in", "the") for word in words)
            or first in NO_FIRST_NAMES
            or (first in states() and len(words) > 1)
        ):
            return False
        return 2 * self.articled[name] <= self.counts[name] and not name.isupper()

    def _kind_of_person(self, ways: list[str], counts: Counter[str]) -> str:
        words = {word for way in ways for word in way.split()}
        last = ways[0].split()[-1]
        n, placed = sum(counts[way] for way in ways), sum(self.placed[way] for way in ways)
        if any(len(way.split()) > 1 and way.split()[0] in given_names() for way in ways) or words & self.ranked:
            return "person"
        if _GROUP.search(last) or (len(ways[0].split()) == 1 and last[-1:] == "s" and last[:-1] in self.words):
            return "group"
        if 3 * placed > n:
            return "place"
        several = any(len(way.split()) > 1 for way in ways) and any(len(way.split()) == 1 for way in ways)
        said = last in self.base.persons and 5 * placed <= n and not last.endswith("ism")
        return "person" if several or said or words & given_names() else ""

    def _kind(self, name: str) -> str:
        words = name.split()
        head = next(
            (
                word
                for word in words
                if word in KIND_OF_HEAD
                and words.index(word) < len(words) - 1
                and words[words.index(word) + 1] in ("of", "for", "on")
            ),
            "",
        )
        if head or words[-1] in KIND_OF_HEAD:
            return KIND_OF_HEAD[head or words[-1]]
        if words[0] in KIND_OF_HEAD and KIND_OF_HEAD[words[0]] == "place" and len(words) > 1:
            return "place"
        if name.replace(".", "").isupper():
            return "institution" if len(name) > 2 else ""
        if _GROUP.search(words[-1]) or (len(words) == 1 and name[-1:] == "s" and name[:-1] in self.words):
            return "group"
        if EVENT_MONTHS.match(name):
            return "event"
        return "place" if 2 * self.placed[name] > self.counts[name] else ""


def _listed(rows: dict[str, tuple[str, list[str], str]]) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    for name, (kind, ways, state) in rows.items():
        name = name if name in ways else ways[0]  # Petrograd, where no one says St. Petersburg
        yield name, kind, tuple(way for way in dict.fromkeys(ways) if way != name), state


def _joined(text: str, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of words with capitals, joined where a name goes on: Bay of Pigs, People's Republic, Committee on Trade."""
    at = 0
    while at < len(runs):
        start, end = runs[at]
        while at + 1 < len(runs):
            gap = text[end : runs[at + 1][0]]
            last = text[start:end].split()[-1]
            if not (_JOIN.fullmatch(gap) and _goes_on(gap, last)) or _is_adjective(text, *runs[at + 1]):
                break
            at += 1
            end = runs[at][1]
        yield start, end
        at += 1


def _is_adjective(text: str, start: int, end: int) -> bool:
    """The Warsaw Pact of Communist states: a word that tells what sort follows, in small letters."""
    word = text[start:end]
    adjective = _ADJECTIVE.search(word) or (word in states() and states()[word][1] == "group")
    return bool(adjective) and re.match(r"\s[a-z]{4,}", text[end : end + 6]) is not None and " " not in word


def _goes_on(gap: str, last: str) -> bool:
    if gap[:1] in ("'", "’"):
        return last in ("People", "Workers", "Women", "Peasants", "Children", "Men", "Veterans") and " of " not in gap
    return gap != " " and last in HEADS_OF and (" of " in gap or KIND_OF_HEAD.get(last) == "institution")


def _rank(word: str) -> bool:
    """Premier, Gen., Major-General."""
    return word.strip(".").split("-")[-1] in OFFICES


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
