"""Figures of corpora with hardly anything in them, in short; `python -m tests.hostile pictures` is the long version."""

import warnings

from analysis import Study, corpus_from_texts
from analysis.figures import drawing
from tests.hostile import pictures


def test_two_small_texts():
    """Of texts with hardly a word each figure is drawn or left out with a sentence, and none says "nan"."""
    rows = list(pictures.run(only=("two of 60 words", "1 words beside an ordinary text")))
    assert len(rows) == 2 and all(row.tried > 20 for row in rows)
    assert [one for row in rows for one in row.found] == []


def test_one_failure_stops_no_other():
    """A figure with a fault is left out with a sentence, and the next is drawn."""

    def broken(study):
        raise ValueError("axis limits\ncannot be NaN")

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        study = Study(corpus_from_texts({"a": pictures.words(300, 1), "b": pictures.words(300, 2)}))
        chosen = {"broken": broken, "who_speaks": pictures.recipes()["who_speaks"]}
        found = drawing.draw_all(study, chosen, ["png"], None, strict=False, progress=False)
    assert "fault of the figure" in str(found["broken"]) and "\n" not in str(found["broken"])
    assert ".png" in found["who_speaks"][0]
