"""What a table that people hand in must hold, said in one place.

What the values of a column are follows from its name, whichever table it stands in (`VALUES`); which columns a table
must have follows from the name of the parameter that takes it (`TABLES`). Other columns are their owner's: what is told
of the documents travels on the tables of terms, sentences and scores, whatever it is called (`TRAVELLED`).
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError

LABEL, TEXT, TEXT_OR_NOTHING = "one name or number a row", "text", "text, or nothing"
WHOLE, NUMBER, NUMBER_OR_NONE = "whole numbers of 0 or more", "numbers", "numbers, or nothing"
WHOLE_OR_NONE, FLAG = "whole numbers of 0 or more, or nothing", "True or False"
VALUES: dict[str, str] = {
    **dict.fromkeys(("document", "other", "coder"), LABEL),
    **dict.fromkeys(
        ("term", "text", "voice", "lexicon", "name", "alias", "theme", "begin", "finish", "precision"), TEXT
    ),
    **dict.fromkeys(("speaker", "kind", "note", "quote", "origin", "term_before"), TEXT_OR_NOTHING),
    **dict.fromkeys(("block", "sentence", "segment", "start", "end", "item"), WHOLE),
    **dict.fromkeys(("row", "n_document", "n_other"), WHOLE),
    "segment_terms": WHOLE_OR_NONE,  # those who cut anew ask for it in words of their own
    **dict.fromkeys(("compound", "position", "low", "high", "distance", "probability"), NUMBER),
    **dict.fromkeys(("positive", "negative", "neutral", "valence", "coverage"), NUMBER_OR_NONE),
    **dict.fromkeys(("masked", "capital", "outside", "found", "relative", "own"), FLAG),
}


TRAVELLED = ("terms", "matrix", "sentences", "scores")  # tables on which only these columns are checked
_OWN = (
    "document term text voice speaker kind block sentence segment start end capital segment_terms term_before lexicon "
    "masked compound positive negative neutral valence coverage"
)


@dataclass(frozen=True)
class Table:
    """One kind of table: what it is called, the columns it must have, and what differs from VALUES in it."""

    told: str
    needs: str = ""
    values: dict[str, str] = field(default_factory=dict)


_TERMS = Table("a terms table, such as split_terms(corpus) gives", "document term")
_PLACES = dict.fromkeys(("block", "sentence", "start", "end", "first_line", "last_line", "times"), WHOLE_OR_NONE)
_THEMES = Table("a table of families, such as corpus.themes")
TABLES: dict[str, Table] = {  # by the name of the parameter
    "terms": _TERMS,
    "matrix": _TERMS,
    "sentences": Table("a table of sentences, such as split_sentences(corpus) gives", "text"),
    "scores": Table(
        "a table of scores, such as score_sentiment(sentences) gives", "document text lexicon masked compound valence"
    ),
    "arc": Table("a table of arcs, such as score_arc(scores) gives", "document block sentence position outside"),
    "names": Table("a table of names, such as corpus.names"),
    "actors": Table("a table of names, such as corpus.names"),
    "families": _THEMES,
    "themes": _THEMES,
    "codings": Table(
        "a table of codings, such as read_codings(corpus) gives",
        "code kind document start end",
        {**_PLACES, "code": TEXT, "document": TEXT_OR_NOTHING, "voice": TEXT_OR_NOTHING, "coder": TEXT_OR_NOTHING}
        | {"text": TEXT_OR_NOTHING},
    ),
    "codes": Table(
        "a table of codes, such as read_coding_sheets(sheets, key) gives", "coder item code", {"code": NUMBER_OR_NONE}
    ),
    "key": Table("a key of items, such as export_coding_sheet(scores, folder) gives", "item", {"stratum": TEXT}),
    "distances": Table("a table of distances, such as compare_documents(terms) gives", "document other distance"),
    "dates": Table(
        "a table of dates, such as find_dates(corpus) gives", "document sentence start begin finish precision"
    ),
    "rows": Table("a table of passages, such as the finders give", "document start end"),
}
_FARTHEST = 1 << 40  # of an offset, and of any other count
_ABSURD = 1e100  # no measure comes near it, and its square overflows; NaN and infinity are not below it either
_KINDS = {"string": TEXT, "empty": TEXT, "integer": WHOLE, "boolean": FLAG, "floating": NUMBER}
_KINDS |= {"mixed-integer-float": NUMBER, "datetime": LABEL, "date": LABEL}


def check_table(function: str, parameter: str, table: pd.DataFrame, more: str = "") -> pd.DataFrame:
    """The table, if it has the columns that its kind needs and `more`, and each holds what its name says.

    It comes back as it is, unless numbers stand in another form (as objects, as categories, with a mask): then as plain
    numbers, so that no function needs to know of forms; and unless its rows were sorted otherwise: then in the order of
    the text.

    Raises
    ------
    AnalysisError
        With the function, the table, the column and what to do.
    """
    kind = TABLES[parameter]
    if table.columns.nlevels > 1 or not table.columns.is_unique:
        twice = table.columns[table.columns.duplicated()].tolist()
        what = f"two columns `{twice[0]}`" if twice else "columns of several levels"
        raise AnalysisError(f"{function}: the table `{parameter}` has {what}; rename them so that each is called once.")
    for column in [*kind.needs.split(), *more.split()]:
        if column not in table:
            raise AnalysisError(
                f"{function}: the table has no column `{column}`; give {kind.told}, or rename the column that is one."
            )
    values = VALUES | kind.values
    changed = {}
    own = f"{_OWN} {kind.needs} {more}".split() if parameter in TRAVELLED else list(values)
    for column in table.columns if len(table) else ():
        if column in values and column in own:
            held = table[column]
            fitted = _fit(held, values[column])
            if fitted is None:
                raise AnalysisError(_told(function, parameter, held, values[column], kind))
            if fitted is not held:
                changed[column] = fitted
    if not set(table.index.names).isdisjoint(table.columns):  # groupby would not know which of the two is meant
        table = table.rename_axis([None] * table.index.nlevels)
    table = table.assign(**changed) if changed else table
    return _in_reading_order(table) if parameter in TRAVELLED else table


def _in_reading_order(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of each document (and instrument) in the order of the text, on which runs of words and arcs hang."""
    if not {"document", "start"} <= set(table):
        return table
    group = np.zeros(len(table), dtype=np.int64)
    for column in ("lexicon", "masked", "document"):
        if column in table:
            codes, values = pd.factorize(table[column])
            group = group * len(values) + codes
    group, start = pd.factorize(group)[0], table["start"].to_numpy()
    step = np.diff(group)
    if not ((step < 0) | ((step == 0) & (np.diff(start) < 0))).any():
        return table
    return table.iloc[np.lexsort((start, group))]


