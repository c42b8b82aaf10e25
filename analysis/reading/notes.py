"""Notes: the sources that their texts name; the marks that call them are in `marks`."""

import re
from typing import NamedTuple

from analysis.reading.english import PARTICLES
from analysis.reading.marks import find_marks, longest_series, match_in_order, take_out_marks
from analysis.reading.quotations import pair_quotes
from analysis.reading.speakers import People
from analysis.reading.typography import EMPHASIS_CLOSE, EMPHASIS_OPEN

__all__ = ["Source", "find_marks", "longest_series", "match_in_order", "parse_source", "take_out_marks"]

_EMPHASIS = re.compile(
    rf"(?<![\w*])\*(?=\S)([^*]+)\*(?!\w)|(?<!\w)_(?=\S)([^_]+)_(?!\w)|{EMPHASIS_OPEN}(.+?){EMPHASIS_CLOSE}"
)
_ACCESSED = re.compile(r"\b(?:accessed|retrieved|visited)\b.*", re.IGNORECASE | re.DOTALL)
_RANGE = re.compile(r"\b\d{4}\s?[-–]\s?\d{4}\b")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_URL = re.compile(r"<?\b(?:https?://|www\.)\S+")
_PLAIN_BOOK = re.compile(r"(?P<author>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,3}),\s(?P<title>[^(]+?)\s\([^)]*\d{4}\)")
_PLAIN_PAGE = re.compile(
    r"(?P<author>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3}),\s(?P<title>[A-Z][^,;()“”]{2,80}),\s+pp?\.\s?\d"
)
_PLAIN = re.compile(r"(?P<author>(?:[^.]|(?<=\b[A-Z])\.)+)\.\s+(?P<title>[^.]+)")
_BACK = re.compile(r"^(?:ibid|op\. ?cit|loc\. ?cit|see (?:above|note))\b", re.IGNORECASE)
# What a note says of itself, in this order: a form that is told first wins.
_FLAGS = re.IGNORECASE | re.VERBOSE
_KINDS = (
    ("reference", re.compile(r"\b(?:encyclop\w+|dictionary|britannica|wikipedia|handbook|almanac)\b", _FLAGS)),
    (
        "primary",
        re.compile(
            r"""\b(?:archives?|papers\sof|congressional\srecord|telegram|memorandum|minutes\sof|memoirs?|diary|diaries
            |interview|correspondence|selected\sworks|collected\sworks|editorial|speech(?:es)?\sat|staff\sstudy
            |intelligence|department\sof|ministry\sof|foreign\srelations\sof)\b""",
            _FLAGS,
        ),
    ),
    (
        "scholarly",
        re.compile(
            r"""\b(?:journal|quarterly|university\spress|dissertation|proceedings)\b
            |\b(?:no|vol)\.\s?\d+[^.]*:\s?\d+""",
            _FLAGS,
        ),
    ),
    ("web", re.compile(r"https?://|www\.|\baccessed\b|\bretrieved\b|\bn\.d\.|\s\|\s", _FLAGS)),
)


_LEADS = re.compile(
    r"^(?:(?:\[\w{1,4}\]|\d{1,3}\.)\s+)?(?:(?:see(?:\s(?:also|for\sexample|e\.g\.))?|cf\.?|(?:quoted|cited)\s(?:in|by|from)),?\s)*",
    re.IGNORECASE,
)
_SMALL = "of the and for on in et al ed eds trans by with to a an y e zu"
_IN_NAMES = frozenset((*PARTICLES, *_SMALL.split()))
_LONGEST = 12  # words of an author's name, or of an office's
_REACH = 400  # signs in which an author is looked for
_CITES = re.compile(r"(?:\b(?:[Ss]ee|in|[Cc]f\.)[,:]?|[^\W\d_a-z][\w.’'-]+[,:])\s*$")


class Source(NamedTuple):
    author: str
    title: str
    year: int | None
    kind: str  # primary, scholarly, reference, web, or "" where the note does not tell


def parse_source(text: str, people: People) -> Source:
    """The source that a note names.

    The title is the first span in quotation marks or italics; the author stands before it; the year is the first one
    outside the title that is neither a range nor a day of access. A source by a person of the history itself (one that
    corpus.toml names) is primary.
    """
    if not text or _BACK.match(text):
        return Source("", "", None, "")
    start, end, title = _title(text)
    if _explains(text[:start]):
        return Source("", "", None, "")
    author = _author(text[:start])
    if not author and title[:1] == text[start : start + 1]:
        title = ""  # no marks of its own, and no author ahead: two sentences
    leading = re.match(r"([^,]+),\s+(.+)", title)
    if not author and leading and people.pattern.fullmatch(leading[1]):
        author, title = leading[1], leading[2]
    rest = _RANGE.sub(" ", _ACCESSED.sub("", text[:start] + " " + text[end:]))
    year = _YEAR.search(rest)
    return Source(author, title, int(year[1]) if year else None, _kind(text, text[:start] + text[end:], author, people))


def _title(text: str) -> tuple[int, int, str]:
    pairs = [pair for pair in pair_quotes(text)[0] if not pair.depth and text[pair.start] not in "'‘"]
    if pairs:
        start, end = pairs[0][:2]
        return start, end, text[start + 1 : end - 1].strip(" .,;")
    slanted = _EMPHASIS.search(text)
    if slanted:
        return slanted.start(), slanted.end(), next(filter(None, slanted.groups())).strip(" .,;")
    parts = _PLAIN_BOOK.match(text) or _PLAIN_PAGE.match(text) or _PLAIN.match(text)
    if parts and re.search(r"[^\W\d_]{2}", parts["title"]):
        return parts.start("title"), parts.end("title"), parts["title"].strip()
    return 0, 0, ""


def _author(before: str) -> str:
    """The name that a note begins with: what stands before its title, as far as it can be one."""
    before = _LEADS.sub("", _URL.sub("", before).strip(" .,;:>—–"))
    whole = re.match(r"(?:[^.]|(?<=\b[A-Z])\.)+", before)  # to the first stop that is not an initial's
    author = re.sub(r"\s*\(\d{4}[a-z]?\)$", "", whole[0][:_REACH]).strip(" ,;:") if whole else ""
    while author and not _is_name(author):
        author = author.rpartition(",")[0].rstrip()
    return author + "." if re.search(r"\b[A-Z]$", author) else author


def _is_name(author: str) -> bool:
    """Whether words can be those of an author, a person or an office, and no sentence."""
    names = [word for word in re.findall(r"[^\s,;:()&“”\"]+", author) if word.strip(".") not in _IN_NAMES]
    return 0 < len(names) <= _LONGEST and all(name[0].isupper() or name[0] in "‘’'" for name in names)


def _explains(before: str) -> bool:
    """Whether a note tells something at length before it quotes, and so names no work by what it quotes."""
    return len(before.split()) >= _LONGEST and not _author(before) and not _CITES.search(before)


def _kind(text: str, outside: str, author: str, people: People) -> str:
    surname_first = re.sub(r"^([^,]+),\s*(.+)$", r"\2 \1", author)
    if author and (people.find(author) or people.find(surname_first)):
        return "primary"
    told = [kind for kind, form in _KINDS if form.search(text if kind == "web" else outside)]
    return told[0] if told else ""
