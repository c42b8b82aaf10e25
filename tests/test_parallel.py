"""Reading in many processes gives what one process gives."""

import joblib
import pytest

from analysis import AnalysisError, ReadError, read_corpus
from analysis.parallel import apply_each

TABLES = ("documents", "blocks", "quotations", "notes", "edits", "names")


@pytest.fixture
def folder(tmp_path):
    """Forty short texts with quotations and headings."""
    for n in range(40):
        text = f"Part {n}\n\nThe town of Aldow slept. “We shall build it in {1800 + n},” said Anna Berg.\n\n" * 3
        (tmp_path / f"text_{n:02d}.txt").write_text(text, "utf-8")
    return tmp_path


def test_two_processes_read_as_one_does(folder):
    """Every table is equal, and so is every text."""
    alone = read_corpus(folder)
    with joblib.parallel_config(n_jobs=2):
        shared = read_corpus(folder)
    assert all(getattr(alone, name).equals(getattr(shared, name)) for name in TABLES)
    assert {name: text.text for name, text in alone.texts.items()} == {n: t.text for n, t in shared.texts.items()}


def test_a_bar_where_it_is_asked_for(folder, capsys):
    """Reading many files shows how far it is, on stderr, and nothing unless asked."""
    read_corpus(folder)
    assert capsys.readouterr().err == ""
    read_corpus(folder, progress=True)
    assert "reading" in capsys.readouterr().err


def test_an_unreadable_file_is_said_by_either(folder):
    """One bad file among forty: the same sentence, and the others are read where it is left out."""
    (folder / "bad.docx").write_bytes(b"PK no archive")
    said = []
    for jobs in (1, 2):
        with joblib.parallel_config(n_jobs=jobs):
            with pytest.raises(ReadError) as stopped:
                read_corpus(folder)
            with pytest.warns(UserWarning, match="Left out: bad.docx"):
                assert len(read_corpus(folder, unreadable="leave out")) == 40
        said.append(str(stopped.value))
    assert said[0] == said[1]


def test_a_backend_that_cannot_do_it_is_said(folder):
    """joblib's old backend gives no results one by one."""
    with joblib.parallel_config(backend="multiprocessing", n_jobs=2), pytest.raises(AnalysisError, match='take "loky"'):
        read_corpus(folder)


def test_order_and_errors_are_kept():
    """Results stand in the order of what was asked, and an error comes through."""
    with joblib.parallel_config(n_jobs=2):
        assert list(apply_each(str, range(100))) == [str(n) for n in range(100)]
        assert list(apply_each(str, [])) == []
        with pytest.raises(ValueError, match="invalid literal"):
            list(apply_each(int, ["1"] * 50 + ["x"]))
