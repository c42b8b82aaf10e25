"""Steps that several figures share, each done once a corpus, and the words all captions use."""

import pandas as pd

from analysis import (
    TooLittleTextError,
    compare_terms,
    compare_topic_numbers,
    count_terms,
    find_families,
    fit_topics,
    read_stop_terms,
    score_sentiment,
    split_sentences,
    split_terms,
)
from analysis.figures.registry import shared
from analysis.plots import colours_for
from analysis.topics import TOPIC_TERMS


def sides(corpus) -> tuple[str, str]:
    """The target and the reference as captions name them: the first document, and the other (or all others)."""
    documents = corpus.documents["document"].tolist()
    return documents[0], documents[1] if len(documents) == 2 else "the others"


def colours(corpus) -> dict[str, str]:
    """One colour a document, the same in every figure; with more than two, `the others` take the second."""
    found = colours_for(corpus.documents["document"])
    return found if len(found) <= 2 else {**found, "the others": list(found.values())[1]}


@shared
def author_terms(corpus, *, names: bool = False) -> pd.DataFrame:
    return split_terms(corpus, voice="author", names=names)


@shared
def all_terms(corpus, *, names: bool = False) -> pd.DataFrame:
    return split_terms(corpus, names=names)


@shared
def contrast(corpus, *, names: bool = False) -> pd.DataFrame:
    return compare_terms(author_terms(corpus, names=names), target=sides(corpus)[0])


@shared
def theme_contrast(corpus) -> pd.DataFrame:
    after_reading = corpus.themes.loc[corpus.themes["origin"] == "after reading", "theme"].unique()
    terms = find_families(author_terms(corpus, names=True), corpus.themes)
    return compare_terms(terms, target=sides(corpus)[0], circular=tuple(after_reading))


@shared
def name_contrast(corpus) -> pd.DataFrame:
    terms = find_families(author_terms(corpus, names=True), corpus.names)
    return compare_terms(terms, target=sides(corpus)[0])


@shared
def subject_counts(corpus) -> pd.DataFrame:
    """Counts of the author's words with names joined and stop terms left out of the rows (not of the shares)."""
    counts = count_terms(author_terms(corpus, names=True))
    return counts[~counts["term"].isin(read_stop_terms())].reset_index(drop=True)


@shared
def sentences(corpus) -> pd.DataFrame:
    return split_sentences(corpus, voices=True)


@shared
def scores(corpus, *, mask: bool = True) -> pd.DataFrame:
    return score_sentiment(sentences(corpus), mask=mask, names=corpus.names)


@shared
def topic_model(corpus):
    """What a text is about is not style: all voices count here, and only the comparison asks for the author's."""
    return fit_topics(split_terms(corpus, names=True, segment_terms=TOPIC_TERMS))


@shared
def topic_numbers(corpus, *, n_topics: tuple, segment_terms: tuple | None) -> pd.DataFrame:
    terms = split_terms(corpus, names=True, segment_terms=TOPIC_TERMS)
    return compare_topic_numbers(terms, n_topics=n_topics, segment_terms=segment_terms)


def voice_note(corpus, terms: pd.DataFrame, *, voice: str = "the authors' own words") -> str:
    """The computed half of a caption: whose words, how many, in how many segments."""
    parts = []
    for document, group in terms.groupby("document", sort=False):
        parts.append(f"{document} {len(group):,} words in {group['segment'].nunique()} segments")
    return f"Counted in {voice}: {'; '.join(parts)}."


def listing(words, last: str = "and") -> str:
    """Words as a list in a sentence.

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    words = [str(word) for word in words]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else "none"


def filled(table: pd.DataFrame, what: str) -> pd.DataFrame:
    """The table, or one sentence where there is nothing to draw: `what` says what these texts lack."""
    if len(table) == 0:
        raise TooLittleTextError(f"There is nothing to draw: {what}.")
    return table
