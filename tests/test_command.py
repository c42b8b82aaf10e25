"""The command line: what it draws, what it says, and what it leaves behind when something is wrong."""

import os
import subprocess
import sys

import pytest

from analysis.__main__ import main
from analysis.workbook import lab
from analysis.workbook import report as build
from analysis.workbook.pages import fetched, page
from analysis.workbook.report import findings, report_files
from tests.conftest import ROOT
from tests.test_notebooks import toy

SEEDS = str(ROOT / "seeds")


def test_the_figures_there_are_are_listed(capsys):
    """Each figure is named in a line with what it shows."""
    from analysis.figures import recipes

    assert main(["figures", "--list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(recipes())


def test_one_figure_leaves_whole_files(tmp_path, capsys):
    """A figure drawn by name leaves PNG, SVG, CSV, the index and the places of its marks, and says where they are."""
    assert main(["figures", "who_speaks", "--corpus", SEEDS, "--out", str(tmp_path)]) == 0
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["gallery.md", "index.json", "marks.json", "who_speaks.csv", "who_speaks.png", "who_speaks.svg"]
    assert (tmp_path / "who_speaks.png").read_bytes().startswith(b"\x89PNG") and "who_speaks" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["figures", "nope", "--corpus", SEEDS, "--out", "OUT"], "There is no figure 'nope'. There is: "),
        (["figures", "--corpus", "nowhere", "--out", "OUT"], "There is no file or folder 'nowhere'"),
        (["figures", "--corpus", "EMPTY", "--out", "OUT"], "nothing to read"),
        (["figures", "--corpus", SEEDS], "--out"),
        (["figures", "--corpus", "EMPTY", "--out", str(ROOT / "figures")], "project's own figures"),
        (["notebooks", "nope"], "There is no notebook 'nope'. There is: "),
        (["read", "nowhere.txt"], "nowhere.txt"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_what_is_wrong_is_said_in_one_line(arguments, said, tmp_path, capsys):
    """An error is one line on stderr with exit code 2, without a traceback, and no file is written."""
    (tmp_path / "empty").mkdir()
    places = {"OUT": str(tmp_path / "out"), "EMPTY": str(tmp_path / "empty")}
    assert main([places.get(argument, argument) for argument in arguments]) == 2
    error = capsys.readouterr().err.splitlines()[-1]
    assert said in error and "Traceback" not in error
    assert not (tmp_path / "out").exists()


def test_an_unwritable_folder_is_said(tmp_path, capsys):
    """A file where the folder should be stops the run with a sentence."""
    (tmp_path / "out").write_text("in the way")
    assert main(["figures", "who_speaks", "--corpus", SEEDS, "--out", str(tmp_path / "out")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def _listen_to_nobody(name, folder):
    """A command whose stdout, or stdout and stderr, are closed by whoever read them."""
    told, heard = os.pipe()
    os.close(told)
    command = [sys.executable, "-m", "analysis", "figures", "who_speaks", "--corpus", SEEDS, "--out", str(folder)]
    errors = heard if name == "both" else subprocess.PIPE
    return subprocess.run(command, cwd=ROOT, stdout=heard, stderr=errors, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows breaks no pipes so.")
@pytest.mark.parametrize("name", ["stdout", "both"])
def test_who_listens_no_more_stops_no_work(name, tmp_path):
    """`… | head` ends what is printed, not what is drawn."""
    ran = _listen_to_nobody(name, tmp_path / "out")
    assert ran.returncode == 0 and (tmp_path / "out" / "who_speaks.png").exists()
    assert name == "both" or b"Traceback" not in ran.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Only Linux has a device that is always full.")
def test_words_that_cannot_be_written_are_said_to_be_lost():
    """A full disk behind `>` is one sentence, and the exit code tells."""
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "analysis", "read", f"{SEEDS}/paper.txt"]
        ran = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (
        2,
        "What was to be printed could not be written (No space left on device).\n",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        *(["compare", "x" * 300, "y" * 300], ["new", "x" * 300, SEEDS], ["report", "--corpus", "x" * 300]),
        *(["compare", SEEDS, "--out", "x" * 300], ["figures", "--corpus", "x" * 300, "--out", "y"]),
    ],
)
def test_a_name_that_no_file_can_have_is_one_sentence(arguments, capsys):
    """Whatever command takes it."""
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith("Stopped: ") and said.count("\n") == 1 and "Traceback" not in said


def test_help_loads_nothing_heavy():
    """`--help` answers without loading data frames, plots or notebooks."""
    code = (
        "import sys\nfrom analysis.__main__ import _parser\n_parser().format_help()\n"
        "print([name for name in ('pandas', 'matplotlib', 'nbformat', 'nltk') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_what_was_read_is_told(capsys):
    """`read` tells structure and counts of any file."""
    assert main(["read", str(ROOT / "seeds" / "paper.txt")]) == 0
    assert "2,572" in capsys.readouterr().out


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """A small notebook with a figure, a claim and a link, executed."""
    import nbformat

    from analysis.workbook.run import run_notebooks

    path = toy(
        tmp_path_factory.mktemp("report"),
        "from analysis import claim, figures, read_corpus",
        f"figures.who_speaks(read_corpus({SEEDS!r}))",
        "claim('There are <{n}> words.', True, n=3)",
    )
    notebook = nbformat.read(path, as_version=4)
    prose = "# The *first* page\n\n[there](glossary.ipynb#A-word), [elsewhere](https://example.org)"
    notebook["cells"].insert(0, nbformat.v4.new_markdown_cell(prose))
    nbformat.write(notebook, path)
    return run_notebooks([path])


def test_the_report_asks_nobody(executed, tmp_path):
    """Pages load nothing; images have words, code is folded, links lead to pages, findings stand in front."""
    files = {path.name: content.decode() for path, content in report_files(executed, tmp_path).items()}
    assert list(files) == ["index.html", "toy.html"]
    shown = files["toy.html"]
    assert not [found for text in files.values() for found in fetched(text)] and "<script" not in shown
    assert 'alt="Stacked bars.' in shown and shown.count("<details") >= 3
    assert 'href="glossary.html#A-word"' in shown and 'href="https://example.org"' in shown
    assert "There are &lt;3&gt; words." in files["index.html"] and "The first page" in files["index.html"]
    assert "prefers-color-scheme: dark" in shown and 'name="viewport"' in shown


@pytest.mark.parametrize(
    "body",
    [
        "<script>1</script>",
        '<img src="https://example.org/a.png">',
        '<link rel="stylesheet" href="a.css">',
        "<style>@import 'a.css';</style>",
        '<p style="background: url(a.png)">x</p>',
    ],
)
def test_a_page_that_would_fetch_something_is_refused(body):
    """Scripts, images, styles and fonts from another place stop the report."""
    from analysis import AnalysisError

    with pytest.raises(AnalysisError, match="would fetch"):
        page("A page", body, "")


def test_findings_are_told_in_plain_words(executed):
    """Each claim is told once, under its notebook, with what sort of statement it is."""
    told = build.tell_findings(executed | {"again": executed["toy"]})
    assert told == "toy\n  - There are <3> words. [fact about these files]"
    assert findings(executed) == [("toy", "There are <3> words.", "fact about these files")]


def test_differences_between_stored_and_drawn_figures_are_said():
    """A new, a lost, a changed and a retold figure are each named."""
    stored = {name: {"caption": "", "alt": "", "digest": "1"} for name in ("lost", "changed", "retold", "same")}
    drawn = {name: dict(entry) for name, entry in stored.items() if name != "lost"}
    drawn |= {"new": {}, "changed": stored["changed"] | {"digest": "2"}, "retold": stored["retold"] | {"alt": "more"}}
    told = build.compare_indexes(stored, drawn)
    assert [sentence.split(": ")[1] for sentence in told] == ["new", "lost", "changed", "retold"]
    assert build.compare_indexes(stored, stored) == []


def test_the_lab_is_quiet_and_leaves_settings_alone(tmp_path):
    """News and update checks are off by a folder of their own, which is gone afterwards."""
    from pathlib import Path

    with lab.quiet_lab(tmp_path) as (command, environment):
        folder = Path(environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0])
        settings = (folder / "labconfig" / "default_setting_overrides.json").read_text()
        assert '"fetchNews": "false"' in settings and '"checkForUpdates": false' in settings
        assert "--LabApp.news_url=None" in command
    assert not folder.exists()
