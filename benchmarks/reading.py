"""How well files are read: `python benchmarks/reading.py FOLDER …`, cell by cell against a truth written by hand.

FOLDER holds the files (in `files/`, or beside it) and `truth.json`: for each file its format, words, author_words,
headings (a list), notes (a list), block_quotes, list_items, table_rows, speakers (a mapping), verse_lines. A number
may be a list of those that are right. Words may be off by one in a hundred (PDF: three), and by two at least.
"""

import argparse
import json
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
from works import markdown

CELLS = (
    "words",
    "author_words",
    "headings",
    "notes",
    "block_quotes",
    "list_items",
    "table_rows",
    "speakers",
    "verse_lines",
)


def read_cells(path: Path) -> dict:
    """What the reader finds in a file, by the names of the cells."""
    from analysis import read_corpus
    from analysis.corpus import BODY_KINDS

    corpus = read_corpus([path])
    blocks = corpus.blocks
    body = blocks[blocks["kind"].isin(BODY_KINDS)]
    text = next(iter(corpus.texts.values())).text
    own = np.zeros(len(text), dtype=bool)
    for row in corpus.spoken().query("voice == 'author'").itertuples():
        own[row.start : row.end] = True
    words = [
        match.span()
        for block in body.itertuples()
        for match in re.compile(r"\S+").finditer(text, block.start, block.end)
    ]
    lines = blocks["text"].str.count(r"\n") + 1
    return {
        "words": len(words),
        "author_words": sum(_mostly(own, text, *span) for span in words),
        "headings": blocks[blocks["kind"] == "heading"]["text"].tolist(),
        "notes": len(corpus.notes),
        "block_quotes": int(blocks["kind"].eq("block_quote").sum()),
        "list_items": int(blocks["kind"].eq("list").sum()),
        "table_rows": int(lines[blocks["kind"] == "table"].sum()),
        "speakers": blocks[blocks["kind"] == "speech"]["speaker"].unique().tolist(),
        "verse_lines": int(lines[blocks["kind"] == "verse"].sum()),
    }


def _mostly(own: np.ndarray, text: str, start: int, end: int) -> bool:
    """Whether half the letters of a word, at least, are the author's."""
    letters = [place for place in range(start, end) if text[place].isalnum()] or [start]
    return bool(own[letters].mean() >= 0.5)


def judge(path: Path, truth: dict) -> Iterator[tuple[str, bool]]:
    """(cell, right) for each cell that the file has, or that the reader believes it has."""
    try:
        found = read_cells(path)
    except Exception:  # whatever stops the reader makes all its cells wrong
        found = {}
    off = 0.03 if truth["format"] == "pdf" else 0.01
    for cell in CELLS:
        true, got = truth[cell], found.get(cell)
        if cell in ("words", "author_words"):
            wanted = true if isinstance(true, list) else [true]
            yield (
                cell,
                got is not None
                and min(wanted) - max(off * min(wanted), 2) <= got <= max(wanted) + max(off * max(wanted), 3),
            )
        elif cell == "headings":
            free = {_plain(head) for head in [truth.get("title", ""), *truth.get("optional_headings", [])]}
            yield (
                cell,
                got is not None and {_plain(head) for head in got} - free == {_plain(head) for head in true} - free,
            )
        elif cell == "speakers":
            if true or got:
                also = {
                    _plain(other): name for name, others in truth.get("speaker_names", {}).items() for other in others
                }
                called = {also.get(_plain(name), name) for name in got or ()}
                yield cell, {_plain(name) for name in called} == {_plain(name) for name in true}
        else:
            true = len(true) if cell == "notes" else true
            if true not in (0, [0]) or got:
                yield cell, got in true if isinstance(true, list) else got == true


def _plain(text: str) -> str:
    return re.sub(r"^(?:chapter )?(?:\d+ )+(?=\S)", "", re.sub(r"[\W_]+", " ", text.casefold()).strip())


def measure(folder: Path) -> pd.DataFrame:
    """One row a file and cell: file, format, cell, right."""
    truths = json.loads((folder / "truth.json").read_text("utf-8"))
    home = folder / "files" if (folder / "files").is_dir() else folder
    with ProcessPoolExecutor() as pool:
        judged = pool.map(_judged, [home / name for name in truths], truths.values())
        return pd.DataFrame([row for rows in judged for row in rows], columns=["file", "format", "cell", "right"])


def _judged(path: Path, truth: dict) -> list[tuple[str, str, str, bool]]:
    return [(path.name, truth["format"], cell, right) for cell, right in judge(path, truth)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python benchmarks/reading.py", description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    for folder in parser.parse_args().folders:
        table = measure(folder)
        grid = table.pivot_table(
            index="cell", columns="format", values="right", aggfunc="mean", margins=True, sort=False
        )
        print(f"\n{folder.name}: percent of the cells that are right\n")
        print(markdown((100 * grid).round().astype("Int64").rename_axis("").reset_index()))


if __name__ == "__main__":
    main()
