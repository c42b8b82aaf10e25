"""Tone in sentences that name somebody, and tone under every choice of list and mask."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError, unknown_name
from analysis.sentiment.comparison import COLUMNS, compare_group, judge_tones, segment_tones, spoken_rows
from analysis.sentiment.instruments import LEXICONS, load_lexicon
from analysis.sentiment.lexicons import AnyLexicon
from analysis.sentiment.masking import SUBJECT_WORDS, Kind, alias_pattern, alias_table
from analysis.sentiment.scores import score_sentiment
from analysis.sentiment.tokens import texts_of
from analysis.terms.segments import SEGMENT_TERMS


def find_actors(rows: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """Who is named in which sentence, the longest alias first: "Bank of England" does not name England.

    Returns: one row for each row of `rows` and name found in its text: row (its position, from 0), name.
    """
    aliases = alias_table(names)
    pattern = alias_pattern(tuple(aliases))
    owner = {_plain(alias): name for alias, name in aliases.items()}
    found = [(i, owner[_plain(match)]) for i, text in enumerate(texts_of(rows)) for match in pattern.findall(text)]
    return pd.DataFrame(found, columns=["row", "name"]).drop_duplicates(ignore_index=True)


def _plain(alias: str) -> str:
    return re.sub(r"\s+", " ", alias.replace("’", "'")).casefold()


def find_sentences_naming(scores: pd.DataFrame, actor: str, *, names: pd.DataFrame) -> pd.DataFrame:
    """The rows of `scores` whose text names `actor`, worst first: what to read where an estimate would say too much."""
    if actor not in set(names["name"]):
        raise unknown_name("name", actor, names["name"].unique())
    found = find_actors(scores, names)
    rows = scores.iloc[found.loc[found["name"] == actor, "row"]]
    return rows.sort_values("compound", kind="stable", ignore_index=True)


def compare_actors(
    scores: pd.DataFrame,
    actors: Sequence[str],
    *,
    names: pd.DataFrame,
    target: str | Iterable[str],
    reference: str | Iterable[str] | None = None,
    voice: Literal["author", "quoted"] | None = "author",
    measure: Literal["compound", "valence"] = "valence",
    segment_terms: int = SEGMENT_TERMS,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare the tone of the sentences that name each actor: not tone toward the actor.

    A frightened scene is not a hostile author, and a sentence that names two belongs to both. Parameters and columns
    are those of compare_sentiment, with the actor's name in `by`. Below 10 sentences in 5 segments a side there is no
    estimate, only n_* and segments_*: read the lines (find_sentences_naming).
    Errors: UnknownNameError for an actor that the table of names does not have.
    """
    for actor in actors:
        if actor not in set(names["name"]):
            raise unknown_name("name", actor, names["name"].unique())
    rows = segment_tones(spoken_rows(scores, voice), target, reference, measure, segment_terms)
    found, tables = find_actors(rows, names), []
    for key in rows[["lexicon", "masked"]].drop_duplicates().itertuples(index=False, name=None):
        ours = ((rows["lexicon"] == key[0]) & (rows["masked"] == key[1])).to_numpy()
        for actor in actors:
            named = np.isin(np.arange(len(rows)), found.loc[found["name"] == actor, "row"])
            tables.append(compare_group(rows[named & ours], (*key, actor), measure, "actor", seed))
    if not tables:
        raise AnalysisError("No actor was named: give a list of names, such as corpus.names.name.unique()[:5].")
    table = judge_tones(pd.DataFrame(tables))
    blank = ["mean_target", "mean_reference", "difference", "low", "high", "detectable"]
    table.loc[table["p"].isna(), blank] = pd.NA
    return table


def compare_instruments(
    sentences: pd.DataFrame,
    *,
    target: str | Iterable[str],
    reference: str | Iterable[str] | None = None,
    names: pd.DataFrame | None = None,
    lexicons: Iterable[AnyLexicon] = LEXICONS,
    voice: Literal["author", "quoted"] | None = "author",
    measure: Literal["compound", "valence"] = "compound",
    segment_terms: int = SEGMENT_TERMS,
    seed: int = 0,
) -> pd.DataFrame:
    """Which text is kinder, under every defensible choice: each list, each mask, subject words kept or taken out.

    Read the column of signs: where they part, "which text is more positive" has no answer that is not the list's.
    Returns: compare_sentiment's columns with `mask` ("none", "names", "typography") and `subjects` (True where
    SUBJECT_WORDS were blanked out) in place of `masked`; q is over all rows. It is no vote.
    """
    kinds: list[Kind] = ["none", "names", "typography"]
    if names is None or not len(names):
        kinds.remove("names")
    tables = []
    for lexicon in lexicons:
        for kind in kinds:
            for subjects in ((), SUBJECT_WORDS):
                scores = score_sentiment(sentences, lexicon=lexicon, mask=kind, names=names, subjects=subjects)
                rows = segment_tones(spoken_rows(scores, voice), target, reference, measure, segment_terms)
                key = (load_lexicon(lexicon).name, kind != "none")
                found = compare_group(rows, key, measure, None, seed)
                tables.append(found | {"mask": kind, "subjects": bool(subjects)})
    raw = pd.DataFrame(tables)
    table = judge_tones(raw).assign(mask=raw["mask"], subjects=raw["subjects"])
    return table[[*COLUMNS[:2], "mask", "subjects", *COLUMNS[3:]]]
