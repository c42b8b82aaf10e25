"""The shell that shows a session in a notebook: events of the page in, parts of the page out. Texts travel in messages
only and are no part of the widget's state, so a notebook that is saved holds none of them."""

import itertools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from analysis.corpus import Corpus
from analysis.errors import AnalysisError
from analysis.explore.exports import KINDS
from analysis.explore.session import Session
from analysis.question import Choices, check_knobs
from analysis.study import Study, open_study

DATA = Path(__file__).parents[1] / "data"
WORKING = "Working: the tables of this tab are made once, and then kept."
_NUMBERS = itertools.count(1)


class Explorer(anywidget.AnyWidget):
    """An explorer in a notebook, as `explore` gives it.

    Attributes
    ----------
    study : Study
        The reading chosen last, with its knobs.
    hits : DataFrame
        The places of what is typed: document, block, start, end, voice, speaker, segment, position, line.
    counts : DataFrame
        How often each document has it: document, n, words, reach, segments, share, low, high.
    """

    _esm = (DATA / "explorer.js").read_text("utf-8")
    _css = (DATA / "explorer.css").read_text("utf-8")
    uid = traitlets.Unicode().tag(sync=True)

    def __init__(self, session: Session) -> None:
        super().__init__(uid=session.uid)
        self._session = session
        self.on_msg(self._hear)

    @property
    def study(self) -> Study:
        return self._session.study

    @property
    def hits(self) -> pd.DataFrame:
        return self._session.answer.hits.copy()

    @property
    def counts(self) -> pd.DataFrame:
        return self._session.answer.counts.copy()

    def __repr__(self) -> str:
        return f"Explorer of {', '.join(self._session.corpus.texts)}: run this cell to use it."

    def _hear(self, _: object, event: Mapping[str, Any], buffers: object) -> None:
        """An event of the page; whatever happens, the page gets an answer."""
        try:
            if event.get("do") == "export":
                return self._export(str(event.get("value", "")))
            if self._session.is_slow(event):
                self.send({"working": WORKING})
            self.send({"parts": self._session.take(event)})
        except AnalysisError as error:
            self.send({"parts": {"status": str(error)}})
        except Exception as error:  # a reader is told, and the page goes on
            self.send({"parts": {"status": f"This did not work ({type(error).__name__}: {error})."}})
            raise
        return None

    def _export(self, kind: str) -> None:
        name, content = self._session.file(kind)
        self.send({"parts": {"status": f"Saved as {name}."}, "file": name, "type": KINDS[kind]}, buffers=[content])


def open_explorer(source: str | Path | Corpus | Study | Iterable[str | Path], knobs: Choices) -> Explorer:
    """An explorer of what `explore` takes."""
    check_knobs(knobs)
    if isinstance(source, Study):
        study = source.replace(**knobs) if knobs else source
    else:
        if not isinstance(source, str | Path | Corpus) and isinstance(source, Iterable):
            source = list(source)  # what can be read once is read more than once here
        study = open_study(source, **knobs)
    session = Session(study, _told(source), f"explorer{next(_NUMBERS)}")
    session.warm()
    return Explorer(session)


def _told(source: object) -> str:
    """What stands in `open_study(…)`, in the code that is shown."""
    if isinstance(source, (Corpus, Study)):
        return "corpus" if isinstance(source, Corpus) else "study.corpus"
    return repr([str(part) for part in source]) if isinstance(source, list) else repr(str(source))
