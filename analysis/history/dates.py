"""When: every date that a text names, read against the one named before it."""

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from analysis.corpus import Corpus
from analysis.errors import check_kind
from analysis.history.date_checks import is_date
from analysis.history.date_words import PATTERNS
from analysis.history.periods import Period, iso
from analysis.history.thread import Thread, read_date, unit_of
from analysis.sentences import split_sentences
from analysis.terms import find_voices

COLUMNS = "document block sentence start end text begin finish precision relative voice speaker".split()
# What every date holds one of; sentences without are passed over
_TRIGGER = re.compile(
    r"\d|[Dd]ays?\b|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade|[Cc]entur|[Ff]ortnight|[a-z]ties\b|day\b|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all\b|[Ww]inter|[Mm]orning|"
    r"[Ee]vening|[Nn]ight|noon|dawn|sun(?:rise|set)|[Yy]esterday|[Tt]omorrow|Christmas|Easter|Fourth|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\."
)
# Background and not the next step of the story: since 1949, until 1960, (1893–1976), the 1957 conference
_ASIDE = re.compile(r"(?:\b(?:[Ss]ince|until|till|than|[Aa]fter|[Bb]efore|pre-?|post-?)\s|[(\[][^()\[\]]{0,30})$")


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
    for name, block, number, voice, start, text in zip(*(sentences[column].tolist() for column in columns), strict=True):
        if not _TRIGGER.search(text):
            continue
        thread = threads.get((name, voice)) or threads.get((name, "author"), Thread())
        found = []
        for kind, match in find_matches(text):
            period, relative = read_date(kind, match, text[match.end() : match.end() + 40], thread)
            precision = period.precision if period else unit_of(kind, match)
            first, last = match.span()
            found.append((first, last, match[0], period, precision, relative))
            if not _ASIDE.search(text[max(0, first - 40) : first]):
                thread = thread.moved(period)
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
