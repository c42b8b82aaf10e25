"""The tab Read: the text itself, a part at a time, voices marked and what was typed found in it."""

from functools import lru_cache

import pandas as pd

from analysis.corpus import Corpus
from analysis.explore.asked import Asked
from analysis.explore.markup import Safe, button, choice, tag
from analysis.explore.told import note_texts, rows_of, tell_stretch

PART = 16_000  # signs a part: about 2,600 words
_TAGS = {"heading": "h4", "block_quote": "blockquote", "note": "aside"}
_SIGNED = {"back_matter": "end matter", "note": "note", "block_quote": "block quotation"}
PRIVATE = "front_matter"  # who wrote it, for whom: read, and shown nowhere


@lru_cache(maxsize=64)
def parts_of(corpus: Corpus, document: str) -> tuple[tuple[int, int], ...]:
    """First and last row (of the document's blocks) of each part; a part closes at a block's end."""
    sizes = corpus.blocks.loc[corpus.blocks["document"] == document, "text"].str.len().to_numpy()
    parts, first, size = [], 0, 0
    for place, length in enumerate(sizes):
        if size and size + length > PART:
            parts.append((first, place))
            first, size = place, 0
        size += int(length)
    return (*parts, (first, len(sizes)))


def page_of(corpus: Corpus, asked: Asked) -> int:
    """The part shown: the one chosen, or the one that holds the passage that is being read."""
    parts = parts_of(corpus, asked.document)
    if asked.page < 0 and asked.at is not None and asked.at.document == asked.document:
        starts = corpus.blocks.loc[corpus.blocks["document"] == asked.document, "start"].to_numpy()
        block = int((starts <= asked.at.start).sum()) - 1
        return next((page for page, (first, last) in enumerate(parts) if first <= block < last), 0)
    return min(max(asked.page, 0), len(parts) - 1)


def read_html(corpus: Corpus, asked: Asked, hits: pd.DataFrame) -> Safe:
    """One part of the text: its blocks with their lines, and ways to the parts before and after."""
    page, parts = page_of(corpus, asked), parts_of(corpus, asked.document)
    blocks = corpus.blocks[corpus.blocks["document"] == asked.document].iloc[slice(*parts[page])]
    found = hits[hits["document"] == asked.document]
    spans = [(int(a), int(b)) for a, b in rows_of(found, "start", "end")] if len(found) else []
    at = asked.at if asked.at is not None and asked.at.document == asked.document else None
    shown = blocks[blocks["kind"] != PRIVATE]
    body = [_block(corpus, asked.document, row, spans, at) for row in shown.to_dict("records")]
    names = [(name, name) for name in corpus.texts]
    first, last = int(blocks["start"].min()), int(blocks["end"].max())
    here = sum(first <= a < last for a, _ in spans)
    told = (
        f"{len(spans):,} use{'s' * (len(spans) != 1)} of “{asked.query}” in this text, {here:,} of them in this part."
        if asked.query
        else ""
    )
    return tag(
        "section",
        tag("p", choice("Text", "document", names, asked.document), _ways(page, len(parts)), class_="row"),
        tag("p", told, _next_use(asked, found), class_="row"),
        tag("p", "Words of others are underlined with dots and begin with their speaker in brackets.", class_="hint"),
        tag("article", body, class_="text", lang=corpus[asked.document].language or None),
        note_texts(corpus, asked.document, first - 1, last),
        tag("p", _ways(page, len(parts), end=True), class_="row"),
    )


def _next_use(asked: Asked, found: pd.DataFrame) -> Safe | None:
    """To the next use after the passage that is being read; after the last comes the first."""
    if not len(found):
        return None
    here = asked.at.start if asked.at is not None and asked.at.document == asked.document else -1
    later = found[found["start"] > here]
    start, end = (later if len(later) else found)[["start", "end"]].iloc[0]
    return button("Next use", "open", key="next", data_document=asked.document, data_start=start, data_end=end)


def _block(corpus: Corpus, document: str, row: dict, spans: list[tuple[int, int]], at) -> Safe:
    start, end = int(row["start"]), int(row["end"])
    chosen = (at.start, at.end) if at is not None and at.start < end and at.end > start else None
    words = tell_stretch(corpus, document, start, end, hits=spans, chosen=chosen)
    line = tag("span", f"{row['first_line']}", class_="lineno", title="line of the file")
    sign = tag("small", f"[{_SIGNED[row['kind']]}] ", class_="kind") if row["kind"] in _SIGNED else None
    here = {"data_here": True} if chosen else {}
    return tag(_TAGS.get(row["kind"], "p"), line, sign, words, **here)


def _ways(page: int, pages: int, *, end: bool = False) -> Safe | None:
    if pages < 2:
        return None
    at = "end" if end else "top"
    before = button("← Part before", "page", key=f"before-{at}", data_value=page - 1, disabled=page == 0)
    after = button("Next part →", "page", key=f"after-{at}", data_value=page + 1, disabled=page == pages - 1)
    return tag("span", before, f" Part {page + 1} of {pages} ", after)
