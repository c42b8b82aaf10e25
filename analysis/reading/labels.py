"""Labels of speakers: the forms in which files write them, and the evidence that a form is one in this file.

A label opens a line or a paragraph. That a form is a label, its coming back tells: people who talk speak more than
once, and the words before a colon in other lists (Note, London, Figure 3) do not take turns.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from analysis.reading.english import words

_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]*"
_WORD = r"[A-ZÀ-Þ][\w.’'-]*"
_NAME = r"[A-ZÀ-Þ][a-zà-ÿ’'-]{1,15}"
_TITLE = r"(?:The|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Sir|Lady|Lord|Senator|Representative|Chairman|Secretary|General|Judge)"
_TIME = r"[\[(<]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])>]?"
_DIRECTION = r"(?:\s*,?\s*(?P<direction>[\[(][^\])]{1,80}[\])]|_[^_]{1,80}_))?"
_STOP = r"[.?!…][”’\")\]]*\s*$"
_OPEN = rf"\s*(?:>>\s*)?(?:\d{{1,4}}[.)]\s+)?(?:{_TIME}\s*(?:[-–—:]\s*)?)?[*_]{{0,3}}\s*"
_CLOSE = rf"(?:\s*{_TIME})?"
_SPOKEN = rf"(?P<label>(?:[Tt]he )?{_WORD}(?: (?:(?:of|the|and|de|von|van) )*{_WORD}){{0,3}}(?: \d{{1,2}})?)"
_SHOUTED = (
    rf"(?P<label>(?:{_TITLE} )?{_CAPS[:-1]}+(?: (?:OF |THE |AND |DE |of |the |and )?{_CAPS}){{0,3}}(?: \d{{1,2}})?"
    r"(?:,? of [A-ZÀ-Þ][a-zà-ÿ]+(?: [A-ZÀ-Þ][a-zà-ÿ]+)?\.)?)"
)
_FORMS = {
    "asked": re.compile(
        r"\s*[*_]{0,3}(?P<label>Q|A|Question|Answer|QUESTION|ANSWER)[*_]{0,3}(?: ?\d{1,3})?[.:)][*_]{0,3}\s+(?=\S)"
    ),
    "colon": re.compile(rf"{_OPEN}{_SPOKEN}[*_]{{0,3}}{_CLOSE}{_DIRECTION}\s*:[*_]{{0,3}}(?:\s*{_TIME})?(?:\s+|$)"),
    "spaced": re.compile(rf"{_OPEN}{_SHOUTED}{_DIRECTION}:?(?:\t+| {{3,}})(?=\S)"),
    "tabbed": re.compile(rf"{_OPEN}{_SPOKEN}[*_]{{0,3}}{_CLOSE}{_DIRECTION}:?\t+(?=[^\t]*(?:{_STOP}|(?:\S+ ){{8}}))"),
    "dashed": re.compile(
        rf"{_OPEN}(?:{_SHOUTED}|(?P<titled>{_TITLE} {_WORD}(?: (?:of )?{_WORD}){{0,2}}))[*_]{{0,3}}{_DIRECTION}"
        r"[.:]?(?<=[.:\])_*])(?:--|—|–)[*_]{0,3}\s*(?=\S)"
    ),
    "shouted": re.compile(rf"{_OPEN}{_SHOUTED}[*_]{{0,3}}{_DIRECTION}\.?(?<=[.\])_*])[*_]{{0,3}}\s+(?=\S)"),
    "stopped": re.compile(
        r"\s*[*_]{0,3}(?P<label>(?:[1-9]\.? )?[A-ZÀ-Þ][a-zà-ÿ’']{1,15}(?: [A-ZÀ-Þ][a-zà-ÿ’']{1,15}){0,2})[*_]{0,3}"
        rf"{_DIRECTION}\.[*_]{{0,3}}\s+(?=[A-ZÀ-Þ\[(“‘’\"'_—])"
    ),
    "alone": re.compile(rf"{_OPEN}{_SHOUTED}[*_]{{0,3}}{_CLOSE}{_DIRECTION}\s*[.:]?[*_]{{0,3}}$"),
    "named": re.compile(
        rf"{_OPEN}(?P<label>(?:{_TITLE} )?{_NAME}(?: (?:of )?(?:{_NAME}|\d{{1,2}})){{0,2}})[*_]{{0,3}}"
        rf"{_CLOSE}{_DIRECTION}[.:]?[*_]{{0,3}}$"
    ),
}
# what a text must hold for a form: quick to look for
_NEEDS = {"colon": (":",), "spaced": ("\t", "   "), "tabbed": ("\t",), "dashed": ("--", "—", "–")}
_FIRST = re.compile(r"[\s>\[(<*_\d:.,\])–—-]*[A-ZÀ-Þt]")  # what a label can begin with: quick to try
_LONGEST = 140  # signs in which a label must end
_NO_SPEAKERS = frozenset(
    words("""
