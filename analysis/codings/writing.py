"""A reader's marks written to codings.csv: a line more, or a line confirmed or rejected; whole or not at all."""

import csv
import io
from pathlib import Path

from analysis.codings.marks import called_documents, codings_file, find_quote
from analysis.codings.rows import CODING_KINDS, JUDGED, STATUS, TOLD, file_delimiter, file_text, read_rows
from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import AnalysisError, unknown_name, warn_user
from analysis.files import alone_in, save_file
from analysis.naming import compose, document_name
from analysis.reading.find_files import texts_beside
from analysis.showing.cells import guard_cell, unguard_cell

_LONGEST = 10_000  # letters of a cell that is written
ENDS = 6  # words of either end that a long quote is told by


@checked
def save_coding(
    corpus: Corpus,
    *,
    code: str,
    kind: str,
    document: str = "",
    start: int = 0,
    end: int = 0,
    note: str = "",
    coder: str = "",
    status: str = "",
    path: str | Path | None = None,
) -> Path:
    """Adds a mark to codings.csv beside the texts; the file is made where there is none.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    code, kind : str
        What the passage is, and one of thesis, episode, cause, stance, source, silence.
    document : str
        Where it stands.
    start, end : int
        The passage, as offsets in the document's text; equal for a silence.
    note, coder : str
        Why, and who.
    status : {"", "confirmed", "rejected"}
        What a reader thinks of a finder's proposal; a rejected one is kept, and read by nobody who does not ask.
    path : str or Path, optional
        The file; `codings.csv` in the folder of the texts if left out.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    AnalysisError
        For an empty code, an unknown kind, no passage or one that ends within a word, a file that `read_codings`
        refuses, and a folder that cannot be written to.
    """
    if kind not in CODING_KINDS:
        raise unknown_name("kind of coding", kind, CODING_KINDS)
    if not code.strip():
        raise AnalysisError("The code is empty: name what the passage is.")
    if max(map(len, (code, note, coder))) > _LONGEST:
        raise AnalysisError(f"A code, a note and a name have at most {_LONGEST:,} letters here: shorten it.")
    row = {"code": code, "kind": kind, "document": document, "note": note, "coder": coder, STATUS: status}
    if kind != "silence" or end > start:
        row |= _quoted(corpus, document, start, end)
    where = _where(corpus, path)
    row = {name: guard_cell(" ".join(value.split())) for name, value in row.items() if value}
    with alone_in(where.parent):
        columns, rows, form = _read(where)
        asked = row if columns else (*TOLD, *row)
        columns += [name for name in (*TOLD, "line", STATUS) if name not in columns and name in asked]
        return _write(where, columns, [*rows, [row.get(name, "") for name in columns]], form)


@checked
def save_judgement(corpus: Corpus, row: int, status: str, *, code: str = "", path: str | Path | None = None) -> Path:
    """Says of a mark in codings.csv that it is confirmed or rejected; the line stays.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    row : int
        Its line in the file, as the column `row` of `read_codings` has it.
    status : {"confirmed", "rejected", ""}
        What the reader thinks; "" takes it back.
    code : str
        The mark's code; where the line has another now, nothing is written.
    path : str or Path, optional
        The file; `codings.csv` in the folder of the texts if left out.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    AnalysisError
        For a line that there is not, a file that `read_codings` refuses, and a folder that cannot be written to.
    """
    if status not in (*JUDGED, ""):
        raise unknown_name("judgement", status, JUDGED)
    where = _where(corpus, path)
    with alone_in(where.parent):
        columns, rows, form = _read(where)
        there = {one["row"]: one["code"] for one in read_rows(where)} if where.exists() else {}
        if row not in there or (code and there[row] != code):
            what = f"no mark {code!r}" if code else "no mark"
            raise AnalysisError(f"{where.name} has {what} in line {row} now: read it again.")
        if STATUS not in columns:
            columns, rows = [*columns, STATUS], [[*cells, ""] if cells else cells for cells in rows]
        cells = rows[form["ends"].index(row)]
        cells += [""] * (len(columns) - len(cells))
        cells[columns.index(STATUS)] = status
        return _write(where, columns, rows, form)


