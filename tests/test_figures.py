import errno
import json
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import joblib
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis import AnalysisError, TooLittleTextError, UnknownNameError, open_study, read_corpus, save_figures
from analysis.figures import drawing, house_style, new_figure, recipe, recipes, registry
from tests.conftest import FOR_MANY, make_corpus

ROOT = Path(__file__).parent.parent
NAMES = [name for name in recipes() if name not in FOR_MANY]


@pytest.fixture
def toy(monkeypatch):
    """The registry without the house's recipes, and one toy recipe in it."""
    monkeypatch.setattr(registry, "_RECIPES", {})
    monkeypatch.setattr(registry, "_module_names", lambda: [])

    @recipe
    def toy_figure(study, *, scale: int = 1):
        """Words of each text."""
        figure, ax = new_figure(height=1.5)
        table = study.corpus.documents[["document", "words"]].assign(words=lambda rows: rows["words"] * scale)
        ax.barh(table["document"], table["words"])
        return figure, table, "All voices.", "Two bars."

    return toy_figure


@pytest.fixture(scope="session")
def drawn(seeds):
    """Every picture of the house, drawn once."""
    study = open_study(seeds)
    return {name: recipes()[name](study) for name in NAMES}


def corpus():
    return make_corpus({"a": ["one two three"], "b": ["four five"]})


def test_a_recipe_gives_a_picture_that_tells_itself(toy):
    """Caption from docstring and note, name from the function, a digest in the text form, options by keyword."""
    picture = toy(corpus())
    assert (picture.name, picture.caption) == ("toy_figure", "Words of each text. All voices.")
    assert picture.digest[:12] in repr(picture)
    assert toy(corpus(), scale=2).digest != picture.digest
    data, metadata = picture._repr_mimebundle_()
    assert metadata["image/png"]["alt"] == "Two bars." and data["text/plain"] == repr(picture)


def test_a_recipe_needs_a_first_line(toy):
    """Without a docstring there is no caption, and that is said when it is defined."""
    with pytest.raises(AnalysisError, match="docstring"):
        recipe(lambda corpus: None)


def test_the_same_picture_is_the_same_bytes(toy):
    """PNG, SVG and CSV of two draws agree to the byte."""
    one, two = toy(corpus()), toy(corpus())
    assert (one.png(), one.svg(), one.csv) == (two.png(), two.svg(), two.csv)


def test_a_full_run_removes_what_is_no_longer_drawn(toy, tmp_path):
    """Stale files of old figures go; files the index never named stay."""
    (tmp_path / "index.json").write_text(json.dumps({"gone": {"caption": "", "alt": "", "digest": ""}}))
    for name in ("gone.png", "gone.csv", "mine.png"):
        (tmp_path / name).write_text("x")
    save_figures(corpus(), folder=tmp_path)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [
        "gallery.md",
        "index.json",
        "marks.json",
        "mine.png",
        "toy_figure.csv",
        "toy_figure.png",
        "toy_figure.svg",
    ]


@pytest.mark.parametrize("name", ["gallery.md", "marks.json", "toy_figure.csv", "toy_figure.png"])
def test_a_file_of_somebody_else_is_not_overwritten(name, toy, tmp_path):
    """Where no index says that it was drawn here, a file of that name stops the drawing, and nothing is written."""
    (tmp_path / name).write_text("mine")
    with pytest.raises(AnalysisError, match=f"holds {re.escape(name)}, which was not drawn here"):
        save_figures(corpus(), folder=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name] and (tmp_path / name).read_text() == "mine"


@pytest.mark.parametrize("suffix", [".svg", ".csv", ".png"])
def test_a_figure_that_somebody_has_worked_on_is_not_overwritten(suffix, toy, tmp_path):
    """What was changed since it was drawn stops the next drawing, and nothing is written."""
    save_figures(corpus(), folder=tmp_path)
    (tmp_path / f"toy_figure{suffix}").write_text("my own work")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(AnalysisError, match=f"toy_figure{suffix}, which was changed since it was drawn"):
        save_figures(corpus(), folder=tmp_path, width=10)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_picture_of_a_kind_that_was_not_drawn_is_somebodys(toy, tmp_path):
    """It is neither overwritten nor removed with the others."""
    save_figures(corpus(), folder=tmp_path)
    (tmp_path / "toy_figure.pdf").write_text("mine")
    with pytest.raises(AnalysisError, match=r"toy_figure\.pdf, which was not drawn here"):
        save_figures(corpus(), folder=tmp_path, formats="pdf")
    save_figures(make_corpus({"b": ["Three words here."]}), folder=tmp_path)
    assert (tmp_path / "toy_figure.pdf").read_text() == "mine"