note notes warning tip caution example examples figure table source sources title author date chapter part book section
act scene volume contents abstract summary keywords introduction conclusion prologue epilogue isbn url http https yes no
am pm well oh ah enter exit exeunt ps nb re subject from to cc sent vol finis end moral preface appendix index""")
)
_TITLES = frozenset(words("mr mrs ms miss dr st messrs prof rev capt col gen lt sgt mme mlle m sir hon vol no"))
_FEWEST = 3  # texts with turns among them: who speaks speaks again
_ON_OWN_LINE = ("alone", "named")
_LEAST = {"spaced": 6, "tabbed": 6, "stopped": 6, "named": 6}  # turns; of the other forms four


class Label(NamedTuple):
    """A label at the head of a text: its form, the name, where the words after it begin, and a stage direction."""

    form: str
    name: str
    end: int
    direction: str


def read_label(text: str, forms: Iterable[str] = _FORMS) -> Label | None:
    """The label that a text opens with, of the first form that fits.

    >>> read_label("[00:01:12] SMITH: Good morning.")
    Label(form='colon', name='SMITH', end=18, direction='')
    >>> read_label("HAMLET. (aside) A little more.")
    Label(form='shouted', name='HAMLET', end=16, direction='(aside)')
    """
    head = text[:_LONGEST]
    if not _FIRST.match(head):
        return None
    for form in forms:
        if form in _NEEDS and not any(sign in head for sign in _NEEDS[form]):
            continue
        found = _FORMS[form].match(head)
        told = found.groupdict() if found else {}
        name = told.get("label") or told.get("titled") or ""
        if found and _may_speak(name):
            return Label(form, name.strip().rstrip("."), found.end(), told.get("direction") or "")
    return None


def _may_speak(label: str) -> bool:
    first = label.split()[0].strip(".").casefold()
    return (
        first not in _NO_SPEAKERS
        and label.strip(".").casefold() not in _TITLES
        and not re.fullmatch(r"[IVXLC]+\.?", label)
    )


class Cast(NamedTuple):
    """Who speaks in a file: the forms its labels have, the names that come back, and whether turns are most of it."""

    forms: frozenset[str]
    names: frozenset[str]
    mostly: bool

    def label_of(self, text: str) -> Label | None:
        """The label of one who speaks here, or None."""
        label = read_label(text, (form for form in _FORMS if form in self.forms)) if self.forms else None
        return label if label and (self.mostly or label.name in self.names) and self._holds(label) else None

    def _holds(self, label: Label) -> bool:
        return label.name in self.names or label.form in ("colon", "spaced", "dashed", "shouted", "asked")


NOBODY = Cast(frozenset(), frozenset(), False)


def _take_turns(form: str, turns: int, back: set[str], labels: list[tuple[int, str]]) -> bool:
    """Whether labels of one form are spoken under: two names at least, and each comes back."""
    often = len(back) >= 2 and turns >= _LEAST.get(form, 4) and turns >= 2.2 * len(back)
    return often or (form == "colon" and bool(_in_rows(labels)))


def _in_rows(labels: list[tuple[int, str]]) -> set[str]:
    """The names of three or more labels that stand together, where one comes back."""
    names: set[str] = set()
    row: list[str] = []
    last = -2
    for place, name in [*labels, (1 << 40, "")]:
        if place != last + 1:
            names |= set(row) if len(row) > max(2, len(set(row))) else set()
            row = []
        row.append(name)
        last = place
    return names


def find_cast(texts: list[str], told: Iterable[str] = ()) -> Cast:
    """Who speaks in these lines or paragraphs (each a text that may open with a label).

    A form counts where at least two names come back and each of them speaks two or three times. Turns are most of a
    file where they are half of the texts from the first label to the last, and not much less of all texts.

    >>> cast = find_cast(["Ann: Yes?", "Bob: No.", "Ann: Why?", "Bob: So.", "Ann: Oh."])
    >>> sorted(cast.names), cast.mostly
    (['Ann', 'Bob'], True)
    """
    named = frozenset(told)
    if not named and sum(map(bool, texts)) < _FEWEST:
        return NOBODY
    found: dict[str, list[tuple[int, str]]] = {}
    for place, text in enumerate(texts):
        label = read_label(text)
        if label:
            found.setdefault(label.form, []).append((place, label.name))
    forms, names, places, alone = set(), set(named), [], 0
    for form, labels in found.items():
        counts = Counter(name for _, name in labels)
        back = {name for name, n in counts.items() if n >= 2 or name in named}
        back |= _in_rows(labels) if form == "colon" else set()
        turns = [(place, name) for place, name in labels if name in back]
        if named & back or _take_turns(form, len(turns), back, labels):
            forms.add(form)
            names |= back
            places += [place for place, _ in turns]
            alone += len(turns) * (form in _ON_OWN_LINE)
    if not places:
        return NOBODY
    span = max(places) - min(places) + 1
    turns_and_words = len(places) + alone  # a label on its own line and the words under it are two texts
    most = len(places) >= 5 and turns_and_words >= max(0.5 * span, 0.4 * sum(map(bool, texts)))
    return Cast(frozenset(forms), frozenset(names), most)
