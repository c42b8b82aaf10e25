"""The passages that corpus.toml names by their first and last words, found in the texts."""

import re

import pandas as pd

from analysis.errors import ReadError


def episodes_table(toml: dict, texts: dict, blocks: pd.DataFrame) -> pd.DataFrame:
    """One row a passage: episode, year, document, block (where it begins), start, end, text.

    A passage is named by its first and last words; apostrophes, quotation marks and white space may differ.
    """
    rows = []
    for episode in toml["episodes"]:
        name, year = episode.get("name", ""), episode.get("year", 0)
        for document, passages in episode.items():
            if document in ("name", "year") or document not in texts:
                continue
            text = texts[document].text
            starts = blocks.loc[blocks["document"] == document, "start"].to_numpy()
            for first, last in _pairs(passages, name, document):
                start, end = find_passage(text, first, last, f"episode {name!r} of {document}")
                block = int((starts <= start).sum())
                rows.append((name, year, document, block, start, end, text[start:end]))
    return pd.DataFrame(rows, columns=["episode", "year", "document", "block", "start", "end", "text"])


def _pairs(passages: object, name: str, document: str) -> list:
    pairs = passages if isinstance(passages, list) else [passages]
    if not all(isinstance(pair, list) and list(map(type, pair)) == [str, str] for pair in pairs):
        raise ReadError(f'corpus.toml: episode {name!r}: {document} should be [["first words", "last words"], ...].')
    return pairs


def find_passage(text: str, first: str, last: str, where: str) -> tuple[int, int]:
    """Where a passage stands that is named by its first and last words; quotation marks and white space may differ."""
    begin = _loosely(first).search(text)
    if not begin:
        raise ReadError(
            f"corpus.toml: {where}: the text has no {first!r}; copy the passage's first words from the file."
        )
    end = _loosely(last).search(text, begin.start())
    if not end:
        raise ReadError(
            f"corpus.toml: {where}: no {last!r} follows {first!r}; copy the passage's last words from the file."
        )
    return begin.start(), end.end()


def _loosely(words: str) -> re.Pattern:
    parts = [re.sub("['‘’]", "['‘’]", re.sub('[“”"]', '[“”"]', re.escape(word))) for word in words.split()]
    return re.compile(r"\s+".join(parts))
