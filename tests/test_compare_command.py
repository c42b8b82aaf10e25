"""`compare` and `new`: what they leave, what they say, and that nothing half-done or of another's is touched."""

import io
import os
import re
import signal
import subprocess
import sys

import nbformat
import pandas as pd
import pytest

from analysis import AnalysisError, check_reading, corpus_from_texts, open_study, read_codings, read_corpus
from analysis.__main__ import main
from analysis.workbook import comparing
from analysis.workbook.gather import gather_texts
from analysis.workbook.laying import lay_out_study, suggest_codings, suggest_toml
from analysis.workbook.pages import fetched
from analysis.workbook.shipped import NAMES, SHIPPED, bind_notebook, shipped_bytes, shipped_notebook
from analysis.workbook.summary import tell_findings
from tests.conftest import ROOT

ONE = """The Harbour of Aldow

The harbour of Aldow was opened in {year} by Anna Berg, who led the town for years. Anna Berg had asked the Council of
Trade for money because the old quay was lost in the storm of 1869. The council refused her, and the merchants of
Aldow paid for the stones. “We shall build with our own hands and ask nobody,” said Berg. In {year} the first ship
came from Norway with {cargo}, and Berg stood on the quay with the merchants.

The storm of 1869 led to the ruin of many families. The town of Aldow sent for help to Norway, and Norway sent wood.
Berg wrote that the {cargo} would feed the town through the winter. Critics said that she was proud and wasteful.
"""


@pytest.fixture
def texts(tmp_path):
    """Three short texts in a folder, two of them on one matter."""
    folder = tmp_path / "my texts"
    folder.mkdir()
    (folder / "first übung.txt").write_text(ONE.format(year=1871, cargo="grain") * 4, "utf-8")
    (folder / "second.txt").write_text(ONE.format(year=1872, cargo="coal").replace("Council", "Board") * 4, "utf-8")
    (folder / "third.txt").write_text("A garden has roses. The gardener waters them in May. " * 40, "utf-8")
    return folder


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """The folder that one comparison of two short texts left, and what it said."""
    folder = tmp_path_factory.mktemp("compared")
    (folder / "one.txt").write_text(ONE.format(year=1871, cargo="grain") * 4, "utf-8")
    (folder / "two.txt").write_text(ONE.format(year=1872, cargo="coal") * 3, "utf-8")
    (folder / "broken.docx").write_bytes(b"PK no archive")
    command = [sys.executable, "-m", "analysis", "compare", "one.txt", "two.txt", "broken.docx", "--out", "out"]
    ran = subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, text=True)
    return folder / "out", ran


def _environment():
    import os

    return os.environ | {"PYTHONPATH": str(ROOT)}


def test_a_comparison_leaves_a_whole_folder(compared):
    """Report, notebook, figures, tables as CSV and as one spreadsheet, and a summary; nothing else beside it."""
    out, ran = compared
    assert {path.name for path in out.parent.iterdir()} == {"one.txt", "two.txt", "broken.docx", "out"}
    assert {path.name for path in out.iterdir()} == {
        "index.html", "reading.html", "explore.html", "summary.md",
        "tables.xlsx", "tables", "figures", "notebooks", "contents.json",
    }  # fmt: skip
    assert (out / "figures" / "who_speaks.png").exists() and len(pd.read_csv(out / "tables" / "words.csv"))
    assert "Open out/index.html" in ran.stdout and "figures" in ran.stderr


def test_one_broken_file_stops_nothing_and_is_said(compared):
    """The others are compared; the failure stands in the report, on stderr, and in the exit code."""
    out, ran = compared
    assert ran.returncode == 1 and "Traceback" not in ran.stderr
    said = "broken.docx cannot be opened"
    assert said in ran.stderr.splitlines()[-1]
    assert said in (out / "index.html").read_text("utf-8") and said in (out / "summary.md").read_text("utf-8")


def test_the_report_begins_with_the_reading_and_asks_nobody(compared):
    """First the check of the reading, then what holds by kind, then places to read; every link leads to a file."""
    out, _ = compared
    page = (out / "index.html").read_text("utf-8")
    heads = re.findall(r"<h2>(.*?)</h2>", page)
    assert heads[:3] == ["Was it read rightly?", "What holds", "Where to read"]
    assert "<h3>Facts</h3>" in page and "Differences, and how sure they are" in page
    assert not fetched(page) and not fetched((out / "reading.html").read_text("utf-8"))
    assert [link for link in re.findall(r'href="([^"#]+)"', page) if not (out / link).exists()] == []


