"""One reading of a corpus: which text is looked at from which, in whose voice, by which instruments; and its tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Unpack

import pandas as pd

from analysis.compare.comparison import Comparison
from analysis.compare.robustness import compare_halves
from analysis.compare.sides import name_sides, two_sides
from analysis.compare.style import compare_style
from analysis.compare.vocabulary import WordShift, compare_vocabularies, find_lockwords
from analysis.compare.words import compare_terms
from analysis.corpus import Corpus
from analysis.evidence import detectable_ratios
from analysis.history_tables import HistoryTables
from analysis.question import Choices, check_knobs, made_once
from analysis.reading import read_corpus
from analysis.sentences import split_sentences
from analysis.sentiment import (
    compare_instruments,
    compare_sentiment,
    compare_sentiment_words,
    score_arc,
    score_sentiment,
)
from analysis.sentiment.comparison import spoken_rows
from analysis.sentiment.instruments import LEXICONS
from analysis.terms import find_families, split_terms
from analysis.terms.frequencies import count_terms
from analysis.topics import TopicModel, compare_topics, fit_topics


@dataclass(frozen=True, eq=False, repr=False)
class Study(HistoryTables):
    """A corpus with the knobs of one reading, and the tables that follow from them, each made when it is asked for.

    Every table is one call of a public function with these knobs, so `study.contrast.table` is what `compare_terms`
    gives. A study never changes: `study.replace(voice=None)` is another one.

    Attributes
    ----------
    corpus : Corpus
        The texts.
    target, reference : str, iterable of str, or rule, optional
        Looked from (the first document if left out) and held against it (all others): names, or `{"party": "x"}`.
    voice : {"author", "quoted", None}
        Whose words count where the question is style, tone or topics; None for everybody's.
    lexicon : str, path, Lexicon or function
        The instrument of tone, as in `score_sentiment`.
    segment_terms, topic_terms : int
        Words a segment, for comparing and for topics.
    n_topics : int
        Topics to fit.
    stop : iterable of str, optional
        Words of grammar, left out where subjects are asked for (`read_stop_terms()` if left out).
    seed : int
        Of every random step.

    Raises
    ------
    AnalysisError
        For a document, voice or lexicon that does not exist, and for a number that makes no sense.

    Examples
    --------
    >>> open_study("seeds", target="paper").replace(voice=None).names
    {'target': 'paper', 'reference': 'chapter'}
    """

    # ---- terms ----

    @made_once
    def all_terms(self) -> pd.DataFrame:
        """`split_terms` of every voice, names joined: for facts about the files."""
        return split_terms(self.corpus, names=True, segment_terms=self.segment_terms)

    @made_once
    def plain_terms(self) -> pd.DataFrame:
        """`split_terms` of the voice chosen, names not joined."""
        return split_terms(self.corpus, voice=self.voice, segment_terms=self.segment_terms)

    @made_once
    def counts(self) -> pd.DataFrame:
        """`count_terms` of the terms, by document."""
        return count_terms(self.terms, voice=self.voice)

    @made_once
    def subjects(self) -> pd.DataFrame:
        """The counts without words of grammar (which still count in the shares)."""
        return self.counts[~self.counts["term"].isin(self.stop_terms)].reset_index(drop=True)

    # ---- comparisons ----

    @made_once
    def contrast(self) -> Comparison:
        """`compare_terms`: every word and name, target against reference."""
        return self._compared(compare_terms(self.terms, **self.question), "words and names used eight times or more")

    @made_once
    def themes(self) -> Comparison:
        """`compare_terms` of the themes of corpus.toml; those drawn up after reading are never tested."""
        told = self.corpus.themes
        after = told.loc[told["origin"] == "after reading", "theme"].unique()
        terms = find_families(self.terms, told)
        table = compare_terms(terms, circular=after, **self.question)
        return self._compared(table, "themes drawn up without these texts")

    def _compared(
        self, table: pd.DataFrame, family: str, key: str = "term", terms: pd.DataFrame | None = None
    ) -> Comparison:
        spoken = self.terms if terms is None else terms
        target, reference = name_sides(self.corpus.documents, **self.sides)
        parts = [spoken[spoken["document"].isin(side)] for side in (target, reference)]
        segments = tuple(int(part.groupby(["document", "segment"]).ngroups) for part in parts)
        words = tuple(len(part) for part in parts)
        return Comparison(table, key, family, **self.names, voice=self.voice, segments=segments, words=words)

    @made_once
    def vocabulary_shift(self) -> WordShift:
        """`compare_vocabularies`: the words that make the two vocabularies differ, and what chance would give."""
        return compare_vocabularies(self.terms, **self.question)

    @made_once
    def lockwords(self) -> pd.DataFrame:
        """`find_lockwords`: words shown to be used alike."""
        return find_lockwords(self.terms, **self.sides, voice=self.voice)

    @made_once
    def halves(self) -> pd.DataFrame:
        """`compare_halves`: each text against itself, beside one against the other."""
        return compare_halves(self.terms, **self.question)

    @made_once
    def detectable(self) -> pd.DataFrame:
        """`detectable_ratios`: how large a difference these texts could show."""
        matrix, side = two_sides(self.terms, **self.sides, voice=self.voice)
        return detectable_ratios(matrix.counts, matrix.rows["n"].to_numpy(), side)

    @made_once
    def style(self) -> Comparison:
        """`compare_style`: sentences, variety of words, readability, stance."""
        table = compare_style(self.corpus, segment_terms=self.segment_terms, **self.question)
        return self._compared(table, "measures of style", "measure", self.plain_terms)

    # ---- tone ----

    @made_once
    def sentences(self) -> pd.DataFrame:
        """`split_sentences`, cut where the voice changes."""
        return split_sentences(self.corpus, voices=True)

    @made_once
    def scores(self) -> pd.DataFrame:
        """`score_sentiment` with names hidden."""
        return score_sentiment(self._english(), lexicon=self.lexicon, names=self.corpus.names)

    @made_once
    def raw_scores(self) -> pd.DataFrame:
        """`score_sentiment` with names in sight: the naive answer."""
        return score_sentiment(self._english(), lexicon=self.lexicon, mask=False)

    def _english(self) -> pd.DataFrame:
        self.check_language()
        return self.sentences

    @made_once
    def own_scores(self) -> pd.DataFrame:
        """The scores, names hidden, of the voice chosen."""
        return spoken_rows(self.scores, self.voice).reset_index(drop=True)

    @made_once
    def arcs(self) -> pd.DataFrame:
        """`score_arc`: the course of tone through each text, and the band of chance."""
        return score_arc(self.own_scores, seed=self.seed)

    @made_once
    def tone(self) -> Comparison:
        """`compare_sentiment` with names hidden and in sight, a row each."""
        both = pd.concat([self.scores, self.raw_scores], ignore_index=True)
        table = compare_sentiment(both, segment_terms=self.segment_terms, **self.question)
        return self._compared(table, "ways to score (names in, names out)", "masked")

    @made_once
    def tone_words(self) -> pd.DataFrame:
        """`compare_sentiment_words` with names hidden: what each word adds to the gap in tone."""
        return self._tone_words(mask=True)

    @made_once
    def raw_tone_words(self) -> pd.DataFrame:
        """`compare_sentiment_words` with names in sight."""
        return self._tone_words(mask=False)

    def _tone_words(self, *, mask: bool) -> pd.DataFrame:
        names = self.corpus.names if mask else None
        return compare_sentiment_words(
            self._english(), **self.sides, voice=self.voice, lexicon=self.lexicon, mask=mask, names=names
        )

    @made_once
    def instruments(self) -> Comparison:
        """`compare_instruments`: the gap in tone under every list and mask."""
        lists = [*LEXICONS, *([] if self.lexicon in LEXICONS else [self.lexicon])]
        names, length = self.corpus.names, self.segment_terms
        table = compare_instruments(self._english(), lexicons=lists, names=names, segment_terms=length, **self.question)
        return self._compared(table, "ways to score the same sentences", "lexicon")

    # ---- topics ----

    @made_once
    def topic_table(self) -> pd.DataFrame:
        """`split_terms` for topics: all voices, since what a text is about is not style."""
        return split_terms(self.corpus, names=True, segment_terms=self.topic_terms)

    @made_once
    def topics(self) -> TopicModel:
        """`fit_topics` of all texts of this reading together."""
        return fit_topics(self.topic_table, n_topics=self.n_topics, stop=self.stop_terms, seed=self.seed)

    @made_once
    def topic_contrast(self) -> Comparison:
        """`compare_topics`: what each side spends on each topic."""
        table = compare_topics(self.topics, segment_terms=self.segment_terms, **self.question)
        return self._compared(table, "topics", "topic")


def open_study(source: str | Path | Corpus | Iterable[str | Path], **knobs: Unpack[Choices]) -> Study:
    """Read texts and open a study of them: one reading, whose tables follow from its knobs.

    Parameters
    ----------
    source : str, Path, Corpus or iterable
        A folder, files, or whatever else `read_corpus` takes; or a corpus that is read already.
    **knobs : object
        As in `Study`: target, reference, voice, lexicon, segment_terms, topic_terms, n_topics, stop, seed.

    Returns
    -------
    Study
        Its tables are made when they are asked for.

    Raises
    ------
    AnalysisError
        For texts that cannot be read, and for knobs that make no sense.
    """
    check_knobs(knobs)
    return Study(source if isinstance(source, Corpus) else read_corpus(source), **knobs)
