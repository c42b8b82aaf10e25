"""What a typed word finds: its places, and how often each text has it."""

import difflib
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.corpus import BODY_KINDS
from analysis.errors import AnalysisError
from analysis.explore.counting import COUNTS, count_hits
from analysis.explore.told import rows_of
from analysis.knobs import WHOSE
from analysis.study import Study
from analysis.terms import find_voices, match_query, split_terms
from analysis.terms.queries import Query, parse_query

HITS = ["document", "block", "start", "end", "voice", "speaker", "segment", "position", "line"]
HOW = "type words, with * for any letters and | between alternatives, or a regular expression between strokes: /…/"
SECONDS = 2.0  # most that a regular expression may take


@dataclass(frozen=True, eq=False)
class Answer:
    """What was found.

    Attributes
    ----------
    hits : DataFrame
        One row a place, in reading order: document, block, start, end, voice, speaker, segment (of the voice chosen),
        position (0 to 1 of the body's words), line.
    counts : DataFrame
        One row a document: document, n, words (of the voice), reach, segments, share, low, high.
    told : str
        One sentence: what was found, or why nothing.
    """

    hits: pd.DataFrame
    counts: pd.DataFrame
    told: str

    @property
    def found(self) -> bool:
        return bool(len(self.hits))


def read_query(query: str) -> Query:
    """A typed query as `concordance` takes it: `/…/` is a regular expression, case folded; anything else is words.

    Errors: AnalysisError for what cannot be read, in the words of one who types.

    >>> read_query("/19[45]/").pattern, read_query("great leap")
    ('19[45]', 'great leap')
    """
    if len(query) < 3 or not (query[0] == query[-1] == "/"):
        try:
            parse_query(query)
        except AnalysisError:
            raise AnalysisError(f"“{query}” cannot be looked for: {HOW}.") from None
        return query
    try:
        return re.compile(query[1:-1], re.IGNORECASE)
    except re.error as error:
        where = "" if error.pos is None else f" at sign {error.pos + 1}"
        raise AnalysisError(f"The pattern {query} cannot be read: {error.msg}{where}.") from None


def ask(study: Study, query: str, *, names: bool = True) -> Answer:
    """Where a typed query stands in the voice of a study, and how often each document has it.

    Parameters
    ----------
    study : Study
        The reading that is asked.
    query : str
        Words, with `*` and `|`, or a regular expression between strokes.
    names : bool
        Whether words are looked for where names are joined.

    Returns
    -------
    Answer
        A query that cannot be read or stands nowhere gives no hits and a sentence, never an error.
    """
    try:
        spans = _spans(study, read_query(query), names)
    except AnalysisError as error:
        return Answer(pd.DataFrame(columns=HITS), pd.DataFrame(columns=COUNTS), f"{error}")
    hits = _placed(study, spans, names)
    chosen = hits[hits["voice"] == study.voice].reset_index(drop=True) if study.voice else hits
    told = "" if len(chosen) else _nowhere(study, query, names, len(hits))
    return Answer(chosen, count_hits(study, chosen, names), told)


def _spans(study: Study, query: Query, names: bool) -> pd.DataFrame:
    """document, block, start, end, voice, speaker of each place; with its first term, whether that has a capital, and
    how many terms it takes."""
    if isinstance(query, re.Pattern):
        return _pattern_spans(study, query)
    terms = _all_terms(study, names)
    rows, lengths = match_query(terms, query)
    spans = terms.iloc[rows][["document", "block", "start", "voice", "speaker", "term", "capital"]]
    return spans.assign(end=terms["end"].to_numpy()[rows + lengths - 1], length=lengths)


def _pattern_spans(study: Study, query: re.Pattern[str]) -> pd.DataFrame:
    blocks = study.corpus.blocks[study.corpus.blocks["kind"].isin(BODY_KINDS)]
    places = rows_of(blocks, "document", "block", "start", "text")
    with _within(SECONDS, query.pattern):
        rows = [
            (document, block, at + match.start(), at + match.end())
            for document, block, at, words in places
            for match in query.finditer(words)
            if match.group()
        ]
    spans = pd.DataFrame(rows, columns=["document", "block", "start", "end"])
    capital = [study.corpus[name].text[at].isupper() for name, at in rows_of(spans, "document", "start")]
    voice, speaker = find_voices(study.corpus, spans) if len(spans) else (np.array([]), np.array([]))
    spans = spans.assign(voice=voice, speaker=speaker)
    return spans.assign(term="", capital=np.array(capital, dtype=bool), length=1)


@contextmanager
def _within(seconds: float, pattern: str) -> Iterator[None]:
    """Stops a pattern that would search for hours; where the system has no such timer, it is left to the reader."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise AnalysisError(f"The pattern /{pattern}/ takes longer than {seconds:.0f} seconds: make it simpler.")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _placed(study: Study, spans: pd.DataFrame, names: bool) -> pd.DataFrame:
    """The places with segment of the voice chosen, position and line."""
    hits = spans.reset_index(drop=True)
    segment, position = np.zeros(len(hits), dtype=np.int64), np.zeros(len(hits))
    every, own = _starts(study), _spoken(study, names)
    places = hits["start"].to_numpy(dtype=np.int64)
    for document in hits["document"].unique():
        rows = np.flatnonzero(hits["document"] == document)
        at = places[rows]
        if document in own:
            starts, numbers = own[document]
            segment[rows] = numbers[np.maximum(np.searchsorted(starts, at, side="right") - 1, 0)]
        position[rows] = (np.searchsorted(every[document], at, side="right") - 0.5) / len(every[document])
    lines = [study.corpus[name].line_at(int(at)) for name, at in zip(hits["document"], hits["start"], strict=True)]
    return hits.assign(segment=segment, position=position.clip(0, 1), line=np.array(lines, dtype=np.int64))


@lru_cache(maxsize=4)
def _all_terms(study: Study, names: bool) -> pd.DataFrame:
    """The words of every voice."""
    return study.all_terms if names else split_terms(study.corpus, segment_terms=study.segment_terms)


@lru_cache(maxsize=4)
def _starts(study: Study) -> dict[str, np.ndarray]:
    """Of each document where its words begin, every voice."""
    return {str(name): part.to_numpy() for name, part in study.all_terms.groupby("document", sort=False)["start"]}


@lru_cache(maxsize=4)
def _spoken(study: Study, names: bool) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Of each document, in the voice chosen: where its words begin, and the segment of each."""
    terms = study.terms if names else study.plain_terms
    groups = terms.groupby("document", sort=False)
    return {str(name): (part["start"].to_numpy(), part["segment"].to_numpy(dtype=np.int64)) for name, part in groups}


def _nowhere(study: Study, query: str, names: bool, elsewhere: int) -> str:
    """Why nothing is shown, and what to try."""
    if elsewhere:
        times = "once" if elsewhere == 1 else f"{elsewhere} times"
        return f"“{query}” does not stand in {WHOSE[study.voice]}; it stands {times} in others: choose “all words”."
    if query.startswith("/"):
        return f"The pattern {query} is found nowhere in these texts."
    within = len(match_query(_all_terms(study, False), query)[0]) if names else 0
    if within:
        times = "once" if within == 1 else f"{within} times"
        return f"“{query}” stands {times} within names or joined phrases, and not by itself: untick “names joined”."
    words = _all_terms(study, names)["term"].unique()
    near = difflib.get_close_matches(query.lower(), words, n=3, cutoff=0.75)
    hint = f" Did you mean {' or '.join(f'“{term}”' for term in near)}?" if near else ""
    return f"“{query}” stands nowhere in these texts.{hint}"
