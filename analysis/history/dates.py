"""When: every date that a text names, read against the one named before it."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis.corpus import Corpus
from analysis.errors import check_kind
from analysis.history.date_checks import is_date
from analysis.history.date_readings import read_date, unit_of
from analysis.history.date_words import PATTERNS
from analysis.history.periods import Period, iso, years
from analysis.history.thread import Thread
from analysis.sentences import split_sentences
from analysis.terms import find_voices

COLUMNS = ["document", "block", "sentence", "start", "end", "text", "begin", "finish", "precision", "relative", "voice", "speaker"]
# What every date holds one of; sentences without are passed over
_TRIGGER = re.compile(
    r"\d|[Dd]ays?\b|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade|[Cc]entur|[Ff]ortnight|[a-z]ties\b|day\b|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all\b|[Ww]inter|[Mm]orning|"
    r"[Ee]vening|[Nn]ight|noon|dawn|sun(?:rise|set)|[Yy]esterday|[Tt]omorrow|Christmas|Easter|Fourth|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\."
)
# Background and not the next step of the story: since 1949, (1893–1976), the Act of 1807, had sailed in December 1914
_ASIDE = re.compile(
    r"(?:\b(?:[Ss]ince|until|till|than|[Aa]fter|[Bb]efore|pre-?|post-?|[A-Z]\w+\sof)\s|\b(?:[Ss]ince|had)\s(?:\w+\s){1,4}(?:in|on|of)\s|[(\[][^()\[\]]{0,60})$"
)
_HAD = re.compile(r",?\s(?:[\w’'-]+\s){1,3}had\s\w+(?:ed|en|ne|wn)\b")
_LATER = re.compile(r"(?i)later|afterwards?$|following|next")
_BESIDE = 12  # characters: later, in 1829; that year (1829)
_AS_ADJECTIVE = re.compile(r"(?:\b(?:[Tt]he|an?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)|['’]s?)\s$")  # the 1957 conference


def find_dates(corpus: Corpus) -> pd.DataFrame:
    check_kind("find_dates", corpus, "Corpus")
    rows = []
    for name, block, sentence, voice, start, found in _told(corpus):
        for first, last, text, period, precision, relative in found:
            begin, finish = (iso(period.begin), iso(period.finish)) if period else ("", "")
            rows.append((name, block, sentence, start + first, start + last, text, begin, finish, precision, relative))
    table = pd.DataFrame(rows, columns=COLUMNS[:10])
    table["voice"], table["speaker"] = find_voices(corpus, table)
    return table


def _told(corpus: Corpus) -> Iterator[tuple]:
    threads: dict[tuple[str, str], Thread] = {}
    sentences = split_sentences(corpus)
    columns = ("document", "block", "sentence", "voice", "start", "text")
    for name, block, number, voice, start, text in zip(
        *(sentences[column].tolist() for column in columns), strict=True
    ):
        if not _TRIGGER.search(text):
            continue
        author = threads.get((name, "author")) or Thread(spoken=_spoken(corpus[name].date))
        said = threads.get((name, "quoted"), author) if voice == "quoted" else author
        thread = (said if said.at >= author.at else author).at_block(block)
        thread = replace(thread, spoken=None) if voice == "quoted" else thread
        found = []
        matches = find_matches(text)
        for at, (kind, match) in enumerate(matches):
            period, relative = read_date(kind, match, text[match.end() : match.end() + 40], thread)
            if relative and kind in ("shift", "then") and _LATER.search(match[0]):
                period = _told_after(match, matches[at + 1 :], period, text)
            precision = period.precision if period else unit_of(kind, match)
            first, last = match.span()
            found.append((first, last, match[0], period, precision, relative))
            if not _is_aside(kind, text, match):
                thread = thread.moved(period, relative, block)
        if found:
            threads[name, "quoted" if voice == "quoted" else "author"] = thread
            yield name, block, number, voice, start, found


def find_matches(text: str) -> list[tuple[str, re.Match]]:
    """The dates of a sentence as matches with their kind, in order; of those that overlap the first, then the longest."""
    found = [(kind, match) for kind, pattern in PATTERNS.items() for match in pattern.finditer(text)]
    found = [(kind, match) for kind, match in found if is_date(kind, text, *match.span(), match)]
    kept: list[tuple[str, re.Match]] = []
    for kind, match in sorted(found, key=lambda pair: (pair[1].start(), -pair[1].end())):
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((kind, match))
    return kept


def _is_aside(kind: str, text: str, found: re.Match) -> bool:
    """Whether a date does not move the story on."""
    before = text[max(0, found.start() - 70) : found.start()]
    if kind == "year" and _AS_ADJECTIVE.search(before) and re.match(r"\s[A-Za-z]", text[found.end() :]):
        return True
    if kind in ("year", "month") and _HAD.match(text, found.end()):
        return True
    return bool(_ASIDE.search(before)) or (kind == "beside" and "before" in found[0])


def _told_after(found: re.Match, later: list[tuple[str, re.Match]], period: Period | None, text: str) -> Period | None:
    """What a date read against another means where its sentence tells it outright: nine years later, in 1829."""
    for kind, match in later[:1]:
        told, relative = read_date(kind, match, "", Thread())
        near = len(text[found.end() : match.start()]) < _BESIDE or kind in ("month day", "day month")
        if (
            told
            and not relative
            and near
            and told.precision in ("day", "month", "season", "year")
            and unit_of("", found) == "year"
        ):
            return years(told.begin[0], told.begin[0])
    return period


def _spoken(told: str) -> Period | None:
    """When a text was written or spoken, as its `date` tells."""
    matches = find_matches(told)
    return read_date(*matches[0], "", Thread())[0] if matches else None
