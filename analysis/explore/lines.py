"""The lines of a query: each use with the words around it, in reading order or by the word before or after."""

from functools import lru_cache

import pandas as pd

from analysis.corpus import Corpus
from analysis.explore.asked import ORDERS, Asked
from analysis.explore.markup import Safe, button, choice, tag
from analysis.explore.told import place_button, rows_of, voice_words
from analysis.terms import find_terms

WIDTH, FAR = 70, 160  # signs shown on either side, and looked at for the order


def order_lines(corpus: Corpus, hits: pd.DataFrame, order: str) -> pd.DataFrame:
    """The hits in the order asked for; lines that are alike in it stay in reading order."""
    if order == "position" or not len(hits):
        return hits
    keys = []
    for document, start, end in rows_of(hits, "document", "start", "end"):
        words = corpus[document].text
        around = words[max(start - FAR, 0) : start] if order == "left" else words[end : end + FAR]
        found = [term for _, _, term in find_terms(around)]
        keys.append(found[::-1] if order == "left" else found)
    return hits.iloc[sorted(range(len(hits)), key=keys.__getitem__)].reset_index(drop=True)


def line_parts(corpus: Corpus, hits: pd.DataFrame) -> list[tuple[str, str, str]]:
    """The words to the left, the match and the words to the right of each hit, within its paragraph."""
    borders = _borders(corpus)
    parts = []
    for document, block, start, end in rows_of(hits, "document", "block", "start", "end"):
        words, (first, last) = corpus[document].text, borders[document, block]
        left, right = words[max(first, start - WIDTH) : start], words[end : min(last, end + WIDTH)]
        if start - WIDTH > first:
            left = left.partition(" ")[2] if " " in left else left
        if end + WIDTH < last:
            right = right.rpartition(" ")[0] if " " in right else right
        parts.append((left, words[start:end], right))
    return parts


@lru_cache(maxsize=4)
def _borders(corpus: Corpus) -> dict[tuple[str, int], tuple[int, int]]:
    """Where each block begins and ends."""
    rows = rows_of(corpus.blocks, "document", "block", "start", "end")
    return {(document, block): (start, end) for document, block, start, end in rows}


def lines_html(corpus: Corpus, hits: pd.DataFrame, asked: Asked) -> Safe:
    """The lines as a table; the match of each is a button that opens its sentence."""
    shown = order_lines(corpus, hits, asked.order).head(asked.rows)
    rows = []
    around = line_parts(corpus, shown)
    places = rows_of(shown, "document", "line", "voice", "speaker", "start", "end")
    for (document, line, voice, speaker, start, end), (left, match, right) in zip(places, around, strict=True):
        opens = place_button(match, document, start, end, class_="link", key=f"line-{document}-{start}")
        whose = tag("small", voice_words(voice, speaker))
        cells = [tag("td", f"{document}, {line} · ", whose, class_="where")]
        cells += [tag("td", left, class_="left"), tag("td", opens, class_="match"), tag("td", right, class_="right")]
        is_read = asked.at is not None and (asked.at.document, asked.at.start) == (document, start)
        rows.append(tag("tr", cells, class_="reading" if is_read else None))
    heads = ("text, line, whose words", "before", "found", "after")
    head = tag("tr", [tag("th", name, scope="col") for name in heads])
    caption = tag("caption", f"{len(shown):,} of {len(hits):,} lines")
    table = tag("table", caption, tag("thead", head), tag("tbody", rows), class_="lines")
    more = button("Show more lines", "more", key="more") if len(hits) > len(shown) else None
    return tag("section", choice("Lines ordered", "order", ORDERS.items(), asked.order), table, more)
