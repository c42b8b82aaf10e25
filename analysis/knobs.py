"""The knobs of one reading: which text is looked at from which, in whose voice, by which instruments."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, Self, Unpack

import numpy as np
import pandas as pd

from analysis.compare.comparison import Comparison
from analysis.compare.sides import by_name, call_side, name_sides
from analysis.compare.vocabulary import WordShift
from analysis.corpus import Corpus
from analysis.door import check_argument
from analysis.errors import AnalysisError, TooLittleTextError, check_kind, unknown_name
from analysis.metadata import Documents
from analysis.question import Choices, Names, Question, Sides, check_knobs, made_once
from analysis.reading.language import ENGLISH, name_language
from analysis.sentiment.instruments import BUILT_IN, load_lexicon
from analysis.sentiment.lexicons import AnyLexicon
from analysis.showing.claims import turned_by_hand
from analysis.showing.tables import Shown, card, show_table
from analysis.terms import VOICES, read_stop_terms, split_terms
from analysis.terms.concordance import concordance
from analysis.terms.rule import bare_terms
from analysis.terms.segments import SEGMENT_TERMS
from analysis.terms.spelling import spell_terms, write_terms
from analysis.topics import TOPIC_TERMS, TopicModel
from analysis.topics.model import N_TOPICS

WHOSE = {"author": "the authors' own words", "quoted": "the words that are quoted", None: "all words, quoted or not"}


@dataclass(frozen=True, eq=False, repr=False)
class Knobs:
    """A corpus with the knobs of one reading, checked when it is made; `Study` adds the tables and explains each."""

    corpus: Corpus
    target: Documents | None = None
    reference: Documents | None = None
    voice: Literal["author", "quoted"] | None = "author"
    lexicon: AnyLexicon = "vader"
    segment_terms: int = SEGMENT_TERMS
    topic_terms: int = TOPIC_TERMS
    n_topics: int = N_TOPICS
    stop: Iterable[str] | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        check_kind("Study", self.corpus, "Corpus")
        if not len(self.corpus.documents):
            raise TooLittleTextError("The corpus has no documents: there is nothing to compare.")
        documents, target = self.corpus.documents, self.sides["target"]
        if len(documents) > 1:
            name_sides(documents, target, self.reference)
        elif [target] != documents["document"].tolist():
            raise unknown_name("document", target, documents["document"])
        if self.voice not in WHOSE:
            raise unknown_name("voice", self.voice, [*VOICES, None])
        load_lexicon(self.lexicon)
        check_argument("Study", "stop", self.stop, Iterable[str] | None)
        for name, least in (("segment_terms", 10), ("topic_terms", 10), ("n_topics", 2), ("seed", 0)):
            if not isinstance(getattr(self, name), int | np.integer) or getattr(self, name) < least:
                raise AnalysisError(f"{name} is {getattr(self, name)!r}: take a whole number of {least} or more.")
        for side in ("target", "reference"):
            given = target if self.target is None and side == "target" else getattr(self, side)
            kept = given if given is None or isinstance(given, str | Mapping) else tuple(given)
            object.__setattr__(self, side, kept)
        object.__setattr__(self, "stop", self.stop_terms)
        object.__setattr__(self, "_whole", self.corpus)
        if self.reference is not None:  # a third text is no part of this reading
            chosen, others = name_sides(documents, **self.sides)
            object.__setattr__(self, "corpus", self.corpus.only([*chosen, *others]))

    def replace(self, **knobs: Unpack[Choices]) -> Self:
        """The same texts under other knobs.

        Raises
        ------
        UnknownNameError
            For a knob that there is not.
        """
        check_knobs(knobs)
        kept = {knob.name: getattr(self, knob.name) for knob in fields(self)[1:]}
        return type(self)(self.__dict__["_whole"], **(kept | dict(knobs)))

    @property
    def stop_terms(self) -> frozenset[str]:
        """The words of grammar: those of `stop`, or the project's list."""
        return read_stop_terms() if self.stop is None else bare_terms(self.stop)

    def check_language(self) -> None:
        """Raise a sentence where the list of tone, which knows English only, meets a side in another language."""
        documents = self.corpus.documents
        for side in name_sides(documents, **self.sides) if len(documents) > 1 else [documents["document"].tolist()]:
            codes = {self.corpus[name].language for name in side}
            if self.lexicon in BUILT_IN and not codes & {"", ENGLISH}:
                told = f"{', '.join(side)} is in {' and '.join(sorted(map(name_language, codes)))}"
                raise TooLittleTextError(f"{told}, and the list of tone knows English only.")

    @property
    def sides(self) -> Sides:
        """target and reference, to be handed on: `find_lockwords(terms, **study.sides)`."""
        documents = self.corpus.documents
        target = documents["document"].iloc[0] if self.target is None else self.target
        return {"target": by_name(documents, target), "reference": by_name(documents, self.reference)}

    @property
    def question(self) -> Question:
        """target, reference, voice and seed, to be handed on: `compare_terms(terms, **study.question)`."""
        return {**self.sides, "voice": self.voice, "seed": self.seed}

    @property
    def names(self) -> Names:
        """What the two sides are called in tables, captions and claims: target and reference."""
        documents = self.corpus.documents
        if len(documents) == 1:
            return {"target": documents["document"].iloc[0], "reference": "nothing"}
        target, others = name_sides(documents, **self.sides)
        rest = "the others" if self.reference is None and len(others) > 1 else call_side(self.reference, others)
        return {"target": call_side(self.target, target), "reference": rest}

    @made_once
    def terms(self) -> pd.DataFrame:
        """`split_terms` of the voice chosen, names joined."""
        return split_terms(self.corpus, names=True, voice=self.voice, segment_terms=self.segment_terms)

    @made_once
    def spelt(self) -> dict[str, str]:
        """`spell_terms`: how each term is written, for those that are not written in small letters."""
        return spell_terms(self.corpus)

    def written(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table with terms and names of topics as people write them."""
        return write_terms(table, self.spelt)

    def lines(self, query: str | re.Pattern[str], *, names: bool = True, **options: Any) -> pd.DataFrame:
        """The lines behind a count: where a word, phrase or pattern stands in the voice chosen (`concordance`).

        A string is looked for where the counts are made, in terms with names joined: `soviet union` finds each of its
        aliases, and `soviet` none of them.

        Parameters
        ----------
        query : str or re.Pattern
            As in `concordance`.
        names : bool
            False to look into names as well: `soviet` then stands in each `Soviet Union`.
        **options : object
            As for `concordance`.

        Returns
        -------
        DataFrame
            One row a line, in reading order, with the columns of `concordance`:
            document, block, line, voice, speaker : where it stands, and whose words it is
            left, match, right : the line
        """
        if isinstance(query, str):
            terms = self.terms if names else split_terms(self.corpus, voice=self.voice)
            return concordance(self.corpus, query, terms=terms, **options)
        found = concordance(self.corpus, query, **options)
        return found if self.voice is None else found[found["voice"] == self.voice].reset_index(drop=True)

    def show(
        self, table: str | pd.DataFrame | Comparison | Callable, columns: Iterable[str] | None = None, **options: Any
    ) -> Shown:
        """A table as readers see it (`show_table`), the sides called by their names.

        Parameters
        ----------
        table : str, DataFrame, Comparison or function
            The name of one of the study's tables, a table, or a function that makes one.
        columns : iterable of str, optional
            Which, in which order, as in `show_table`.
        **options : object
            As for `show_table`.

        Returns
        -------
        Shown
            One sentence in place of the table, where a person's settings leave too little text for it.
        """
        tables = [name for name in dir(type(self)) if isinstance(getattr(type(self), name), made_once)]
        if isinstance(table, str) and table not in tables:
            raise unknown_name("table of a study", table, tables)
        try:
            found = getattr(self, table) if isinstance(table, str) else table() if callable(table) else table
        except TooLittleTextError as error:
            if not turned_by_hand():
                raise
            return Shown((), (), (), f"Not shown with these settings: {error}", "")
        if isinstance(found, Comparison):
            return replace(found, table=self.written(found.table)).show(columns, **options)
        found = (
            found.quality if isinstance(found, TopicModel) else found.table if isinstance(found, WordShift) else found
        )
        return show_table(self.written(found), columns, **{**self.names, **options})

    def __repr__(self) -> str:
        knobs = ", ".join(f"{field.name}={self._told(field.name)}" for field in fields(self)[1:])
        return f"{type(self).__name__} of {', '.join(self.corpus.texts)}\n  {knobs}"

    def _repr_html_(self) -> str:
        knobs = {field.name: self._told(field.name) for field in fields(self)[1:]}
        return card(
            f"{type(self).__name__} of {', '.join(self.corpus.texts)}",
            knobs | {"sides": f"{self.names['target']} against {self.names['reference']}"},
        )

    def _told(self, name: str) -> str:
        value = getattr(self, name)
        return f"{len(value)} words" if name == "stop" else str(value) if isinstance(value, int) else repr(value)
