"""A study to own: copies of the texts, a corpus.toml and a codings.csv with suggestions to edit, and a notebook."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd

from analysis.codings.marks import PROPOSED, find_quote
from analysis.codings.writing import copy_codings
from analysis.corpus import Corpus
from analysis.errors import AnalysisError, ReadError, warn_user
from analysis.files import save_file
from analysis.history import find_causes, propose_episodes, suggest_names
from analysis.reading import read_corpus
from analysis.reading.find_files import is_beside
from analysis.showing.fields import escape_markdown
from analysis.workbook.found import told_together
from analysis.workbook.gather import Gathered, gather_texts, short_names
from analysis.workbook.shipped import bind_notebook, shipped_notebook
from analysis.workbook.staging import built_folder, check_free

_MOST_NAMES, _LEAST_NAMED, _EPISODES, _CAUSES, _WORDS = 60, 2, 8, 10, 5
_COLUMNS = ("code", "kind", "document", "quote", "about", "note", "coder")
_POINTING = ("this", "that", "these", "those", "which", "such", "they", "them", "what")
_TOML = """\
# What no program can know of these texts. All of it is a suggestion: correct it, delete what is wrong, add what is
# missing. Without this file everything still works.

order = {order}   # the first is the one looked from

{documents}
# ---- names: one heading, what it is (guessed), other ways to write it; after # the doubtful ones ----

[names]
{names}
# ---- themes: words that you want counted together; "outside list" if drawn up without reading these texts ----

[themes]
# peace = {{ terms = ["peace*", "treat*"], origin = "after reading" }}
"""
_README = """\
# {heading}

- `texts/` holds copies of your texts.
- `texts/corpus.toml` has titles and names, as found: correct them.
{codings}
- `notebooks/reading.ipynb` is the reading: `python -m analysis lab` in this folder opens it (*Run → Run All Cells*).

