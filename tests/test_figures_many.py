"""Pictures of any number of texts, with any names, at any width: what they promise beyond the two of this project."""

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb

from analysis import corpus_from_texts, figures, open_study, read_corpus
from analysis.figures import house_style, new_figure, recipes
from analysis.figures.labels import (
    COLOURED,
    LONGEST,
    PANELS,
    document_labels,
    in_panels,
    label_colours,
    laid_over,
    shorten_title,
    side_colours,
    side_names,
    voice_note,
    words_of,
)
from analysis.figures.picture import drawn_wide
from analysis.plots import PALETTE, colours_for, plot_causes, plot_ratios, plot_timeline
from analysis.plots.history import in_years, tell_weights
from analysis.plots.marks import SHAPES, ink, ink_on, name_documents
from tests.conftest import FOR_MANY

PROSE = (
    "In 1861 the war began and the army of the North marched on the river. "
    "General Lee defended the town through the winter, because the roads were bad. "
    "The Congress paid the soldiers, and the people were glad of peace in the 1870s. "
)


def many(tmp_path, number: int, toml: str = ""):
    """A study of so many short texts, the n-th with a word of its own."""
    for n in range(number):
        text = "\n\n".join(f"{PROSE}Marker{n} stood {word}. " for word in ("first", "last", "alone"))
        (tmp_path / f"text_{n:03d}.txt").write_text(text, "utf-8")
    (tmp_path / "corpus.toml").write_text(toml, "utf-8")
    return open_study(read_corpus(tmp_path))


def test_a_document_is_called_by_its_title(tmp_path):
    """Short titles stand as they are, long ones lose their subtitle; `label` goes first; twins keep file names."""
    told = {
        0: 'title = "The Origin: of a quarrel that lasted for more than thirty years"',
        1: 'title = "An Account of Everything That Happened Since"\nlabel = "Account"',
        2: 'title = "Letters, 1861"',
        3: 'title = "Letters, 1861"',
    }
    toml = "\n".join(f"[documents.text_{n:03d}]\n{about}" for n, about in told.items())
    study = many(tmp_path, 4, toml)
    assert list(document_labels(study).values()) == ["The Origin", "Account", "text_002", "text_003"]
    assert side_names(study) == {"target": "the Origin", "reference": "the others"}


def test_titles_are_cut_where_sense_allows():
    """Not at the point of an initial, and never after an article or a preposition."""
    assert shorten_title("Personal Memoirs of U. S. Grant, Complete").startswith("Personal Memoirs of U. S.")
    assert shorten_title("Ten Days That Shook the World: an account") == "Ten Days That Shook the World"
    assert shorten_title("An Account of the War between the States") == "An Account of the War…"


def test_no_label_is_long_and_no_two_are_alike(tmp_path):
    """File names of 100 letters that differ in the last one only, and titles without a place to cut."""
    for end in "ab":
        (tmp_path / f"{'n' * 99}{end}.txt").write_text(PROSE * 3, "utf-8")
    (tmp_path / "c.txt").write_text(PROSE * 3, "utf-8")
    (tmp_path / "corpus.toml").write_text(f'[documents.c]\ntitle = "{"x" * 90}"', "utf-8")
    labels = document_labels(open_study(read_corpus(tmp_path)))
    assert len(set(labels.values())) == 3 and max(map(len, labels.values())) <= LONGEST


def test_the_others_share_no_documents_colour(tmp_path):
    """Of three texts the two taken together are drawn in grey; of seven, either side has one colour."""
    (tmp_path / "a").mkdir()
    three = many(tmp_path / "a", 3)
    assert side_colours(three)["the others"] not in PALETTE
    assert side_colours(three)["text_000"] == label_colours(three)["text_000"] == PALETTE[0]
    (tmp_path / "b").mkdir()
    seven = many(tmp_path / "b", COLOURED + 1)
    drawn, colours, said = laid_over(seven)
    assert set(drawn.values()) == set(colours) == {"text_000", "the others"} and "7 texts" in said
    assert set(label_colours(seven).values()) == set(side_colours(seven).values()) == set(colours.values())
    assert "the others" in voice_note(seven, seven.terms) and "text_003" not in voice_note(seven, seven.terms)


def test_of_many_texts_some_have_a_panel(tmp_path):
    """The target and the longest, in their order, and a sentence that says so; nothing is said where all have one."""
    study = many(tmp_path, PANELS + 3)
    chosen, said = in_panels(study, words_of(study), "most words")
    assert len(chosen) == PANELS and chosen[0] == "text_000" and chosen == sorted(chosen)
    assert f"{PANELS + 3} texts are too many" in said
    few = study.replace(target="text_000", reference=["text_001", "text_002"])
    assert in_panels(few, words_of(few), "most words") == (list(few.corpus), "")


