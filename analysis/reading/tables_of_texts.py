"""Texts that are no files to Corpus: strings, and the rows of a table."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import ReadError
from analysis.reading.corpus_toml import Told, check_documents, read_corpus_toml
from analysis.reading.metadata_table import Columns, read_table, tell, told_rows
from analysis.reading.one_text import read_string
from analysis.reading.read import Reader, plan_texts, read_planned


@checked
def corpus_from_texts(
    texts: Mapping[str, str] | Iterable[tuple[str, str]],
    *,
    metadata: Columns | None = None,
    prose: bool = False,
    toml: str | Path | None = None,
) -> Corpus:
    """Strings to tables: each is read as a .txt file that holds it.

    Parameters
    ----------
    texts : mapping, or iterable of pairs
        Name of the document → its text, in the order that the corpus has.
    metadata : DataFrame or path, optional
        A row a document, as for `read_corpus`.
    prose : bool
        True where every string is running prose: paragraphs are parted by blank lines, and no title, heading, list or
        note is sought. Quotations are told either way. A string that would be all headings is prose in any case.
    toml : str or path, optional
        A corpus.toml, or its folder: names, themes, episodes, what it tells of the documents.

    Returns
    -------
    Corpus
        As `read_corpus` gives it; `source` of a document is its name.

    Raises
    ------
    ReadError
        For no texts, a name that is missing, there twice or has a slash, a text that is none or holds no words.

    Examples
    --------
    >>> list(corpus_from_texts({"a": "The sea rose.", "b": "The sea fell."}))
    ['a', 'b']
    """
    pairs = _as_pairs(texts)
    told = read_corpus_toml(_folder(toml))
    readers = _readers(pairs, prose)
    if toml is not None:
        check_documents(told, list(readers))
    return read_planned(plan_texts(readers, told, metadata))


@checked
def corpus_from_table(
    table: pd.DataFrame | str | Path,
    *,
    text: str = "text",
    document: str | None = "document",
    prose: bool = True,
    toml: str | Path | None = None,
    **columns: str,
) -> Corpus:
    """The rows of a table to tables: a row is a document, and what else it tells travels with it.

    A cell is taken for running prose, since what a file tells in its first lines stands in other columns here; set
    `prose=False` for cells that hold whole texts with headings and notes.

    Parameters
    ----------
    table : DataFrame or path
        Or a CSV, TSV or XLSX file (of its first sheet).
    text, document : str
        The columns of the texts and of their names; `document=None` numbers the rows from 1.
    prose : bool
        False to read each text as a .txt file that holds it, as `corpus_from_texts` does.
    toml : str or path, optional
        A corpus.toml, or its folder: names, themes, episodes.
    **columns : str
        Columns that travel, new name = name in the table (`party="Party"`); all others if none is named. `title`,
        `author`, `date`, `kind` and `language` become those of the document.

    Returns
    -------
    Corpus
        As `read_corpus` gives it, in the order of the rows; what travels is in `corpus.documents`, and from there on
        the tables of terms and sentences, so that `by="party"` and `target={"party": "x"}` work.

    Raises
    ------
    ReadError
        For a file that is no table, no rows, a column that is not there or has an infinite number, a name that is
        missing, there twice or has a slash, a text that is missing or holds no words.
    """
    keys = (text,) if document is None else (text, document)
    rows = read_table(table, (*keys, *columns.values()))
    names = map(str, range(1, len(rows) + 1)) if document is None else rows[document]
    readers = _readers(list(zip(names, rows[text], strict=True)), prose)
    chosen = columns or {str(name): str(name) for name in rows if name not in keys}
    about = told_rows(rows[list(chosen.values())].set_axis(list(chosen), axis=1), list(chosen))
    told = read_corpus_toml(_folder(toml))
    documents = {name: tell(told["documents"].get(name, Told()), row) for name, row in zip(readers, about, strict=True)}
    return read_planned(plan_texts(readers, told | {"documents": told["documents"] | documents}, None))


def _as_pairs(texts) -> list[tuple]:
    if isinstance(texts, str) or not isinstance(texts, Iterable) or isinstance(texts, pd.DataFrame):
        advice = "a table goes to corpus_from_table" if isinstance(texts, pd.DataFrame) else "files go to read_corpus"
        raise ReadError(f'corpus_from_texts takes texts by name, such as {{"a": "…", "b": "…"}}; {advice}.')
    pairs = list(texts.items()) if isinstance(texts, Mapping | pd.Series) else list(texts)
    if not pairs:
        raise ReadError('There are no texts; give texts by name, such as {"a": "…", "b": "…"}.')
    if not all(isinstance(pair, tuple | list) and len(pair) == 2 for pair in pairs):
        raise ReadError('Texts need names: give {"a": "…", "b": "…"}, or pairs of a name and a text.')
    return pairs


def _readers(pairs: list[tuple], prose: bool) -> dict[str, Reader]:
    """Name → what reads its text, names and texts checked."""
    readers: dict[str, Reader] = {}
    for place, (given, text) in enumerate(pairs, 1):
        name = "" if pd.api.types.is_scalar(given) and pd.isna(given) else str(given).strip()
        if not name:
            raise ReadError(f"Text {place} of {len(pairs)} has no name; give it one.")
        if {"/", "\\"} & set(name) or name in (".", ".."):
            raise ReadError(f"A text is called {name!r:.80}; name it without / and \\, such as {_without(name)!r:.80}.")
        if name in readers:
            raise ReadError(f"Two texts are called {name!r:.80}; names of documents differ.")
        if not isinstance(text, str):
            missing = text is None or (pd.api.types.is_scalar(text) and pd.isna(text))
            came = "missing" if missing else f"of type {type(text).__name__}"
            raise ReadError(f"The text of {name!r:.80} is {came}; give a string, or take the row out.")
        readers[name] = partial(read_string, name, text, prose=prose)
    return readers


def _without(name: str) -> str:
    return re.sub(r"[/\\]+", "-", name).strip(".-") or "text"


def _folder(toml: str | Path | None) -> Path | None:
    """The folder of a corpus.toml that is named by itself or by its folder."""
    if toml is None:
        return None
    path = Path(toml)
    folder = path if path.is_dir() else path.parent
    if not (folder / "corpus.toml").is_file():
        raise ReadError(f"There is no corpus.toml in {str(folder)!r}; check the path.")
    return folder