`python -m analysis compare texts --out report` in this folder writes a report to open in a browser.
"""
_PROPOSALS = """\
- `texts/codings.csv` has passages that may tell the same episode or give a cause, as *proposed*. Open it as a table.
  A row counts once you have read the passage and written your name in place of `proposed`; delete the others, add your
  own."""
_MARKS = "- `texts/codings.csv` has the marks of these texts, as they lay beside them; add your own."
_BEGINNING = (
    "The reading of the texts in `texts/`. Correct what was suggested in `texts/corpus.toml`, mark passages in "
    "`texts/codings.csv`, turn a knob in the first box, and run all cells again."
)


def lay_out_study(folder: str | Path, named: list[str]) -> Gathered:
    """Writes a study into a new or empty folder, and gives back what was read.

    Errors: AnalysisError for a folder that is not empty or cannot be written, and where fewer than two texts can be
    read.
    """
    folder = Path(folder)
    check_free(folder, renewable=False)
    gathered = gather_texts(named, whole_names=True)  # which corpus.toml and codings.csv may tell of
    for name, file in gathered.files.items():
        if is_beside(f"{name}{file.suffix}"):
            raise AnalysisError(f"{file.name} is passed over in a folder of texts, by its name; rename it.")
    with built_folder(folder, renewable=False) as stage:
        for name, file in gathered.files.items():
            save_file(stage / "texts" / f"{name}{file.suffix}", file.read_bytes())
        proposed = _copy_told(gathered, stage / "texts")
        target, called = next(iter(gathered.files)), short_names(gathered.files)
        heading = told_together(list(called.values()), called[target])
        bound = bind_notebook(
            shipped_notebook("template"), texts="../texts", target=target, heading=heading, beginning=_BEGINNING
        )
        save_file(stage / "notebooks" / "reading.ipynb", (nbformat.writes(bound) + "\n").encode())
        save_file(
            stage / "README.md",
            _README.format(heading=escape_markdown(heading), codings=_PROPOSALS if proposed else _MARKS).encode(),
        )
    return gathered


def _copy_told(gathered: Gathered, texts: Path) -> bool:
    """corpus.toml where it tells of these texts alone, and the marks that codings.csv has of them; else suggestions.

    Whether codings.csv holds proposals.
    """
    order = list(gathered.files)
    beside = {file.parent for file in gathered.files.values()}
    own = beside.pop() if len(beside) == 1 else None
    for told in sorted(folder / name for folder in beside for name in ("corpus.toml", "codings.csv")):
        if own is None and told.is_file():
            warn_user(
                f"{told} is not copied, as the texts come from several folders: put what it holds into the study's."
            )
    if own is None or not _copy_toml(own, texts):
        save_file(texts / "corpus.toml", suggest_toml(gathered.corpus, order).encode())
    proposed = own is None or not copy_codings(own / "codings.csv", texts / "codings.csv", gathered.corpus)
    if proposed:
        save_file(texts / "codings.csv", suggest_codings(gathered.corpus, order).encode())
    read_corpus(texts)  # what was suggested can be read
    return proposed


def _copy_toml(own: Path, texts: Path) -> bool:
    if not (own / "corpus.toml").is_file():
        return False
    save_file(texts / "corpus.toml", (own / "corpus.toml").read_bytes())
    try:
        read_corpus(texts)
    except ReadError as error:
        warn_user(f"{own / 'corpus.toml'} is not copied, and suggestions are written in its place: {error}")
        return False
    return True


def suggest_toml(corpus: Corpus, order: list[str]) -> str:
    """A corpus.toml with what was found: titles, and names with the ways they are written."""
    documents = "\n".join(
        f"[documents.{_quoted(name)}]\ntitle = {_quoted(corpus[name].title)}\n"
        'kind = ""   # such as "chapter", "speech", "excerpt from a book"\n'
        for name in order
    )
    table = suggest_names(corpus)
    table = table[table["n"] >= _LEAST_NAMED].head(_MOST_NAMES)
    names = "".join(
        f"{'' if row.kind else '# '}{_quoted(row.name)} = {{ {_about(row)} }}\n"
        for row in sorted(_named(table), key=lambda row: not row.kind)
    )
    return _TOML.format(order=_listed(order), documents=documents, names=names)


def _named(table: Any) -> Iterator[Any]:
    """The rows of a table of names, without those of which one way to write stands under another heading."""
    taken: set[str] = set()
    for row in table.itertuples(index=False):
        ways = {row.name, *row.aliases}
        if not ways & taken:
            taken |= ways
            yield row


def _about(row: Any) -> str:
    told = [f"kind = {_quoted(row.kind)}"] if row.kind else []
    told += [f"aliases = {_listed(row.aliases)}"] if row.aliases else []
    return ", ".join(told) or 'kind = ""'


def _quoted(text: str) -> str:
    return json.dumps(re.sub(r"[\x00-\x1f\x7f]", " ", text), ensure_ascii=False)  # a string of TOML is one of JSON


def _listed(texts) -> str:
    return "[" + ", ".join(map(_quoted, texts)) + "]"


def suggest_codings(corpus: Corpus, order: list[str]) -> str:
    """A codings.csv of proposals, each with `proposed` for its coder, which `read_codings` passes over."""
    rows = [*_episodes(corpus, order[0]), *_causes(corpus)]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({"about": "", "note": "", "coder": PROPOSED} | row for row in rows)
    return "\ufeff" + buffer.getvalue()


def _episodes(corpus: Corpus, target: str) -> Iterator[dict[str, str]]:
    """Two rows for each pair of passages, under one code."""
    for row in propose_episodes(corpus, target=target).head(_EPISODES).to_dict("records"):
        shared = ", ".join(filter(None, (row["names"], row["dates"])))
        for side in ("target", "reference"):
            document, line = row[f"{side}_document"], row[f"{side}_line"]
            quote = _ends(corpus[document].text, row[f"{side}_start"], row[f"{side}_end"])
            code = f"{row['rank']}: {shared or row['words']}"
            yield {"code": code, "kind": "episode", "document": document, "quote": quote, "note": f"line {line}"}


def _causes(corpus: Corpus) -> Iterator[dict[str, str]]:
    found = find_causes(corpus)
    found = found[says_something(found)]
    for row in found.groupby("document", sort=False).head(_CAUSES).to_dict("records"):
        text, line = corpus[row["document"]].text, corpus[row["document"]].line_at(row["start"])
        quote = _ends(text, row["start"], row["end"])
        code, about = " ".join(row["cause"].split()[:8]), " ".join(row["effect"].split()[:8])
        yield {
            "code": code or row["connective"], "kind": "cause", "document": row["document"], "quote": quote,
            "about": about, "note": f"line {line}",
        }  # fmt: skip


def says_something(causes: pd.DataFrame) -> pd.Series:
    """Which causes can be read by themselves: on neither side "this" alone, or a source in brackets."""
    return causes[["cause", "effect"]].apply(lambda sides: sides.map(_tells)).all(axis=1)


def _tells(side: str) -> bool:
    return "[" not in side and any(len(word) > 3 and word.casefold() not in _POINTING for word in side.split())


def _ends(text: str, start: int, end: int) -> str:
    """A passage by its first and last words, as many as it takes to be found again in its place."""
    words = text[start:end].split()
    for n in range(_WORDS, len(words) // 2):
        quote = f"{' '.join(words[:n])} … {' '.join(words[-n:])}"
        if find_quote(text, quote)[:1] == [(start, start + len(text[start:end].rstrip()))]:
            return quote
    return " ".join(words)
