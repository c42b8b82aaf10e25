"""Tone in sentences that name somebody, and tone under every choice of list and mask."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from analysis.door import checked
from analysis.errors import AnalysisError, unknown_name
from analysis.metadata import Documents
from analysis.sentiment.comparison import COLUMNS, compare_group, judge_tones, segment_tones, spoken_rows
from analysis.sentiment.instruments import LEXICONS, load_lexicon
from analysis.sentiment.lexicons import AnyLexicon
from analysis.sentiment.masking import SUBJECT_WORDS, Kind, alias_pattern, alias_table
from analysis.sentiment.scores import score_sentiment
from analysis.sentiment.tokens import texts_of
from analysis.terms.segments import SEGMENT_TERMS


def find_actors(rows: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """Who is named in which row, the longest alias first: "Bank of England" does not name England.

    Parameters
    ----------
    rows : DataFrame
        With a column `text`, such as sentences or scores.
    names : DataFrame
        As `corpus.names`: name, alias.

    Returns
    -------
    DataFrame
        One row for each row of `rows` and name found in its text:
        row : its position in `rows`, from 0
        name : who is named
    """
    aliases = alias_table(names)
    pattern = alias_pattern(tuple(aliases))
    owner = {_plain(alias): name for alias, name in aliases.items()}
    found = [(i, owner[_plain(match)]) for i, text in enumerate(texts_of(rows)) for match in pattern.findall(text)]
    return pd.DataFrame(found, columns=["row", "name"]).drop_duplicates(ignore_index=True)


def _plain(alias: str) -> str:
    return re.sub(r"\s+", " ", alias.replace("’", "'")).casefold()


@checked(names="name alias")
def find_sentences_naming(scores: pd.DataFrame, actor: str, *, names: pd.DataFrame) -> pd.DataFrame:
    """The sentences that name somebody, worst first: what to read where an estimate would say too much.

    Parameters
    ----------
    scores : DataFrame
        Of `score_sentiment`.
    actor : str
        A name of the table.
    names : DataFrame
        As `corpus.names`: name, alias.

    Returns
    -------
    DataFrame
        The rows of `scores` whose text names the actor, lowest compound first, with all their columns, such as:
        document, block, sentence, text : where it stands
        compound : its tone, -1 to 1

    Raises
    ------
    UnknownNameError
        For an actor that the table of names does not have.
    """
    if actor not in set(names["name"]):
        raise unknown_name("name", actor, names["name"].unique())
    found = find_actors(scores, names)
    rows = scores.iloc[found.loc[found["name"] == actor, "row"]]
    return rows.sort_values("compound", kind="stable", ignore_index=True)


@checked(names="name alias", scores="voice")
def compare_actors(
    scores: pd.DataFrame,
    actors: Sequence[str],
    *,
    names: pd.DataFrame,
    target: Documents,
    reference: Documents | None = None,
    voice: Literal["author", "quoted"] | None = "author",
    measure: Literal["compound", "valence"] = "valence",
    segment_terms: int = SEGMENT_TERMS,
    seed: int = 0,
) -> pd.DataFrame:
    """How the tone of the sentences that name each actor differs between two sides: not tone toward the actor.

    Read `difference` (target less reference) with `low` to `high`, as in `compare_sentiment`.

    Parameters
    ----------
    scores : DataFrame
        Of `score_sentiment`, or several of them stacked.
    actors : sequence of str
        Names of the table.
    names : DataFrame
        As `corpus.names`: name, alias.
    target, reference : str, list of str, or rule
        The document or documents looked from, by name or by what is told of them (`{"party": "x"}`), and those held
        against them (all others if left out).
    voice : {"author", "quoted"} or None
        Whose sentences count; None for all. Those called "mixed" belong to neither; `split_sentences(voices=True)`
        parts them.
    measure : {"compound", "valence"}
        Mean compound of the sentences, or valence per 100 words.
    segment_terms : int
        Words a segment at least.
    seed : int
        Of every random step.

    Returns
    -------
    DataFrame
        One row for each lexicon, mask and actor; columns as in `compare_sentiment`:
        by : the actor's name
        lexicon, masked, measure : what was compared
        n_target, n_reference : sentences that name the actor
        segments_target, segments_reference : the stretches they stand in
        mean_target, mean_reference, difference, low, high, detectable : <NA> below 10 sentences in 5 segments a side
        p, q : q over all rows; <NA> likewise
        verdict : "too rare to test" likewise

    Raises
    ------
    UnknownNameError
        For an actor that the table of names does not have.
    AnalysisError
        Where no actor is given.

    Notes
    -----
    A frightened scene is not a hostile author, and a sentence that names two belongs to both. Where there is no
    estimate, read the lines (`find_sentences_naming`).
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


@checked
def compare_instruments(
    sentences: pd.DataFrame,
    *,
    target: Documents,
    reference: Documents | None = None,
    names: pd.DataFrame | None = None,
    lexicons: Iterable[AnyLexicon] = LEXICONS,
    voice: Literal["author", "quoted"] | None = "author",
    measure: Literal["compound", "valence"] = "compound",
    segment_terms: int = SEGMENT_TERMS,
    seed: int = 0,
) -> pd.DataFrame:
    """Which text is kinder, under every defensible choice: each list, each mask, subject words kept or taken out.

    Read the signs of `difference`: where they part, "which text is more positive" has no answer that is not the list's.

    Parameters
    ----------
    sentences : DataFrame
        Of `split_sentences`.
    target, reference : str, list of str, or rule
        The document or documents looked from, by name or by what is told of them (`{"party": "x"}`), and those held
        against them (all others if left out).
    names : DataFrame, optional
        As `corpus.names`; without it names are hidden by their capitals only.
    lexicons : iterable of str, path, Lexicon or function
        Which, as in `load_lexicon`.
    voice : {"author", "quoted"} or None
        Whose sentences count; None for all. Those called "mixed" belong to neither; `split_sentences(voices=True)`
        parts them.
    measure : {"compound", "valence"}
        Mean compound of the sentences, or valence per 100 words.
    segment_terms : int
        Words a segment at least.
    seed : int
        Of every random step.

    Returns
    -------
    DataFrame
        One row for each lexicon, mask and choice of subject words; columns as in `compare_sentiment`:
        by : "all"
        lexicon : its name
        mask : "none", "names" or "typography"
        subjects : True where SUBJECT_WORDS were hidden
        measure : what was compared
        n_target, n_reference, segments_target, segments_reference : sentences, and the stretches they stand in
        mean_target, mean_reference, difference, low, high, detectable : in the measure's units
        p, q : q over all rows
        verdict : as in `compare_sentiment`

    Notes
    -----
    It is no vote: the ways share words and sentences.
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
    if not tables:
        raise AnalysisError("compare_instruments was given no lexicon; name one, such as vader.")
    raw = pd.DataFrame(tables)
    table = judge_tones(raw).assign(mask=raw["mask"], subjects=raw["subjects"])
    return table[[*COLUMNS[:2], "mask", "subjects", *COLUMNS[3:]]]