def copy_codings(path: Path, to: Path, corpus: Corpus) -> bool:
    """Copies the marks of these texts, as they are written; whether there is a file of marks.

    Errors: ReadError for a file that cannot be read.
    """
    if not path.is_file():
        return False
    others = {compose(name) for name in texts_beside(path.parent)}
    others = (others | set(map(document_name, others))) - set(called_documents(corpus))
    left = sum(row["document"] in others for row in read_rows(path))
    if not left:
        save_file(to, path.read_bytes())
        return True
    warn_user(f"{left} mark{'s' * (left > 1)} of {path} {'are' if left > 1 else 'is'} of other texts, and not copied.")
    columns, rows, form = _read(path)
    place = columns.index("document")
    kept = [
        cells for cells in rows if compose(unguard_cell((cells + [""] * len(columns))[place].strip())) not in others
    ]
    _write(to, columns, kept, form)
    return True


def _quoted(corpus: Corpus, document: str, start: int, end: int) -> dict[str, str]:
    """The passage as codings.csv quotes it: whole, or by first and last words; with its line where several fit."""
    words = corpus[document].text[start:end]
    if not words.strip():
        raise AnalysisError("No passage is chosen: click a sentence, or mark words in it.")
    parts = words.split()
    told = " ".join(parts)
    if len(parts) > 4 * ENDS:
        ends = f"{' '.join(parts[:ENDS])} … {' '.join(parts[-ENDS:])}"
        told = ends if (start, end) in _spans(corpus, document, ends) else told
    text = corpus[document].text
    first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    if any(at and text[at - 1].isalnum() and text[at : at + 1].isalnum() for at in (first, last)):
        raise AnalysisError(f"The passage “{told[:60]}” begins or ends within a word: choose whole words.")
    line, found = corpus[document].line_at(start), _spans(corpus, document, told)
    return {"quote": told} | ({"line": str(line)} if len(found) > 1 else {})


def _spans(corpus: Corpus, document: str, quote: str) -> list[tuple[int, int]]:
    return find_quote(corpus[document].text, quote)


def _where(corpus: Corpus, path: str | Path | None) -> Path:
    where = codings_file(corpus) if path is None else Path(path)
    try:
        lies = where is not None and where.parent.is_dir() and (not where.exists() or where.is_file())
    except (OSError, ValueError):  # a name too long, or with signs that no file has
        lies = False
    if where is None or not lies:
        raise AnalysisError("These texts do not lie in one folder, and codings are kept beside them: put them in one.")
    if where.suffix.lower() not in (".csv", ".tsv"):
        raise AnalysisError(f"{where.name} is no name for codings; take one that ends in .csv.")
    return where.resolve()  # what a link leads to is written, and the link stays


def _read(path: Path) -> tuple[list[str], list[list[str]], dict]:
    """Columns, rows, and how the file is written: delimiter, line ends, last line of each row."""
    if not path.exists() or not path.stat().st_size:
        return [], [], {"delimiter": ",", "newline": "\n", "ends": [], "coding": "utf-8"}
    read_rows(path)  # what cannot be read rightly is not written anew
    content = path.read_bytes()
    text, coding = file_text(content, path.name)
    form: dict = {"delimiter": file_delimiter(text), "newline": "\r\n" if b"\r\n" in content else "\n", "ends": []}
    form["coding"] = "utf-8" if coding == "utf-8-sig" and not content.startswith(b"\xef\xbb\xbf") else coding
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=form["delimiter"])
    columns = [name.strip().lower() for name in next(reader, [])]
    rows = []
    for cells in reader:
        rows.append(cells)
        form["ends"].append(reader.line_num)
    return columns, rows, form


def _write(path: Path, columns: list[str], rows: list[list[str]], form: dict) -> Path:
    told = io.StringIO(newline="")
    writer = csv.writer(told, delimiter=form["delimiter"], lineterminator=form["newline"])
    writer.writerows([columns, *rows])
    try:
        save_file(path, told.getvalue().encode(form["coding"]))
    except UnicodeEncodeError as error:
        sign = error.object[error.start]
        raise AnalysisError(
            f"{path.name} is saved in an encoding that has no {sign!r}; save it as CSV in UTF-8, and mark again."
        ) from None
    except OSError as error:
        said = error.strerror or "no reason given"
        raise AnalysisError(
            f"The mark was not written: the folder of the texts ({path.parent.name}) cannot be written to ({said}); "
            "copy the texts to a folder of your own."
        ) from None
    return path
