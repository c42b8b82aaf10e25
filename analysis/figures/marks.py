"""Where the marks of pictures stand, as a file beside them: a page links them to lines without drawing again."""

import json
from pathlib import Path

import pandas as pd

from analysis.figures.picture import Picture
from analysis.plots.areas import COLUMNS

MARKS = "marks.json"


def read_marks(folder: str | Path) -> dict[str, pd.DataFrame]:
    """What marks.json of a folder says: name → table as in `Picture.areas`; empty where it is missing or spoilt."""
    path = Path(folder) / MARKS
    try:
        told = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return {
            name: pd.DataFrame(rows, columns=list(COLUMNS)).astype({"line": "Int64"}) for name, rows in told.items()
        }
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}  # the pictures stand without links


def told_marks(picture: Picture, labels: dict[str, str]) -> list[list]:
    """A row a mark; documents by their names, and a row that is a document leads to its first line."""
    names = {label: name for name, label in labels.items()}
    areas = picture.areas.astype({"line": object})
    whole = areas["label"].isin(list(names)) & areas["line"].isna() & ("term" not in picture.table)  # no word is a text
    areas.loc[whole, "document"] = areas["label"]
    areas.loc[whole, "line"] = 1
    areas["document"] = areas["document"].replace(names)
    areas[list(COLUMNS[:4])] = areas[list(COLUMNS[:4])].astype(float).round(4)
    return areas.where(areas.notna(), None).to_numpy(dtype=object).tolist()


def marks_file(drawn: dict[str, list[list]], folder: Path, index: dict) -> bytes:
    """A line a figure: those drawn now, and those of before that stay."""
    before = {name: table.astype(object).where(table.notna(), None) for name, table in read_marks(folder).items()}
    marks = {name: table.to_numpy(dtype=object).tolist() for name, table in before.items() if name in index}
    marks |= drawn
    told = [
        f"{json.dumps(name)}: {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))}"
        for name, rows in sorted(marks.items())
    ]
    return ("{" + ",\n".join(told) + "}\n").encode("utf-8", "surrogatepass")
