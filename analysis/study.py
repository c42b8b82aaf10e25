"""One reading of a corpus: which text is looked at from which, in whose voice, by which instruments; and its tables."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.compare.comparison import Comparison
from analysis.compare.robustness import compare_halves
from analysis.compare.sides import name_sides, two_sides
from analysis.compare.style import compare_style
from analysis.compare.vocabulary import WordShift, compare_vocabularies, find_lockwords
from analysis.compare.words import compare_terms
from analysis.corpus import Corpus
from analysis.errors import AnalysisError, TooLittleTextError, unknown_name
from analysis.evidence import detectable_ratios
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
from analysis.sentiment.instruments import LEXICONS, load_lexicon
from analysis.showing.claims import turned_by_hand
from analysis.showing.tables import Shown, card, show_table
from analysis.terms import VOICES, find_families, read_stop_terms, split_terms
from analysis.terms.concordance import concordance
from analysis.terms.frequencies import count_terms
from analysis.terms.segments import SEGMENT_TERMS
from analysis.topics import TOPIC_TERMS, TopicModel, compare_topics, fit_topics
from analysis.topics.model import N_TOPICS

WHOSE = {"author": "the authors' own words", "quoted": "the words that are quoted", None: "all words, quoted or not"}


@dataclass(frozen=True, eq=False)
class Study:
    """A corpus with the knobs of one reading, and the tables that follow from them, each made when it is asked for.

    Every table is one call of a public function with these knobs, so `study.contrast.table` is what `compare_terms`
    gives. A study never changes: `study.replace(voice=None)` is another one.

    Attributes
    ----------
    corpus : Corpus
        The texts.
    target, reference : str or tuple of str, optional
        The document looked from (the first if left out) and those it is held against (all others if left out).
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
    >>> study = open_study("seeds", target="paper")
    >>> study.replace(voice=None).voice is None
    True
    """

    corpus: Corpus
    target: str | tuple[str, ...] | None = None
    reference: str | tuple[str, ...] | None = None
    voice: str | None = "author"
    lexicon: object = "vader"
    segment_terms: int = SEGMENT_TERMS
    topic_terms: int = TOPIC_TERMS
    n_topics: int = N_TOPICS
    stop: Iterable[str] | None = None
    seed: int = 0

    def __post_init__(self):
        documents = self.corpus.documents["document"]
        target = documents.iloc[0] if self.target is None else self.target
        if len(documents) > 1:
            name_sides(documents, target, self.reference)
        elif target not in documents.tolist():
            raise unknown_name("document", target, documents)
        if self.voice not in WHOSE:
            raise unknown_name("voice", self.voice, [*VOICES, None])
        load_lexicon(self.lexicon)
        for name, least in (("segment_terms", 10), ("topic_terms", 10), ("n_topics", 2)):
            if not isinstance(getattr(self, name), int) or getattr(self, name) < least:
                raise AnalysisError(f"{name} is {getattr(self, name)!r}: take a whole number of {least} or more.")
        object.__setattr__(self, "target", target if isinstance(target, str) else tuple(target))
        object.__setattr__(self, "stop", read_stop_terms() if self.stop is None else frozenset(self.stop))

    def replace(self, **knobs) -> "Study":
        """The same texts under other knobs.

        Raises
        ------
        UnknownNameError
            For a knob that there is not.
        """
        known = [knob.name for knob in fields(self)]
        for name in knobs:
            if name not in known:
                raise unknown_name("knob", name, known)
        return replace(self, **knobs)

    # ---- who is compared with whom ----

    @property
    def question(self) -> dict:
        """target, reference, voice and seed, to be handed on: `compare_terms(terms, **study.question)`."""
        return {"target": self.target, "reference": self.reference, "voice": self.voice, "seed": self.seed}

    @cached_property
    def names(self) -> dict[str, str]:
        """What the two sides are called in tables, captions and claims: target and reference."""
        documents = self.corpus.documents["document"]
        if len(documents) == 1:
            return {"target": documents.iloc[0], "reference": "nothing"}
        target, others = name_sides(documents, self.target, self.reference)
        rest = "the others" if self.reference is None and len(others) > 1 else " and ".join(others)
        return {"target": " and ".join(target), "reference": rest}

    # ---- terms ----

    @cached_property
    def all_terms(self) -> pd.DataFrame:
        """`split_terms` of every voice, names joined: for facts about the files."""
        return split_terms(self.corpus, names=True, segment_terms=self.segment_terms)

    @cached_property
    def terms(self) -> pd.DataFrame:
        """`split_terms` of the voice chosen, names joined."""
        return split_terms(self.corpus, names=True, voice=self.voice, segment_terms=self.segment_terms)

    @cached_property
    def plain_terms(self) -> pd.DataFrame:
        """`split_terms` of the voice chosen, names not joined."""
        return split_terms(self.corpus, voice=self.voice, segment_terms=self.segment_terms)

    @cached_property
    def counts(self) -> pd.DataFrame:
        """`count_terms` of the terms, by document."""
        return count_terms(self.terms, voice=self.voice)

    @cached_property
    def subjects(self) -> pd.DataFrame:
        """The counts without words of grammar (which still count in the shares)."""
        return self.counts[~self.counts["term"].isin(self.stop)].reset_index(drop=True)

    # ---- comparisons ----

    @cached_property
    def contrast(self) -> Comparison:
        """`compare_terms`: every word and name, target against reference."""
        return self._compared(compare_terms(self.terms, **self.question), "words and names used eight times or more")

    @cached_property
    def themes(self) -> Comparison:
        """`compare_terms` of the themes of corpus.toml; those drawn up after reading are never tested."""
        told = self.corpus.themes
        after = told.loc[told["origin"] == "after reading", "theme"].unique()
        terms = find_families(self.terms, told)
        return self._compared(
            compare_terms(terms, circular=after, **self.question), "themes drawn up without these texts"
        )

    def _compared(self, table: pd.DataFrame, family: str, key: str = "term", terms=None) -> Comparison:
        spoken = self.terms if terms is None else terms
        target, reference = name_sides(self.corpus.documents["document"], self.target, self.reference)
        parts = [spoken[spoken["document"].isin(side)] for side in (target, reference)]
        segments = tuple(int(part.groupby(["document", "segment"]).ngroups) for part in parts)
        words = tuple(len(part) for part in parts)
        return Comparison(table, key, family, **self.names, voice=self.voice, segments=segments, words=words)

    @cached_property
    def vocabulary_shift(self) -> WordShift:
        """`compare_vocabularies`: the words that make the two vocabularies differ, and what chance would give."""
        return compare_vocabularies(self.terms, **self.question)

    @cached_property
    def lockwords(self) -> pd.DataFrame:
        """`find_lockwords`: words shown to be used alike."""
        return find_lockwords(self.terms, target=self.target, reference=self.reference, voice=self.voice)

    @cached_property
    def halves(self) -> pd.DataFrame:
        """`compare_halves`: each text against itself, beside one against the other."""
        return compare_halves(self.terms, **self.question)

    @cached_property
    def detectable(self) -> pd.DataFrame:
        """`detectable_ratios`: how large a difference these texts could show."""
        matrix, side = two_sides(self.terms, target=self.target, reference=self.reference, voice=self.voice)
        return detectable_ratios(matrix.counts, matrix.rows["n"].to_numpy(), side)

    @cached_property
    def style(self) -> Comparison:
        """`compare_style`: sentences, variety of words, readability, stance."""
        table = compare_style(self.corpus, segment_terms=self.segment_terms, **self.question)
        return self._compared(table, "measures of style", "measure", self.plain_terms)

    # ---- tone ----

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """`split_sentences`, cut where the voice changes."""
        return split_sentences(self.corpus, voices=True)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """`score_sentiment` with names hidden."""
        return score_sentiment(self.sentences, lexicon=self.lexicon, names=self.corpus.names)

    @cached_property
    def raw_scores(self) -> pd.DataFrame:
        """`score_sentiment` with names in sight: the naive answer."""
        return score_sentiment(self.sentences, lexicon=self.lexicon, mask=False)

    @cached_property
    def own_scores(self) -> pd.DataFrame:
        """The scores, names hidden, of the voice chosen."""
        return spoken_rows(self.scores, self.voice).reset_index(drop=True)

    @cached_property
    def arcs(self) -> pd.DataFrame:
        """`score_arc`: the course of tone through each text, and the band of chance."""
        return score_arc(self.own_scores, seed=self.seed)

    @cached_property
    def tone(self) -> Comparison:
        """`compare_sentiment` with names hidden and in sight, a row each."""
        both = pd.concat([self.scores, self.raw_scores], ignore_index=True)
        table = compare_sentiment(both, segment_terms=self.segment_terms, **self.question)
        return self._compared(table, "ways to score (names in, names out)", "masked")

    @cached_property
    def tone_words(self) -> pd.DataFrame:
        """`compare_sentiment_words` with names hidden: what each word adds to the gap in tone."""
        return self._tone_words(mask=True)

    @cached_property
    def raw_tone_words(self) -> pd.DataFrame:
        """`compare_sentiment_words` with names in sight."""
        return self._tone_words(mask=False)

    def _tone_words(self, *, mask: bool) -> pd.DataFrame:
        names = self.corpus.names if mask else None
        sides = {"target": self.target, "reference": self.reference, "voice": self.voice}
        return compare_sentiment_words(self.sentences, lexicon=self.lexicon, mask=mask, names=names, **sides)

    @cached_property
    def instruments(self) -> Comparison:
        """`compare_instruments`: the gap in tone under every list and mask."""
        lists = [*LEXICONS, *([] if self.lexicon in LEXICONS else [self.lexicon])]
        options = {"lexicons": lists, "names": self.corpus.names, "segment_terms": self.segment_terms}
        table = compare_instruments(self.sentences, **options, **self.question)
        return self._compared(table, "ways to score the same sentences", "lexicon")

    # ---- topics ----

    @cached_property
    def topic_table(self) -> pd.DataFrame:
        """`split_terms` for topics: all voices, since what a text is about is not style."""
        return split_terms(self.corpus, names=True, segment_terms=self.topic_terms)

    @cached_property
    def topics(self) -> TopicModel:
        """`fit_topics` of both texts together."""
        return fit_topics(self.topic_table, n_topics=self.n_topics, stop=self.stop, seed=self.seed)

    @cached_property
    def topic_contrast(self) -> Comparison:
        """`compare_topics`: what each side spends on each topic."""
        table = compare_topics(self.topics, segment_terms=self.segment_terms, **self.question)
        return self._compared(table, "topics", "topic")

    def lines(self, query: str | re.Pattern[str], **options) -> pd.DataFrame:
        """`concordance` of the voice chosen: the lines in which a word, phrase or pattern stands."""
        found = concordance(self.corpus, query, **options)
        return found if self.voice is None else found[found["voice"] == self.voice].reset_index(drop=True)

    def show(self, table: str | pd.DataFrame | Comparison | Callable, columns=None, **options) -> Shown:
        """A table as readers see it (`show_table`), the sides called by their names.

        Parameters
        ----------
        table : str, DataFrame, Comparison or function
            The name of one of the study's tables, a table, or a function that makes one.
        columns, **options
            As for `show_table`.

        Returns
        -------
        Shown
            One sentence in place of the table, where a person's settings leave too little text for it.
        """
        try:
            found = getattr(self, table) if isinstance(table, str) else table() if callable(table) else table
        except TooLittleTextError as error:
            if not turned_by_hand():
                raise
            return Shown((), (), (), f"Not shown with these settings: {error}", "")
        if isinstance(found, Comparison):
            return found.show(columns, **options)
        return show_table(found, columns, **{**self.names, **options})

    def __repr__(self) -> str:
        knobs = ", ".join(f"{field.name}={self._told(field.name)}" for field in fields(self)[1:])
        return f"Study of {', '.join(self.corpus.texts)}\n  {knobs}"

    def _repr_html_(self) -> str:
        knobs = {field.name: self._told(field.name) for field in fields(self)[1:]}
        return card(
            f"Study of {', '.join(self.corpus.texts)}", knobs | {"sides": " against ".join(self.names.values())}
        )

    def _told(self, name: str) -> str:
        value = getattr(self, name)
        return f"{len(value)} words" if name == "stop" else str(value) if isinstance(value, int) else repr(value)


def open_study(source: str | Path | Corpus | Iterable[str | Path], **knobs) -> Study:
    """Read texts and open a study of them.

    Parameters
    ----------
    source : Corpus, or as for `read_corpus`
        A folder, files, or a corpus that is read already.
    **knobs
        As in `Study`: target, reference, voice, lexicon, segment_terms, topic_terms, n_topics, stop, seed.

    Returns
    -------
    Study
        Its tables are made when they are asked for.
    """
    return Study(source if isinstance(source, Corpus) else read_corpus(source), **knobs)
