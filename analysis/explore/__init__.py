"""The explorer: ask a question of the texts without writing code.

What is asked is a value (`asked`); functions turn a study and what is asked into tables (`answers`, `passages`) and
into HTML (`markup`, `strokes`, `lines`, `tabs`, …), without a kernel and without a widget. `session` holds what changes
while a reader clicks; `widget` is the thin shell that shows it in a notebook.
"""

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Unpack

from analysis.door import checked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.corpus import Corpus
    from analysis.explore.widget import Explorer
    from analysis.question import Choices
    from analysis.study import Study


@checked
def explore(source: "str | Path | Corpus | Study | Iterable[str | Path]", **knobs: "Unpack[Choices]") -> "Explorer":
    """An explorer of texts in a notebook: type a word, see where each text has it, click and read the sentence.

    Type words (`peaceful coexistence`), words with `*` (`commun*`), alternatives (`war|peace`) or a regular expression
    between strokes (`/19[45]\\d/`). Read the counts as facts about the files, the intervals as in `count_terms`: they
    speak of the work of which a text is a stretch. Nothing is asked of the network; the texts stay in the kernel and
    the page, and a notebook that is stored holds none of them.

    Parameters
    ----------
    source : str, Path, Corpus, Study or iterable
        A folder, files, or whatever else `read_corpus` takes; a corpus; or a study, with its knobs.
    **knobs : object
        As in `Study`: where the explorer begins. Each can be turned in it.

    Returns
    -------
    Explorer
        Shows itself as the last line of a cell. Its `study` is the reading chosen last, `hits` the places found.

    Raises
    ------
    AnalysisError
        For texts that cannot be read, and for knobs that make no sense.

    Notes
    -----
    Doubt a count where names are joined (the knob says so): `soviet` is then not found in `Soviet Union`.
    """
    from analysis.explore.widget import open_explorer

    return open_explorer(source, knobs)


class _Callable(ModuleType):
    """This package and its function have one name: whichever was loaded first, `explore("texts")` works."""

    def __call__(self, *args, **knobs):
        return explore(*args, **knobs)


sys.modules[__name__].__class__ = _Callable