def test_the_notebook_is_executed_and_knows_its_texts(compared):
    """Its first box names the files from where it lies, and every cell has run."""
    out, _ = compared
    notebook = nbformat.read(out / "notebooks" / "reading.ipynb", as_version=4)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert 'folder = ["../../one.txt", "../../two.txt"]' in code[0]["source"] and 'target = "one"' in code[0]["source"]
    assert all(cell["execution_count"] for cell in code) and "broken" not in nbformat.writes(notebook)
    assert "What could not be made" not in (out / "index.html").read_text("utf-8") or "cell failed" not in str(notebook)


def test_of_texts_that_cannot_be_read_each_is_named(tmp_path):
    """Which file, and why: a table, a missing file, a picture."""
    names = ["a.csv", "b.png", "c.txt"]
    for name in names[:2]:
        (tmp_path / name).write_text(name)
    with pytest.raises(AnalysisError) as error:
        gather_texts([tmp_path / name for name in names])
    said = str(error.value)
    assert said.startswith("Fewer than two texts could be read: a.csv is a table") and "b.png is of a kind" in said
    assert "There is no file or folder" in said and "c.txt" in said


def test_a_copy_is_not_read_in_place_of_the_text(texts):
    """Of a text and its copy the text is kept, of which marks and settings speak."""
    (texts / "Copy of second.txt").write_bytes((texts / "second.txt").read_bytes())
    gathered = gather_texts([texts])
    assert "second" in gathered.files and "only second.txt is read" in gathered.twice[0]


def test_what_a_shell_names_with_the_texts(texts, tmp_path):
    """Of texts/* a README and a folder without texts are passed over, and said; a slip of corpus.toml is said so."""
    (texts / "README.md").write_text("About the harbour. " * 30)
    (texts / "page_files").mkdir()
    gathered = gather_texts(sorted(texts.iterdir()))
    assert len(gathered.files) == 3 and "README.md is passed over, by its name, as in a folder." in gathered.twice
    assert any("nothing to read in" in said for said in gathered.twice)
    (texts / "corpus.toml").write_text('order = ["gone"]')
    with pytest.raises(AnalysisError, match=r"^corpus\.toml tells of a document 'gone'"):
        gather_texts([texts])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals.")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "ended by a program"])
def test_a_stopped_run_leaves_nothing(number, texts, tmp_path):
    """Stopped by hand or by another program: one sentence, exit code 130, no folder half-written."""
    out = tmp_path / "here"
    out.mkdir()
    command = [sys.executable, "-m", "analysis", "compare", str(texts), "--out", str(out / "report")]
    running = subprocess.Popen(command, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert "read 3 texts" in running.stderr.readline()
    running.send_signal(number)
    _, said = running.communicate()
    assert running.returncode == 130 and said.splitlines()[-1] == "Stopped by hand; nothing half-written is left."
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare", "second.txt"], "There is one text only, second.txt. Name two texts"),
        (["compare", "second.txt", "second.txt"], "second.txt was named twice"),
        (["compare", "second.txt", "copy.txt"], "copy.txt and second.txt are the same file"),
        (["compare", "second.txt", "nowhere.txt"], "There is no file or folder 'nowhere.txt'"),
        (["compare", "second.txt", "no*.txt"], "No file that is read matches 'no*.txt'"),
        (
            ["compare", "second.txt", "third.txt", "--target", "fourth"],
            "There is no text 'fourth'. There is: second, third",
        ),
        (["compare", "second.txt", "third.txt", "--out", "."], "which would be lost"),
        (["new", ".", "second.txt", "third.txt"], "which would be lost; move it away"),
        (["build", "--corpus", "nowhere"], "There is no file or folder 'nowhere'"),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, list) else "",
)
def test_what_is_wrong_is_one_sentence(arguments, said, texts, monkeypatch, capsys):
    """An error is one line on stderr with exit code 2, and no file is written."""
    monkeypatch.chdir(texts)
    (texts / "copy.txt").write_bytes((texts / "second.txt").read_bytes())
    before = sorted(texts.parent.rglob("*"))
    assert main(arguments) == 2
    error = capsys.readouterr().err.splitlines()[-1]
    assert said in error and "Traceback" not in error and sorted(texts.parent.rglob("*")) == before


