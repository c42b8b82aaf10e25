"""Figures to the bytes of their files, in one process or, where joblib is told so, in two."""

from collections.abc import Callable
from functools import partial
from threading import RLock

from tqdm import tqdm

from analysis.errors import AnalysisError
from analysis.figures.labels import document_labels
from analysis.figures.marks import told_marks
from analysis.figures.picture import Picture, drawn_wide, house_style
from analysis.parallel import apply_each, count_processes, start_processes
from analysis.study import Study

MANY = 8  # figures: fewer are drawn before another process has started
APART = ("numbers", "sentiment", "topics")  # modules whose figures take half of the time, and whose tables no others do
Chosen = dict[str, Callable[..., Picture]]
Rendered = tuple[dict[str, bytes], dict, list[list]]  # files by suffix; caption, alt and digest; marks


def draw_all(
    study: Study, chosen: Chosen, formats: list[str], width: float | None, *, strict: bool, progress: bool
) -> dict[str, Rendered | AnalysisError]:
    """Each figure, or why it cannot be drawn, in the order chosen; `strict` ends at the first that cannot."""
    draw = partial(_draw_share, study, formats, width, strict)
    with tqdm(total=len(chosen), desc="figures", unit="figure", disable=not progress, leave=False) as bar:
        if len(chosen) < MANY or count_processes() < 2:
            return draw(chosen, bar.update)
        apart = {name: recipe for name, recipe in chosen.items() if recipe.__module__.rpartition(".")[2] in APART}
        start_processes()
        shares = [apart, {name: recipe for name, recipe in chosen.items() if name not in apart}]
        found = {name: one for part in apply_each(draw, shares) for name, one in part.items()}
    return {name: found[name] for name in chosen if name in found}


def _draw_share(
    study: Study,
    formats: list[str],
    width: float | None,
    strict: bool,
    chosen: Chosen,
    done: Callable[[], object] | None = None,
) -> dict[str, Rendered | AnalysisError]:
    if done is None:  # in a process of its own, where bars' usual lock is left behind in the system when it is stopped
        tqdm.set_lock(RLock())
    found: dict[str, Rendered | AnalysisError] = {}
    for name, draw in chosen.items():
        try:
            with drawn_wide(width):
                found[name] = _render(draw(study), formats, document_labels(study))
        except AnalysisError as error:
            found[name] = error
            if strict:
                break
        except Exception as error:  # a fault of this figure must not cost the reader all the others
            if strict:
                raise
            told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            found[name] = AnalysisError(
                f"It could not be drawn, by a fault of the figure and not of the texts ({told})."
            )
        if done:
            done()
    return found


def _render(picture: Picture, formats: list[str], labels: dict[str, str]) -> Rendered:
    files = {}
    for name in formats:
        files[f".{name}"] = getattr(picture, name)()
        if picture.figure is not None:
            with house_style():
                picture.figure.set_layout_engine(None)  # the others take the places that the first one found
    files[".csv"] = picture.csv.encode()
    entry = {"caption": picture.caption, "alt": picture.alt, "digest": picture.digest}
    return files, entry, told_marks(picture, labels)