def _fit(held: pd.Series, what: str) -> pd.Series | None:
    """The values as `what` asks for them; None where they are not."""
    if what in (LABEL, TEXT, TEXT_OR_NOTHING):
        return _fit_text(held, what)
    dtype = held.dtype
    if not isinstance(dtype, np.dtype) or dtype.kind == "O":
        plain = _plain(held)
        if plain is None:
            return None
        return _fit(plain, what) if plain.dtype != object else None
    values, open_ = held.to_numpy(), what in (NUMBER_OR_NONE, WHOLE_OR_NONE)
    if what == FLAG or dtype.kind == "b":
        return held if what == FLAG and dtype.kind == "b" else None
    if dtype.kind == "f":
        there = values[~np.isnan(values)] if open_ else values
        if not float(np.abs(there).max(initial=0)) < _ABSURD or (what in (WHOLE, WHOLE_OR_NONE) and (there % 1).any()):
            return None
        if len(there) < len(values):
            held = pd.Series(pd.array(values, dtype="Float64"), index=held.index)
        elif what in (NUMBER, NUMBER_OR_NONE):
            return held
    elif dtype.kind not in "iu":
        return None
    if what in (NUMBER, NUMBER_OR_NONE):
        return held
    whole = values if dtype.kind in "iu" else there
    if len(whole) and not (whole.min() >= 0 and (dtype.itemsize < 8 or whole.max() < _FARTHEST)):
        return None
    return (
        held.astype(np.int64)
        if dtype == np.uint64
        else held
        if dtype.kind in "iu"
        else held.astype("Int64" if what == WHOLE_OR_NONE else np.int64)
    )