def test_figures_drawn_at_once_are_all_in_the_index(toy, tmp_path):
    """Whoever draws into a folder waits for the others."""
    from analysis.figures.drawing import draw_all
    from analysis.figures.folder import _write_all
    from analysis.figures.index import find_damage, read_index
    from analysis.study import Study

    one = draw_all(Study(corpus()), dict(recipes()), ["png"], None, strict=True, progress=False)["toy_figure"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: _write_all({f"figure_{n}": one}, tmp_path, full=False), range(24)))
    assert len(read_index(tmp_path)) == 24 and find_damage(tmp_path) == []


def test_figures_whose_index_was_deleted_are_drawn_again(toy, tmp_path):
    """The same bytes are nobody's loss."""
    save_figures(corpus(), folder=tmp_path)
    (tmp_path / "index.json").unlink()
    save_figures(corpus(), folder=tmp_path)
    assert (tmp_path / "index.json").exists()


def test_a_disk_that_fills_up_leaves_the_old_figures(toy, tmp_path, monkeypatch):
    """All is written beside its place before the first file takes its own."""
    save_figures(corpus(), folder=tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    real, left = Path.write_bytes, iter([True, True])

    def full(path, content):
        if next(left, False):
            return real(path, content)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(AnalysisError, match="No space left"):
        save_figures(corpus(), folder=tmp_path, width=10)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_pictures_of_another_form_go_when_their_table_changed(toy, tmp_path):
    """No folder holds an old picture beside a new one of the same figure."""
    save_figures(corpus(), folder=tmp_path)
    save_figures(corpus(), folder=tmp_path, formats="pdf")
    assert (tmp_path / "toy_figure.png").exists()
    index = json.loads((tmp_path / "index.json").read_text())
    index["toy_figure"]["digest"] = "of another table"
    (tmp_path / "index.json").write_text(json.dumps(index))
    save_figures(corpus(), folder=tmp_path, formats="pdf")
    assert sorted(path.suffix for path in tmp_path.glob("toy_figure.*")) == [".csv", ".pdf"]


def test_who_asks_for_an_end_while_files_take_their_places_waits_for_the_last(tmp_path, monkeypatch):
    """A signal between two files is answered after the second."""
    from analysis.files import save_files

    real = os.replace

    def replace(one, other):
        real(one, other)
        if other.name == "a":
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        save_files([(tmp_path / "a", b"1"), (tmp_path / "b", b"2")])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_an_unknown_figure_writes_nothing(toy, tmp_path):
    """The error names the figures there are, and the folder stays as it was."""
    with pytest.raises(UnknownNameError, match="toy_figure"):
        save_figures(corpus(), ["toy_figure", "nope"], folder=tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", NAMES)
def test_the_laws_of_a_picture(name, drawn):
    """Caption, words for those who do not see it, a table without holes of NaN, and no absolute path."""
    picture = drawn[name]
    assert picture.caption.startswith(recipes()[name].__doc__.strip().splitlines()[0])
    assert len(picture.caption) > len(recipes()[name].__doc__.strip().splitlines()[0]) and len(picture.alt) > 20
    assert isinstance(picture.table.index, pd.RangeIndex) and len(picture.table)
    floats = picture.table.select_dtypes(include="floating")
    assert not [column for column in floats if floats[column].dtype == float and floats[column].isna().any()]
    assert "nan" not in picture.alt.lower().split() and "inf" not in picture.csv.lower().split(",")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_off(name, drawn):
    """All that is drawn lies within the figure, and no writing is smaller than six points."""
    figure = drawn[name].figure
    with house_style():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        box = figure.get_tightbbox(canvas.get_renderer())
    width, height = figure.get_size_inches()
    assert min(box.x0, box.y0, width - box.x1, height - box.y1) > -0.04, box  # an inch; a mark may touch the edge
    texts = figure.findobj(lambda artist: hasattr(artist, "get_fontsize") and hasattr(artist, "get_text"))
    assert min(text.get_fontsize() for text in texts if text.get_text().strip()) >= 6


@pytest.mark.parametrize("name", NAMES)
def test_the_stored_figures_are_what_is_drawn(name, drawn):
    """figures/index.json has the digest, caption and words of every figure, and its three files are there."""
    from analysis.figures.index import find_damage, read_index
    from tests.conftest import ROOT

    entry = read_index(ROOT / "figures").get(name)
    assert entry is not None, "draw the figures again: python -m analysis figures"
    picture = drawn[name]
    assert entry.items() >= {"caption": picture.caption, "alt": picture.alt, "digest": picture.digest}.items()
    assert all((ROOT / "figures" / f"{name}{suffix}").exists() for suffix in (".png", ".svg", ".csv"))
    assert {"png", "svg"} < set(entry) and find_damage(ROOT / "figures") == []


SMALL = {"a": "The war was long. Ann said, “We will win.”\n\nIt ended in 1945.\n", "b": "Peace is good. War is bad.\n"}


@pytest.mark.parametrize("texts", [SMALL, {"a": SMALL["a"]}, {"a": SMALL["a"] * 40, "b": SMALL["a"] * 40}])
def test_texts_that_fill_no_figure_are_answered_in_words(texts, tmp_path):
    """Two tiny texts, a single one, two that are the same: each figure is drawn, or left out with one sentence."""
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    report = save_figures(read_corpus(tmp_path), folder=tmp_path / "figures")
    assert set(report["name"]) == set(recipes())
    assert (report["left_out"].ne("") | report["alt"].ne("")).all()


def test_other_forms_and_widths(seeds, tmp_path):
    """PDF and other widths on request: as wide as asked; a form or a width that makes no sense is refused."""
    from PIL import Image

    from analysis import save_figures
    from analysis.errors import AnalysisError

    save_figures(seeds, ["who_speaks"], folder=tmp_path, formats=["png", "pdf"], width=8)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv", ".json", ".json", ".md", ".pdf", ".png"]
    with Image.open(tmp_path / "who_speaks.png") as image:
        assert image.width == pytest.approx(220 * 8 / 2.54, abs=2)
    assert (tmp_path / "who_speaks.pdf").read_bytes().startswith(b"%PDF")
    assert "![" in (tmp_path / "gallery.md").read_text("utf-8")
    with pytest.raises(AnalysisError, match="cannot be 2 cm wide"):
        save_figures(seeds, ["who_speaks"], folder=tmp_path, width=2)
    with pytest.raises(AnalysisError, match="format of pictures 'gif'"):
        save_figures(seeds, ["who_speaks"], folder=tmp_path, formats="gif")


def test_every_figure_says_what_it_shows(seeds):
    """The headline of its recipe stands over the picture, wrapped to its width."""
    from analysis.figures import who_speaks

    picture = who_speaks(seeds)
    assert picture.figure.get_suptitle().replace("\n", " ") in picture.caption


def test_two_processes_draw_as_one_does(seeds, tmp_path, monkeypatch):
    """Every file is equal to the byte, and a figure that cannot be drawn is told in the same words."""
    monkeypatch.setattr(drawing, "MANY", 2)
    told = []
    for jobs in (1, 2):
        with joblib.parallel_config(n_jobs=jobs):
            save_figures(seeds, ["who_speaks", "tone_by_mask", "shared_vocabulary"], folder=tmp_path / str(jobs))
            with pytest.raises(TooLittleTextError) as stopped:
                save_figures(seeds, ["who_speaks", "document_map", "tone_by_mask"], folder=tmp_path / "none")
        told.append(str(stopped.value))
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / jobs).iterdir()} for jobs in "12")
    assert one == two and len(one) == 12 and told[0] == told[1]
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals.")
def test_drawing_stops_by_hand(tmp_path):
    """Stopped in the middle: one sentence after the bar, exit code 130, and no file."""
    command = [sys.executable, "-m", "analysis", "figures", "--out", str(tmp_path / "figures")]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    running = subprocess.Popen(command, text=True, cwd=ROOT, start_new_session=True, **pipes)
    assert "figures" in running.stderr.read(9)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: all processes get it
    _, said = running.communicate()
    assert running.returncode == 130 and said.endswith("Stopped by hand; nothing half-written is left.\n"), said
    assert "Traceback" not in said and not (tmp_path / "figures").exists()
