"""Episodes that a reader has marked, as each text tells them: who, when, on what notes, at what length."""

import pandas as pd

from analysis.corpus import Corpus
from analysis.door import checked
from analysis.history.dates import find_dates
from analysis.terms import name_term, split_terms

COLUMNS = ["episode", "document", "year", "first_line", "last_line", "words", "names", "dates", "notes", "note"]


@checked(codings="note found")
def describe_episodes(corpus: Corpus, codings: pd.DataFrame) -> pd.DataFrame:
    """Each telling of each episode that a reader has marked: its passages together, and who and what they name.

    Read an episode's rows beside each other; one that only one document has is told by it alone.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    codings : DataFrame
        Of `read_codings`; rows of the kind "episode" whose quote was found, one code an episode. Where there is none
        the episodes of corpus.toml are taken.

    Returns
    -------
    DataFrame
        One row an episode and document, by year, then in the order of the codings:
        episode, document : which, and who tells it
        year : the first year in the column `about` of the codings (or of corpus.toml), as text; "" where none is told
        first_line, last_line : of its first and its last passage, in the file
        words : of all its passages, in anybody's voice
        names : who and what is named there, the most frequent first, at most eight
        dates : as they are named there, in reading order
        notes : numbers of the notes whose marks stand there
        note : what the reader noted of them

    Notes
    -----
    Doubt it where a reader's passages are cut differently in the two texts: a longer one names more.
    """
    passages = _passages(corpus, codings)
    if passages.empty:
        return pd.DataFrame(columns=COLUMNS)
    tables = {
        "terms": split_terms(corpus, names=True),
        "dates": find_dates(corpus),
        "notes": corpus.notes.dropna(subset=["at"]).rename(columns={"at": "start"}),
    }
    heads = {name_term(name): name for name in corpus.names["name"].drop_duplicates()}
    groups = passages.groupby(["episode", "document"], sort=False)
    rows = [_telling(corpus, str(episode), str(document), part, tables, heads) for (episode, document), part in groups]
    table = pd.DataFrame(rows, columns=COLUMNS)
    first = (
        table["episode"].map(table[table["year"] != ""].groupby("episode")["year"].min()).astype(object).fillna("9999")
    )
    order = table["episode"].map({name: place for place, name in enumerate(table["episode"].unique())})
    place = table["document"].map({name: number for number, name in enumerate(corpus)})
    return (
        table.assign(first=first, order=order, place=place)
        .sort_values(["first", "order", "place"])[COLUMNS]
        .reset_index(drop=True)
    )


def _passages(corpus: Corpus, codings: pd.DataFrame) -> pd.DataFrame:
    """episode, document, year, start, end, note: a row a passage."""
    placed = codings["found"].astype(bool) & codings["start"].notna() & codings["end"].notna()
    marked = codings[codings["kind"].eq("episode") & placed]
    if marked.empty:
        return corpus.episodes.assign(year=corpus.episodes["year"].astype("string").fillna(""), note="")
    about = marked["about"] if "about" in marked else pd.Series("", index=marked.index)
    year = about.astype("string").str.extract(r"(\d{4})", expand=False).fillna("")
    return marked.assign(episode=marked["code"], year=year)[["episode", "document", "year", "start", "end", "note"]]


def _telling(corpus: Corpus, episode: str, document: str, part: pd.DataFrame, tables: dict, heads: dict) -> dict:
    inside = {name: _inside(table[table["document"] == document], part) for name, table in tables.items()}
    named = inside["terms"]["term"].map(heads).dropna().value_counts()
    text = corpus[document]
    return {
        "episode": episode,
        "document": document,
        "year": part["year"].iloc[0],
        "first_line": min(text.line_at(start) for start in part["start"]),
        "last_line": max(text.line_at(end - 1) for end in part["end"]),
        "words": sum(len(text.text[start:end].split()) for start, end in zip(part["start"], part["end"], strict=True)),
        "names": ", ".join(named.sort_index().sort_values(ascending=False, kind="stable").index[:8]),
        "dates": ", ".join(dict.fromkeys(inside["dates"]["text"])),
        "notes": ", ".join(inside["notes"]["note"].astype(str)),
        "note": " ".join(note for note in dict.fromkeys(part["note"]) if note),
    }


def _inside(table: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """The rows that begin in one of the passages, each once."""
    held = pd.Series(False, index=table.index)
    for start, end in zip(passages["start"], passages["end"], strict=True):
        held |= (table["start"] >= start) & (table["start"] <= end)
    return table[held]
