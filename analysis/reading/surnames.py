"""One form for each person of a text: which names, with and without ranks and first names, are one person's."""

from collections import Counter, defaultdict

from analysis.reading.english import MEN, PARTICLES, RANKS, WOMEN


def one_form_each(counts: Counter[str]) -> dict[str, str]:
    """For every way to write a person, the way most used (of two as frequent, the shorter).

    >>> one_form_each(Counter({"Lee": 5, "Ann Lee": 2, "Premier Lee": 1, "Bob Ray": 1, "Cy Ray": 1}))["Premier Lee"]
    'Lee'
    """
    split = {name: _parts_of(name) for name in counts}
    surnames = _Surnames(split, counts)
    persons: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for name, parts in split.items():
        persons[surnames.person(*parts)].append(name)
    best = {person: min(ways, key=lambda way: (-counts[way], len(way), way)) for person, ways in persons.items()}
    return {way: best[person] for person, ways in persons.items() for way in ways}


def _parts_of(name: str) -> tuple[str, str, str]:
    """Rank, first name and last name, "" where a name has none.

    >>> _parts_of("Dr. A. von Lee"), _parts_of("Ann")
    (('Dr', '', 'von Lee'), ('', '', 'Ann'))
    """
    parts = name.split()
    ranks = [bare for part in parts if (bare := part.strip(".")) in RANKS]
    rest = [part for part in parts if part.strip(".") not in RANKS and not _is_initial(part)] or parts[-1:]
    at = next((place for place, part in enumerate(rest) if part in PARTICLES), len(rest) - 1)
    courtesy = [rank for rank in ranks if rank in MEN or rank in WOMEN]
    return (courtesy or ranks or [""])[0], " ".join(rest[:at]), " ".join(rest[at:])


def _is_initial(part: str) -> bool:
    return len(part) == 2 and part[1] == "."


class _Surnames:
    """Who bears each surname: a first name, or a sex, that nearly all of its mentions have stands for all of them."""

    def __init__(self, split: dict[str, tuple[str, str, str]], counts: Counter[str]):
        self.firsts: dict[str, Counter[str]] = defaultdict(Counter)
        self.lasts: dict[str, Counter[str]] = defaultdict(Counter)
        self.ladies: set[tuple[str, str]] = set()
        self.courtesies: dict[str, Counter[str]] = defaultdict(Counter)
        for name, (rank, first, last) in split.items():
            if first and rank in WOMEN:
                self.ladies.add((first, last))
            if first:
                self.firsts[last][first] += counts[name]
                self.lasts[first][last] += counts[name]
            if rank:
                self.courtesies[last][_courtesy(rank)] += counts[name]

    def person(self, rank: str, first: str, last: str) -> tuple[str, str, str]:
        """What tells a person apart: rank, first and last name, as far as the text needs them."""
        if first:
            return "", first, last
        if last in self.lasts and last not in self.firsts:  # a first name alone
            surname = _chief(self.lasts[last])
            return ("", last, surname) if surname else (rank, "", last)
        courtesy = _chief(self.courtesies.get(last))
        apart = courtesy is None or (rank and _courtesy(rank) != courtesy and "woman" in (courtesy, _courtesy(rank)))
        chief = _chief(self.firsts.get(last))
        apart = apart or (rank in WOMEN and bool(chief) and (chief, last) not in self.ladies)  # Mrs. Lee, Bob Lee
        if apart or chief is None:
            return (rank if _courtesy(rank) or apart else ""), "", last
        return "", chief, last


def _courtesy(rank: str) -> str:
    return "man" if rank in MEN else "woman" if rank in WOMEN else ""


def _chief(counts: Counter[str] | None) -> str | None:
    """What nearly all mentions have; "" where there are none, None where they differ."""
    if not counts:
        return ""
    most, count = counts.most_common(1)[0]
    return most if count >= 0.8 * counts.total() else None