SLOW = ("topic", "tone_choices", "counting_choices", "careless_reading", "who_acts")


@pytest.mark.parametrize("number", [2, 3, COLOURED, PANELS + 2])
def test_no_number_of_texts_breaks_a_picture(tmp_path, number):
    """Every picture is drawn or left out in words; nothing that is drawn overlaps in its legend or is cut off."""
    study = many(tmp_path, number, '[names]\n"Lee" = { kind = "person" }\n"Congress" = { kind = "institution" }')
    for name, draw in recipes().items():
        if name.startswith(SLOW):
            continue
        try:
            picture = draw(study)
        except figures.registry.TooLittleTextError:
            continue
        assert_inside(picture.figure, name)


def assert_inside(figure, name):
    with house_style():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        box = figure.get_tightbbox(canvas.get_renderer())
    width, height = figure.get_size_inches()
    assert min(box.x0, box.y0, width - box.x1, height - box.y1) > -0.05, (name, box, width, height)


def test_legends_wrap_and_never_overlap():
    """Six long names over one plot stand in several lines, no two on top of each other."""
    with house_style():
        figure, ax = new_figure(height=2)
        name_documents(ax, colours_for(f"a document with a name {n}" for n in range(6)), shapes=True)
        figure.draw_without_rendering()
        inner = ax.artists[0].findobj(lambda a: isinstance(a, matplotlib.text.Text))
        boxes = [text.get_window_extent() for text in inner if text.get_text()]
    assert len(boxes) == 6 and len({round(box.y0) for box in boxes}) > 1
    assert not any(one.overlaps(two) for n, one in enumerate(boxes) for two in boxes[:n])
    assert len(set(SHAPES)) == 6


def contrast(one: str, two: str) -> float:
    def light(colour):
        rgb = np.array(to_rgb(colour))
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722)) + 0.05

    return max(light(one), light(two)) / min(light(one), light(two))


def test_letters_can_be_read():
    """Small letters in any document's colour, and on its bars, have a contrast of 4.5 and more."""
    for colour in PALETTE:
        assert contrast(ink(colour), "white") >= 4.5
        assert contrast(ink_on(colour), colour) >= 4.5
    assert ink("#0B4F8A").upper() == "#0B4F8A"  # dark ones stay


def test_a_date_is_as_long_as_it_says():
    """A decade is a bar of ten years, a year of one; a day is a dot, and no dot stands for 1935."""
    dates = pd.DataFrame({"begin": ["1930-01-01", "1961-01-01", "1959-10-03"]})
    dates["finish"] = ["1939-12-31", "1961-12-31", "1959-10-03"]
    table = pd.DataFrame({"from_year": in_years(dates["begin"]), "to_year": in_years(dates["finish"], end=True)})
    with house_style():
        _, ax = new_figure(height=2)
        plot_timeline(table.assign(position=[0.1, 0.5, 0.9]), colour=PALETTE[0], ax=ax)
    bars = [segment[:, 0] for segment in ax.collections[0].get_segments()]
    assert np.allclose(bars, [[1930, 1940], [1961, 1962]], atol=0.02)
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert len(dots) == 1 and dots[0].get_xdata().round(1).tolist() == [1959.8]


def test_the_labels_of_the_timeline_do_not_touch(seeds):
    """No date is written over another; nearly all are written; its table leads to the lines."""
    picture = figures.timeline(seeds)
    written = 0
    for ax in picture.figure.axes:
        boxes = [text.get_window_extent() for text in ax.texts]
        written += len(boxes)
        assert not any(one.overlaps(two) for n, one in enumerate(boxes) for two in boxes[:n])
    assert written >= 24  # of 36 dates, some of which repeat the one before
    assert {"the 1930s", "1961", "1962"} <= {text.get_text() for ax in picture.figure.axes for text in ax.texts}
    assert [ax.get_title(loc="left") for ax in picture.figure.axes] == ["The paper", "The chapter"]
    assert {"line", "block", "sentence", "start", "end"} <= set(picture.table)


def test_absence_has_no_place_on_the_scale():
    """A word of one side only is an arrow with its counts at the edge, and no mark at 1x or near it."""
    row = {"term": "steel", "n_target": 28, "n_reference": 0, "reach_target": 9, "reach_reference": 0}
    row |= {"log_ratio": 5.8, "low": pd.NA, "high": pd.NA, "verdict": "fragile"}
    with house_style():
        _, ax = new_figure(height=2)
        colours = {"the paper": PALETTE[0], "the chapter": PALETTE[1]}
        plot_ratios(pd.DataFrame([row]), target="the paper", reference="the chapter", colours=colours, ax=ax)
    marks = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"]
    assert marks and min(marks) > 4
    assert any("only in the paper, 28 : 0" in text.get_text() for text in ax.texts)