def test_texts_are_gathered_from_folders_patterns_and_files(texts):
    """A folder, a pattern and files give the same texts; one named twice is read once, and that is said."""
    whole, pattern = gather_texts([texts]), gather_texts([str(texts / "*.txt")])
    assert list(whole.files) == list(pattern.files) == ["first übung", "second", "third"] and whole.folder == texts
    again = gather_texts([texts / "third.txt", *sorted(texts.iterdir())])
    assert next(iter(again.files)) == "third" and again.twice == ("third.txt was named twice and is read once.",)


def test_a_name_of_a_hundred_letters_is_shortened(texts):
    """Where there is little room a text is called by the beginning of its name, and no two are called alike."""
    for ending in "ab":
        (texts / f"{'long ' * 19}{ending}.txt").write_text(f"Another text, {ending}. " * 30)
    names = list(gather_texts([texts]).files)
    assert len(set(names)) == 5 and max(map(len, names)) <= 40


def test_findings_hold_and_say_what_sort_they_are(seeds):
    """Each sentence is a claim that holds; what a reader marked and what was tested are told apart from facts."""
    claims, unasked = tell_findings(open_study(seeds, target="paper"))
    assert all(claim.holds for claim in claims) and unasked == []
    assert {claim.kind for claim in claims} == {"fact", "reading", "verdict"}
    kinds = [claim.kind for claim in claims]
    assert kinds == sorted(kinds, key=["fact", "reading", "verdict"].index)


def test_short_and_unlike_texts_are_told_without_an_error(texts):
    """What cannot be asked of a few words is a sentence."""
    (texts / "third.txt").write_text("One line.")
    claims, unasked = tell_findings(open_study([texts / "second.txt", texts / "third.txt"]))
    assert claims and all(isinstance(said, str) for said in unasked)


def test_each_text_is_set_beside_the_target(texts):
    """One row a text in the order of names: what it has of the target's names, episodes and phrases, whom it quotes."""
    from analysis.workbook.over_all import tell_beside

    study = open_study(read_corpus(texts), target="second")
    told = {one.name: one.table for one in tell_beside(study)}
    table = told["beside_over_all"].set_index("document")
    assert list(table.index) == ["first übung", "third"]
    near, far = table.loc["first übung"], table.loc["third"]
    assert near["phrases"] > 0 and near["names_shared"] > 0 and near["episodes"] > 0 and "Berg" in near["quotes"]
    assert (far["phrases"], far["names_shared"], far["episodes"], far["quotes"]) == (0, 0, 0, "")
    assert told["beside_phrases"]["quoted"].any()


def test_a_study_is_laid_out_with_suggestions(texts, tmp_path):
    """Copies, names and titles as found, proposals that are found again in their texts, and a notebook for them."""
    lay_out_study(tmp_path / "study", [str(texts / "first übung.txt"), str(texts / "second.txt")])
    study = tmp_path / "study"
    assert sorted(path.name for path in study.iterdir()) == ["README.md", "notebooks", "texts"]
    corpus = read_corpus(study / "texts")
    assert "Anna Berg" in corpus.names["alias"].tolist() and corpus["second"].title == "The Harbour of Aldow"
    rows = pd.read_csv(study / "texts" / "codings.csv")
    assert set(rows["kind"]) == {"episode", "cause"} and set(rows["coder"]) == {"proposed"}
    assert (study / "texts" / "second.txt").read_bytes() == (texts / "second.txt").read_bytes()
    notebook = (study / "notebooks" / "reading.ipynb").read_text("utf-8")
    assert '../texts\\"' in notebook and "first übung" in notebook


