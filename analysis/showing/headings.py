"""One glossary of what columns are called and how their values are told, and the one legend of verdicts."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from analysis.showing.units import WORDS, number, per_thousand, percent, re_deals, times_as_often

HEADINGS = {
    # the parts of a text
    "document": "text",
    "title": "title",
    "kind": "kind",
    "words": "words",
    "terms": "different words",
    "declared_words": "words its author declares",
    "blocks": "blocks",
    "notes": "notes",
    "quoted_share": "in another's voice",
    "language": "language",
    "block": "block",
    "sentence": "sentence",
    "segment": "segment",
    "segment_terms": "words a segment",
    "quotation": "quotation",
    "note": "note",
    "at": "called at",
    "start": "from character",
    "end": "to character",
    "line": "line",
    "first_line": "from line",
    "last_line": "to line",
    "voice": "voice",
    "speaker": "speaker",
    "text": "passage",
    "left": "before",
    "match": "match",
    "right": "after",
    "position": "how far into the text",
    "rule": "rule",
    "before": "before",
    "after": "after",
    "source_author": "author",
    "source_title": "work",
    "source_year": "year",
    "source_kind": "kind of source",
    "episode": "episode",
    "year": "year",
    # history
    "code": "code",
    "quote": "in its own words",
    "about": "about",
    "argued": "how it is argued",
    "coder": "marked by",
    "found": "found",
    "times": "times found",
    "row": "line of the file",
    "confirmed": "a reader's mark agrees",
    "aliases": "every way it is written",
    "documents": "texts",
    "n_author": "by the author",
    "n_quoted": "by others",
    "sentences": "sentences",
    "of_segments": "of segments",
    "at_most": "in the whole work at most, per 1,000 words",
    "begin": "from",
    "finish": "to",
    "precision": "how exactly",
    "relative": "told by another date",
    "target_document": "text",
    "reference_document": "other text",
    "target_line": "line, {target}",
    "reference_line": "line, {reference}",
    "target_block": "block, {target}",
    "reference_block": "block, {reference}",
    "score": "how alike",
    "dates": "dates in it",
    "actor": "actor",
    "verb": "verb",
    "object": "what or whom",
    "passive": "passive",
    "object_actor": "to whom",
    "agent": "by whom",
    "negated": "denied",
    "named": "named",
    "role": "role",
    "modal": "may, would, must",
    "acts": "acts",
    "acted_on": "is acted on",
    "connective": "what says so",
    "cause": "cause",
    "effect": "effect",
    "hedged": "with reserve",
    "sort": "sort",
    "form": "form",
    "author": "author",
    "document_year": "year of the thing cited",
    "same_as": "same as note",
    "supports_start": "supports, from character",
    "supports_end": "supports, to character",
    "phrase": "phrase",
    "expected": "expected by chance",
    "formula": "name or stock phrase",
    "other_document": "other text",
    "date": "date",
    "what": "what parts them",
    # counting
    "term": "word or name",
    "theme": "theme",
    "name": "name",
    "alias": "also written",
    "names": "names in it",
    "origin": "where the list comes from",
    "n": "count",
    "share": "per 1,000 words",
    "rank": "rank",
    "low": "at least",
    "high": "at most",
    "part": "part",
    "label": "named in the picture",
    "capital": "written with a capital",
    # comparing
    "n_target": "count, {target}",
    "n_reference": "count, {reference}",
    "reach_target": "segments reached, {target}",
    "reach_reference": "segments reached, {reference}",
    "segments_target": "segments, {target}",
    "segments_reference": "segments, {reference}",
    "share_target": "per 1,000 words, {target}",
    "share_reference": "per 1,000 words, {reference}",
    "log_ratio": "times as often in {target}",
    "g2": "G2, words as independent",
    "log_odds_z": "weighted log odds, z",
    "dispersion_target": "unevenness, {target}",
    "dispersion_reference": "unevenness, {reference}",
    "p": "re-deals with as large a gap",
    "q": "p after correction (q)",
    "evidence": "how far apart the works are",
    "lengths": "segment lengths it stands on, of 5",
    "verdict": "verdict",
    "mark": "mark",
    "careless": "score, counted carelessly",
    "read": "score, read first",
    "change": "change",
    "difference": "difference",
    "detectable": "smallest gap that would show",
    # tone
    "lexicon": "lexicon",
    "masked": "names masked",
    "by": "about",
    "measure": "measure",
    "compound": "tone, -1 to 1",
    "positive": "positive share",
    "negative": "negative share",
    "neutral": "neutral share",
    "valence": "tone per 100 words",
    "coverage": "words the lexicon knows",
    "mean": "mean tone",
    "mean_target": "mean tone, {target}",
    "mean_reference": "mean tone, {reference}",
    "contribution": "what it adds to the gap",
    "outside": "outside what chance draws",
    # topics
    "topic": "topic",
    "weight": "weight",
    "stability": "found again in other runs",
    "null": "the same, words shuffled",
    "npmi": "coherence (NPMI)",
    "exclusivity": "words of its own",
    # names, dates, words in common
    "aliases": "also written",
    "documents": "in how many texts",
    "belongs_to": "of which state",
    "n_author": "count, author's words",
    "n_quoted": "count, quoted words",
    "sentences": "sentences that name it",
    "segments": "segments that name it",
    "of_segments": "of how many segments",
    "at_most": "at most, per 1,000 words",
    "begin": "first day",
    "finish": "last day",
    "precision": "told to the",
    "relative": "told against another date",
    "own": "in the sentence itself",
    "sentences_since": "sentences since it was named",
    "phrase": "words in common",
    "expected": "expected by chance",
    "formula": "names or stock phrase",
    "target_document": "text, {target}",
    "target_line": "line, {target}",
    "reference_document": "text, {reference}",
    "reference_line": "line, {reference}",
    "target_start": "from character, {target}",
    "target_end": "to character, {target}",
    "reference_start": "from character, {reference}",
    "reference_end": "to character, {reference}",
}

FORMATS: dict[str, Callable] = {
    "quoted_share": percent,
    "share": per_thousand,
    "share_target": per_thousand,
    "share_reference": per_thousand,
    "log_ratio": times_as_often,
    "p": re_deals,
    "q": lambda q: "below .001" if q < 0.001 else f"{q:.3f}",
    "compound": lambda tone: f"{tone:+.2f}",
    "positive": percent,
    "negative": percent,
    "neutral": percent,
    "coverage": percent,
    "source_year": lambda year: str(int(year)),
    "year": lambda year: str(int(year)),
    "expected": lambda n: f"{n:.2g}",
}

# the words of analysis.evidence.verdicts, each with its mark in pictures and what it promises
VERDICTS = {
    "supported": ("●", "The gap would survive a second look: stretches of one work seldom differ as much."),
    "fragile": (
        "◐",
        "There is a gap, but two stretches of one work may show as large a one, or it hangs on few passages.",
    ),
    "not supported": (
        "○",
        "Not distinguishable here, which is not the same as equal: other passages could undo the gap.",
    ),
    "too rare to test": ("○", "Counted, not tested: a fact about these files (there or not, how often), no more."),
    "chosen after reading": ("○", "Counted, not tested: picked for the very gap it shows, so it cannot confirm it."),
}

_INTERVAL_OF = {
    "log_ratio": times_as_often,
    "share": per_thousand,
}  # what `low` and `high` bound, by the columns beside them


def heading(column: str, beside: Iterable[str]) -> str:
    """What a column is called: by the glossary, else by its name; a topic's share is of a text's words."""
    if "topic" in set(beside) and column in ("share_target", "share_reference"):
        return f"share of the words, {{{column.removeprefix('share_')}}}"
    return HEADINGS.get(column, str(column).replace("_", " "))


def show_value(value: Any, column: str, beside: Iterable[str], chosen: str | Callable | None = None) -> str:
    """One value as a reader sees it: by the format given, else by the glossary, else with three digits.

    `beside` are all columns of the table, because `low` and `high` are in the unit of what they bound; `chosen` is a
    name of `units.WORDS`, a format such as ".2f", or a function. A missing value is shown as a dash.
    """
    if not isinstance(value, (list, tuple, dict)) and pd.isna(value):
        return "–"
    if callable(chosen):
        return str(chosen(value))
    if isinstance(chosen, str):
        return WORDS[chosen](value) if chosen in WORDS else format(value, chosen)
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return "yes" if value else "no"
    teller = _teller(column, set(beside))
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, str) or not hasattr(value, "__float__"):
        return str(value)
    return teller(value) if teller else number(value)


def _teller(column: str, beside: set[str]) -> Callable | None:
    if "topic" in beside and column.startswith(("share", "difference", "low", "high")):
        return percent  # a topic's share is of a text's words, and large
    if column in ("low", "high"):
        return next((teller for name, teller in _INTERVAL_OF.items() if name in beside), None)
    return FORMATS.get(column)