def test_causes_stand_with_their_lines(seeds):
    """Each cause has its line beside it; one said again has a mark of its own; the legend tells the marks there are."""
    picture = figures.causes_given(seeds)
    for ax, (_, part) in zip(picture.figure.axes, picture.table.groupby("document", sort=False), strict=True):
        written = {text.get_text() for text in ax.texts}
        assert set(part["first_line"].astype(str)) <= written and set(part["argued"]) <= written
    assert tell_weights(["restated", "main", "odd"]) == "● main  ◇ restated  ▽ odd"
    table = pd.DataFrame({"label": ["a", "b"], "position": [0.1, 0.2], "line": [1, 2], "argued": "", "weight": ""})
    with house_style():
        _, ax = new_figure(height=2)
        plot_causes(table.assign(weight=["main", "restated"]), colour=PALETTE[0], ax=ax)
    assert [line.get_marker() for line in ax.lines if line.get_marker() != "None"][:2] == ["o", "D"]


def test_who_acts_is_what_the_grammar_finds(seeds):
    """Its numbers are rows of `find_actions`; an event that acts is an actor, and lines lead to its clauses."""
    from analysis.figures.deeds import find_deeds

    study = open_study(seeds)
    picture, deeds = figures.who_acts(study), find_deeds(study, list(study.corpus))
    table = picture.table.set_index(["actor", "document"])
    leap = table.loc[("Great Leap Forward", "paper")]
    own = deeds[
        (deeds["voice"] == "author") & (deeds["document"] == "paper") & (deeds["actor"] == "Great Leap Forward")
    ]
    assert leap["acts"] == (own["role"] != "patient").sum() > 5
    assert set(own["line"].astype(str)) <= set(leap["lines"].split(", "))
    mao = study.actions.query("actor == 'Mao' and document == 'paper' and voice == 'author' and role != 'patient'")
    assert table.loc[("Mao", "paper"), "acts"] == len(mao)


PLACES = {
    "timeline": "line start end",
    "causes_given": "first_line start end",
    "word_barcode": "line start",
    "told_only_here": "line start",
    "tone_arcs": "line start end",
    "topic_ribbons": "first_line start end",
    "episode_lengths": "first_line last_line",
    "who_acts": "lines",
}


@pytest.fixture(scope="module")
def narrow(seeds):
    """Every picture of the house but the slowest, eight centimetres wide."""
    study = open_study(seeds)
    with drawn_wide(8):
        return {name: draw(study) for name, draw in recipes().items() if name not in {"topic_numbers", *FOR_MANY}}


def test_marks_lead_to_lines(narrow):
    """Where a mark is a passage, its row says where that stands."""
    for name, columns in PLACES.items():
        assert set(columns.split()) <= set(narrow[name].table), name
    strokes = narrow["word_barcode"].table.head(20)
    assert (strokes["line"] > 0).all()


def test_a_narrow_picture_can_be_read(narrow):
    """At 8 cm nothing is cut off and no letter is smaller than five points."""
    for name, picture in narrow.items():
        assert_inside(picture.figure, name)
        texts = picture.figure.findobj(lambda artist: isinstance(artist, matplotlib.text.Text))
        assert min(text.get_fontsize() for text in texts if text.get_text().strip()) >= 5, name


def test_a_small_p_may_be_fragile_and_the_caption_says_why(narrow):
    """One plain sentence, only where something fragile is drawn; sides are called by their titles."""
    caption = narrow["word_contrasts"].caption
    assert ("small p" in caption) == (narrow["word_contrasts"].table["verdict"] == "fragile").any()
    assert "the paper" in caption and "the chapter" in narrow["word_contrasts"].alt


def test_many_speakers_leave_the_bars_their_room():
    """Of speakers with a few words each the first are named below the bar, and the others counted."""
    from analysis.figures import who_speaks

    said = " ".join(
        f"“We shall not go to the river in the spring,” said Bishop{chr(65 + n)}ton Grey." for n in range(20)
    )
    corpus = corpus_from_texts({"a": said + " The town was quiet in the winter. " * 60, "b": "The town slept. " * 60})
    figure = who_speaks(corpus).figure
    figure.draw_without_rendering()
    assert figure.axes[0].get_window_extent().width > 0.5 * figure.bbox.width
    assert any(" more" in text.get_text() for text in figure.axes[0].texts)