def test_a_proposal_counts_once_a_reader_has_put_a_name_to_it(texts, tmp_path):
    """What a program proposed confirms nothing: its rows are passed over until somebody takes them up."""
    lay_out_study(tmp_path / "study", [str(texts / "first übung.txt"), str(texts / "second.txt")])
    codings = tmp_path / "study" / "texts" / "codings.csv"
    assert len(read_codings(read_corpus(codings.parent))) == 0
    codings.write_text(codings.read_text("utf-8-sig").replace(",proposed", ",A. Reader"), "utf-8")
    taken = read_codings(read_corpus(codings.parent))
    assert len(taken) > 2 and taken["found"].all()


def test_what_lies_beside_the_texts_goes_along(tmp_path):
    """corpus.toml and codings.csv that tell of these texts are copied; where they tell of others, names are taken."""
    lay_out_study(tmp_path / "study", [str(ROOT / "seeds")])
    for name in ("corpus.toml", "codings.csv"):
        assert (tmp_path / "study" / "texts" / name).read_bytes() == (ROOT / "seeds" / name).read_bytes()


def test_of_some_texts_their_marks_go_along_and_what_stays_is_said(texts, tmp_path):
    """Marks of texts that were not named stay where they are; a corpus.toml that tells of others is named."""
    (texts / "codings.csv").write_text(
        "code,kind,document,quote\na,cause,second.txt,The harbour\nb,cause,third,water\n", "utf-8"
    )
    (texts / "corpus.toml").write_text('order = ["third"]\n', "utf-8")
    with pytest.warns(UserWarning, match="corpus.toml is not copied"):
        lay_out_study(tmp_path / "study", [str(texts / "first übung.txt"), str(texts / "second.txt")])
    copied = (tmp_path / "study" / "texts" / "codings.csv").read_text("utf-8")
    assert copied == "code,kind,document,quote\na,cause,second.txt,The harbour\n"


def test_marks_and_settings_of_a_text_with_a_long_name_are_kept(tmp_path):
    """What corpus.toml and codings.csv say of a text holds wherever a report shortens its name."""
    folder, name = tmp_path / "texts", "a name of a text " * 4 + "end"
    folder.mkdir()
    (folder / f"{name}.txt").write_text("The war came. " * 40, "utf-8")
    (folder / "b.txt").write_text("Bread was dear. " * 40, "utf-8")
    (folder / "corpus.toml").write_text(f'[documents."{name}"]\ntitle = "The Long One"\n', "utf-8")
    (folder / "codings.csv").write_text(f"code,kind,document,quote,line\nx,cause,{name},The war,1\n", "utf-8")
    corpus = gather_texts([folder]).corpus
    assert read_codings(corpus)["found"].tolist() == [True] and max(map(len, corpus)) <= 40
    lay_out_study(tmp_path / "study", [str(folder)])
    copied = read_corpus(tmp_path / "study" / "texts")
    assert copied[name].title == "The Long One" and read_codings(copied)["found"].tolist() == [True]


def test_suggestions_can_be_read_whatever_a_text_holds(tmp_path):
    """Quotation marks, backslashes and brackets of names and titles do not break the files."""
    (tmp_path / 'a "b" \\c.txt').write_text('The "Red\\Blue" Treaty [1]\n\n' + "He met Ann \\ O'Neil in Ober-Au. " * 30)
    (tmp_path / "d.txt").write_text("She met Ann O'Neil, and the Treaty = good # really. " * 30)
    corpus = read_corpus(tmp_path)
    (tmp_path / "corpus.toml").write_text(suggest_toml(corpus, list(corpus)), "utf-8")
    (tmp_path / "codings.csv").write_text(suggest_codings(corpus, list(corpus)), "utf-8")
    assert list(read_corpus(tmp_path)) == list(corpus)


@pytest.mark.parametrize("name", NAMES)
def test_the_notebook_that_travels_is_the_one_of_the_repository(name):
    """There is one template: the packaged copy has its cells, and no outputs."""
    stored = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    assert (SHIPPED / f"{name}.ipynb").read_bytes() == shipped_bytes(stored), "python -m analysis notebooks --store"


