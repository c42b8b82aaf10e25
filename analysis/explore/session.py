"""What changes while a reader clicks: the moment that is asked, and the studies that answered. No widget, no kernel."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from analysis.codings import mark_confirmed
from analysis.errors import AnalysisError
from analysis.explore.answers import Answer, ask
from analysis.explore.asked import OWN, Asked, change, first_asked, study_of
from analysis.explore.coding import place_of_words, write_event
from analysis.explore.controls import exports_html, knobs_html, search_html, tabs_html
from analysis.explore.exports import file_of
from analysis.explore.markup import Safe, sentence
from analysis.explore.passages import passage_html
from analysis.explore.snippets import snippet_html
from analysis.explore.views import view_html
from analysis.study import Study

KNOBS = ("documents", "target", "voice", "segment_terms", "topic_terms", "n_topics", "lexicon")
KEPT = 6  # studies that are remembered, so that a knob turned back answers at once
SLOW = ("words", "tone", "topics", "episodes", "causes")  # tabs whose tables take a while the first time


class Session:
    """One reader's explorer: takes events, gives the parts of the page that changed.

    Attributes
    ----------
    asked : Asked
        The present moment.
    source : str
        What stands in `open_study(…)` in the code that is shown.
    """

    def __init__(self, study: Study, source: str = "corpus", uid: str = "explorer") -> None:
        self.first, self.corpus = study, study.__dict__["_whole"]
        self.asked, self.source, self.uid = first_asked(study), source, uid
        if study.reference is not None:
            documents = tuple(study.corpus.texts)
            self.asked = replace(self.asked, documents=documents, document=documents[0])
        self._studies: OrderedDict[tuple, Study] = OrderedDict()
        self._told: tuple[object, Answer] | None = None
        self._sent: dict[str, str] = {}
        self._opened: set[tuple] = set()

    @property
    def study(self) -> Study:
        """The reading chosen."""
        key = self._knobs(self.asked)
        if key not in self._studies:
            self._studies[key] = study_of(self.corpus, self.first, self.asked)
        self._studies.move_to_end(key)
        while len(self._studies) > KEPT:
            self._studies.popitem(last=False)
        return self._studies[key]

    @property
    def answer(self) -> Answer:
        """What is typed, found in the present reading."""
        key = (self.study, self.asked.query, self.asked.names)
        if self._told is None or self._told[0] != key:
            self._told = (key, ask(self.study, self.asked.query, names=self.asked.names))
        return self._told[1]

    def warm(self) -> None:
        """Splits the words and loads what answers need, so that the first answer is as quick as the others."""
        terms = self.study.all_terms["term"]
        if len(terms):
            found = ask(self.study, str(terms.iloc[0]))
            view_html(self.study, replace(self.asked, query=str(terms.iloc[0])), found)

    def is_slow(self, event: Mapping[str, Any]) -> bool:
        """Whether the answer to an event has tables to make, so that the page should say so first."""
        after = change(self.asked, event, tuple(self.corpus.texts))
        return after.tab in SLOW and (after.tab, self._knobs(after)) not in self._opened

    def _knobs(self, asked: Asked) -> tuple:
        """What a study follows from."""
        return tuple(getattr(asked, name) for name in KNOBS)

    def take(self, event: Mapping[str, Any]) -> dict[str, str]:
        """Does what an event asks; gives the parts of the page that changed, by name, and `status`, a sentence."""
        before, status = self.asked, ""
        do = event.get("do")
        if do == "mark":
            self._mark(event)
        elif do in ("code", "judge", "rejudge"):
            status = write_event(self.corpus, self.asked, event)
            self._read_marks()
        else:
            self.asked = change(self.asked, event, tuple(self.corpus.texts))
        if do == "hello":
            self._sent = {}
        try:
            self.study  # noqa: B018  a knob that makes no sense is answered here
        except AnalysisError as error:
            self.asked, status = before, str(error)
        parts = self.parts()
        changed = {name: html for name, html in parts.items() if self._sent.get(name) != html}
        self._sent = parts
        return {**changed, "status": status}

    def _read_marks(self) -> None:
        """The studies' tables of marks follow the file; what finders found stays as it was."""
        for study in self._studies.values():
            made = study.__dict__.get("_made", {})
            made.pop("codings", None)
            for name, kind in (("causes", "cause"), ("characterisations", "stance")):
                if name in made:
                    made[name] = mark_confirmed(made[name].drop(columns="confirmed"), study.codings, kind=kind)

    def _mark(self, event: Mapping[str, Any]) -> None:
        """A passage is taken to the tab Code: the words marked by hand, or the sentence."""
        asked = change(self.asked, {**event, "do": "read"}, tuple(self.corpus.texts))
        if asked.at is not None:
            at = place_of_words(self.corpus, asked.at, str(event.get("selected", "")))
            self.asked = replace(asked, at=at, tab="code", sort="", down=True)

    def parts(self) -> dict[str, str]:
        """Every part of the page as HTML."""
        asked, study = self.asked, self.study
        own = first_asked(self.first).lexicon == OWN
        hits = self.answer.hits if asked.query else None
        main = self._main()
        self._opened.add((asked.tab, self._knobs(asked)))
        return {
            "search": search_html(replace(asked, query=""), self.uid),
            "query": asked.query,
            "knobs": knobs_html(asked, tuple(self.corpus.texts), own),
            "tabs": tabs_html(asked, self.uid),
            "main": main,
            "passage": passage_html(self.corpus, asked.at, hits=hits),
            "exports": exports_html(),
            "snippet": snippet_html(self.source, study, asked),
        }

    def _main(self) -> Safe:
        try:
            return view_html(self.study, self.asked, self.answer)
        except AnalysisError as error:
            return sentence(f"Not shown with these settings: {error}")

    def file(self, kind: str) -> tuple[str, bytes]:
        """The present view as a file: its name and its bytes; AnalysisError where there is none."""
        return file_of(self.study, self.asked, kind)
