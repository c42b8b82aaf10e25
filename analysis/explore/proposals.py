"""The tabs Episodes and Causes: what finders propose, and what a reader makes of it."""

from functools import lru_cache

import pandas as pd

from analysis.codings import read_codings
from analysis.codings.marks import codings_file
from analysis.corpus import Corpus
from analysis.explore.asked import Asked
from analysis.explore.grids import Cell, Row, cut, grid, records, row_button
from analysis.explore.markup import Safe, button, sentence, tag
from analysis.explore.told import place_button
from analysis.history import propose_episodes
from analysis.study import Study

PROPOSED = 60  # pairs of passages, the likest first
SAYS = {"confirmed": "● confirmed", "rejected": "✕ rejected", "": "○ proposed"}


def judged(table: pd.DataFrame, codings: pd.DataFrame, kind: str, sides: tuple[str, ...] = ("",)) -> pd.Series:
    """What readers say of each row of a finder: "confirmed", "rejected" or "" by the marks that lie under all of its
    passages; a confirmation goes before a rejection."""
    found = []
    marks = codings[codings["kind"].eq(kind) & codings["start"].notna()]
    status = marks["status"] if "status" in marks else pd.Series("", index=marks.index)
    for row in records(table):
        under = [_under(marks, row, side) for side in sides]
        shared = set.intersection(*under)
        good = (
            any(status[place] != "rejected" for place in shared) if len(sides) == 1 else _one_code(marks, status, under)
        )
        bad = all(any(status[place] == "rejected" for place in places) for places in under)
        found.append("confirmed" if good else "rejected" if bad else "")
    return pd.Series(found, index=table.index, dtype="str")


def _under(marks: pd.DataFrame, row: Row, side: str) -> set:
    over = (marks["document"] == row[f"{side}document"]) & (marks["start"] < row[f"{side}end"])
    return set(marks.index[over & (marks["end"] > row[f"{side}start"])])


def _one_code(marks: pd.DataFrame, status: pd.Series, under: list[set]) -> bool:
    codes = [{marks.loc[place, "code"] for place in places if status[place] != "rejected"} for places in under]
    return bool(set.intersection(*codes))


def all_codings(study: Study) -> pd.DataFrame:
    """Every mark of the file, the rejected ones too; read again when the file has changed."""
    where = codings_file(study.corpus)
    state = where.stat() if where is not None and where.exists() else None
    return _codings(study.corpus, None if state is None else (state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=4)
def _codings(corpus: Corpus, state: tuple[int, int] | None) -> pd.DataFrame:
    return read_codings(corpus, rejected=True)


def cause_table(study: Study) -> pd.DataFrame:
    """`study.causes`, with what readers say of each."""
    causes = study.causes
    return causes.assign(judged=judged(causes, all_codings(study), "cause"))


def causes_html(study: Study, asked: Asked) -> Safe:
    """What each text gives as a cause of what; a click reads the sentence, two buttons judge the row."""
    table = cause_table(study)
    if not len(table):
        return sentence("No cause was found in these texts: the finder reads English only, by its connectives.")
    columns = ["document", "line", "cause", "connective", "effect", "hedged", "voice", "judged", "judge"]
    cells: dict[str, Cell] = {
        "cause": lambda row: row_button(row, row["cause"], 14),
        "effect": lambda row: cut(row["effect"], 14),
        "judged": lambda row: SAYS[row["judged"]],
        "judge": lambda row: judge_buttons("cause", row["document"], row["start"], row["end"], _told(row)),
    }
    caption = "Causes that the texts give, found by their grammar; a proposal, until a reader confirms it."
    return grid(study, table, columns, asked, caption=caption, cells=cells, headings=_JUDGED)


_JUDGED = {"judged": "what readers say", "judge": "judge it"}


def _told(row: Row) -> str:
    return f"{cut(row['cause'], 8)} → {cut(row['effect'], 8)}"


def judge_buttons(kind: str, document: str, start: int, end: int, code: str, **more: object) -> Safe:
    """Confirm and reject: each writes a mark to codings.csv."""
    here = {"data_kind": kind, "data_document": document, "data_start": int(start), "data_end": int(end)}
    here |= {"data_code": code, **more}
    key = f"{kind}-{document}-{start}-{end}"
    return tag(
        "span",
        button("Confirm", "judge", key=f"yes-{key}", data_value="confirmed", aria_label=f"Confirm: {code}", **here),
        button("Reject", "judge", key=f"no-{key}", data_value="rejected", aria_label=f"Reject: {code}", **here),
        class_="row",
    )


@lru_cache(maxsize=4)
def proposed(study: Study) -> pd.DataFrame:
    """`propose_episodes` of this reading's sides, the likest first."""
    return propose_episodes(study.corpus, **study.sides).head(PROPOSED)


def episode_table(study: Study) -> pd.DataFrame:
    """Pairs of passages that may tell one episode, with what readers say of each."""
    table = proposed(study)
    return table.assign(judged=judged(table, all_codings(study), "episode", ("target_", "reference_")))


def episodes_html(study: Study, asked: Asked) -> Safe:
    """Episodes that readers marked, each passage to be read; then pairs that may tell one episode."""
    if len(study.corpus) < 2:
        return tag("section", marked_episodes(study), sentence("There is one text: no second telling to look for."))
    table = episode_table(study)
    cells: dict[str, Cell] = {
        "target": lambda row: _side(study, row, "target"),
        "reference": lambda row: _side(study, row, "reference"),
        "judged": lambda row: SAYS[row["judged"]],
        "judge": _judge_pair,
    }
    columns = ["rank", "target", "reference", "score", "names", "dates", "judged", "judge"]
    headings = {"target": "{target}", "reference": "{reference}", **_JUDGED}
    caption = "Pairs of passages that may tell the same, by shared names, dates and words; a proposal."
    pairs = grid(study, table, columns, asked, caption=caption, cells=cells, headings=headings)
    return tag("section", marked_episodes(study), tag("h3", "Pairs that may tell the same"), pairs)


def _side(study: Study, row: Row, side: str) -> Safe:
    document, start, end = row[f"{side}_document"], row[f"{side}_start"], row[f"{side}_end"]
    words = cut(study.corpus[document].text[start:end], 12)
    return place_button(f"{document}, {row[f'{side}_line']}: {words}", document, start, end, class_="link")


def _judge_pair(row: Row) -> Safe:
    code = cut(row["names"] or row["words"] or f"pair {row['rank']}", 8)
    other = {f"data_other_{part}": row[f"reference_{part}"] for part in ("document", "start", "end")}
    return judge_buttons("episode", row["target_document"], row["target_start"], row["target_end"], code, **other)


def marked_episodes(study: Study) -> Safe:
    """Episodes by readers' marks: the passages of each text."""
    marks = all_codings(study)
    marks = marks[marks["kind"].eq("episode") & marks["start"].notna()]
    if "status" in marks:
        marks = marks[marks["status"] != "rejected"]
    if not len(marks):
        return sentence("No reader has marked an episode yet: confirm a pair below, or mark passages in the tab Code.")
    rows = []
    for code, part in marks.groupby("code", sort=False):
        reads = [
            tag("li", row_button(row, f"{row['document']}, line {row['first_line']}: {row['text']}", 14))
            for row in records(part)
        ]
        rows.append(tag("details", tag("summary", f"{code} ({len(reads)})"), tag("ul", reads)))
    head = tag("h3", f"Episodes that readers marked: {len(rows)}")
    return tag("section", head, tag("div", rows, class_="columns"))