def test_a_notebook_is_bound_to_texts():
    """Folder and target are set, the first cell is the study's own, and no link leads to what does not come along."""
    texts = ['../a "b".txt', "..\\c.txt"]
    bound = bind_notebook(
        shipped_notebook("template"), texts=texts, target='a "b"', heading="H", beginning="B", without=["timeline"]
    )
    assert len(bound["cells"]) == len(shipped_notebook("template")["cells"]) - 1 and "timeline" not in str(bound)
    knobs = next(cell["source"] for cell in bound["cells"] if cell["cell_type"] == "code")
    values: dict = {}
    exec(knobs, values)
    assert (values["folder"], values["target"]) == (texts, 'a "b"') and bound["cells"][0]["source"] == "# H\n\nB"
    assert not [cell for cell in bound["cells"] if re.search(r"\]\([\w-]+\.ipynb", cell["source"])]


def test_a_file_that_a_folder_passes_over_is_not_copied_into_one(texts, tmp_path):
    """A README that was named is a text; in the study's folder it would be none."""
    (texts / "README.txt").write_text("The harbour. " * 30)
    with pytest.raises(AnalysisError, match=r"README\.txt is passed over in a folder"):
        lay_out_study(tmp_path / "study", [str(texts / "README.txt"), str(texts / "second.txt")])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes.")
def test_a_pipe_keeps_nobody_waiting(texts):
    """What is no ordinary file is said."""
    os.mkfifo(texts / "pipe.txt")
    with pytest.raises(AnalysisError, match=r"pipe\.txt is no ordinary file"):
        gather_texts([texts / "pipe.txt", texts / "second.txt"])


def test_a_name_is_no_markup(tmp_path):
    """What stands in a file's name is no heading's picture or link, in a notebook or a page of Markdown."""
    notebook = bind_notebook(
        shipped_notebook("template"), texts="x", target="x", heading="<img src=x> [a](b) and $c$", beginning="B"
    )
    assert notebook["cells"][0]["source"].startswith(r"# \<img src=x\> \[a\](b) and \$c\$")


def test_the_place_is_named_after_the_texts(texts):
    """Without --out the folder is called by what is compared, in signs that every system takes."""
    place = comparing._usual_place(gather_texts([texts]), "first übung")
    assert str(place) == "first_übung_and_2_other_texts"


def test_two_languages_are_not_compared(tmp_path):
    """Texts in two languages: said where the reading is checked, and no difference of words is claimed."""
    german = "Der Rat der Stadt hat im Winter nicht bezahlt, und die Leute warteten lange auf das Brot. " * 40
    english = "The council of the town did not pay in the winter, and the people waited long for the bread. " * 40
    corpus = corpus_from_texts({"a": german, "b": english})
    assert "English and German" in " ".join(check_reading(corpus)["says"])
    claims, unasked = tell_findings(open_study(corpus))
    assert not [one for one in claims if one.kind == "verdict"] and "not to be compared" in " ".join(unasked)
    assert "voice" not in claims[0].text


def test_a_name_spelt_otherwise_is_no_absence():
    """Bolsheviki and Bolsheviks, Kameniev and Kamenev: nobody has a name alone that the other writes otherwise."""
    first = "The Bolsheviki met Kameniev. The Bolsheviki and Kameniev spoke of the Duma. " * 5
    other = "The Bolsheviks met Kamenev. The Bolsheviks and Kamenev spoke of Norway. " * 5
    told = " ".join(one.text for one in tell_findings(open_study(corpus_from_texts({"a": first, "b": other})))[0])
    assert "Only a names Duma" in told and "Only b names Norway" in told


def test_dates_without_a_year_are_of_no_year():
    """The year that is dated most is told of dates that have a year, and not at all where none has."""
    first = "Then it began. On November 7th they met. On November 8th they voted. By November 9th all was over. " * 3
    other = "In 1917 they met. In 1917 they voted. In 1917 all was over. "
    told = " ".join(one.text for one in tell_findings(open_study(corpus_from_texts({"a": first, "b": other})))[0])
    assert "The year that is dated most: b 1917 (3 of 3 dates)." in told


def test_suggested_causes_say_something(tmp_path):
    """No source in brackets and no bare "this" is proposed as a cause."""
    text = "The war was lost because the army had no bread. This led to a revolt [Smith, Op. Cit., p. 264]. " * 4
    table = pd.read_csv(io.StringIO(suggest_codings(corpus_from_texts({"a": text, "b": text + "More."}), ["a", "b"])))
    causes = table[table["kind"] == "cause"]
    assert len(causes) and not causes["code"].str.contains(r"\[|^This$", regex=True).any()