def _plain(held: pd.Series) -> pd.Series | None:
    """Numbers that stand as objects, categories or with a mask, as numpy has them; nothing as NaN."""
    kind = _KINDS.get(pd.api.types.infer_dtype(held, skipna=True))
    missing = held.isna()
    if kind == FLAG and not missing.any():
        return held.astype(bool)
    if kind == WHOLE and not missing.any() and max(map(abs, map(int, held))) < _FARTHEST:
        return held.astype(np.int64)
    if kind in (WHOLE, NUMBER) or missing.all():
        return pd.Series(held.astype(object).where(~missing, np.nan).astype(float), index=held.index)
    return None


def _fit_text(held: pd.Series, what: str) -> pd.Series | None:
    dtype = held.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        labels = dtype.categories
        kind = TEXT if isinstance(labels.dtype, pd.StringDtype) else _kind_of(labels)
        missing = held.array.codes.min() < 0
    elif isinstance(dtype, pd.StringDtype):
        kind, missing = TEXT, bool(held.isna().any())
    elif dtype.kind == "O":
        kind, missing = _kind_of(held), bool(held.isna().any())
    else:
        kind = LABEL if dtype.kind in "iubfM" and dtype != np.float16 else ""
        missing = bool(held.isna().any())
        if missing and bool(held.isna().all()):
            kind = TEXT  # nothing at all, as a file gives it
    if missing and what == TEXT_OR_NOTHING and kind == TEXT:
        return held.astype(object).where(held.notna(), "")  # what CSV makes of ""
    return held if not missing and (kind == TEXT or (what == LABEL and kind)) else None


def _kind_of(values: pd.Series | pd.Index) -> str:
    return _KINDS.get(pd.api.types.infer_dtype(values, skipna=True), "")


def _told(function: str, parameter: str, held: pd.Series, what: str, kind: Table) -> str:
    missing = int(held.isna().sum())
    if missing and what in (LABEL, TEXT, WHOLE, NUMBER, FLAG):
        return (
            f"{function}: the column `{held.name}` of `{parameter}` has {missing} missing value{'s' * (missing > 1)}, "
            f"the first in row {int(held.isna().to_numpy().argmax())}; fill them or take these rows out, and read a "
            "CSV file with keep_default_na=False."
        )
    example = next((one for one in held.tolist() if not _missing(one) and not _good(one, what)), held.iloc[0])
    shown = " ".join(repr(example).split())[:40]
    return (
        f"{function}: the column `{held.name}` of `{parameter}` should hold {what}, and there is {shown} "
        f"({held.dtype}); give {kind.told}."
    )


def _missing(one: object) -> bool:
    return one is None or one is pd.NA or one is pd.NaT or (isinstance(one, float) and one != one)


def _good(one: object, what: str) -> bool:
    if what in (TEXT, TEXT_OR_NOTHING, LABEL):
        return isinstance(one, str)
    if what == FLAG or isinstance(one, bool):
        return what == FLAG and isinstance(one, bool)
    if not isinstance(one, int | float) or not np.isfinite(float(one) if abs(one) < 1e300 else np.inf):
        return False
    return what in (NUMBER, NUMBER_OR_NONE) or (0 <= one < _FARTHEST and one % 1 == 0)
