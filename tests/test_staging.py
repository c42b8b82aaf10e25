"""Folders that stand whole or not at all: whose they are, when they are renewed, and what is never replaced."""

import errno
import os
from pathlib import Path

import pytest

from analysis import AnalysisError
from analysis.workbook import staging
from analysis.workbook.staging import built_folder


def test_a_folder_of_ones_own_is_renewed_and_anything_else_is_left_alone(tmp_path):
    """A folder that was made and not touched is replaced; one with a file of somebody's, or a changed one, is not."""
    out = tmp_path / "out"
    for text in ("old", "new"):
        with built_folder(out) as stage:
            (stage / "a.txt").write_text(text)
    assert (out / "a.txt").read_text() == "new" and [path.name for path in tmp_path.iterdir()] == ["out"]
    (out / "a.txt").write_text("changed by hand")
    with pytest.raises(AnalysisError, match=r"a\.txt, which was changed"), built_folder(out):
        raise AssertionError("nothing is begun")
    (out / "a.txt").write_text("new")
    (out / "mine.txt").write_text("mine")
    with pytest.raises(AnalysisError, match=r"mine\.txt, which would be lost"), built_folder(out):
        raise AssertionError("nothing is begun")
    assert (out / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("told", ['{"files": {"a.txt": "1"}}', '{"made by": "me"}', "[1]"])
def test_a_list_of_contents_of_somebody_else_is_a_file_as_others_are(told, tmp_path):
    """A folder with a contents.json that no run here wrote is somebody's, at its top or below."""
    for place in (tmp_path / "contents.json", tmp_path / "below" / "contents.json"):
        place.parent.mkdir(exist_ok=True)
        place.write_text(told)
        with pytest.raises(AnalysisError, match=r"contents\.json, which would be lost"), built_folder(tmp_path):
            raise AssertionError("nothing is begun")
        place.unlink()


def test_a_folder_that_may_not_be_looked_into_is_not_replaced(tmp_path, monkeypatch):
    """Where nobody can see what a folder holds, it is not taken for an empty one (its texts were deleted once)."""

    def refuse(folder):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(AnalysisError, match="cannot be read: Permission denied"), built_folder(tmp_path):
        raise AssertionError("nothing is begun")


def test_a_link_in_a_folder_is_somebodys(tmp_path):
    """A link to another folder is a thing that would be lost."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "link").symlink_to(tmp_path)
    with pytest.raises(AnalysisError, match="link, which would be lost"), built_folder(tmp_path / "out"):
        raise AssertionError("nothing is begun")


def test_a_place_that_nobody_asked_for_is_not_taken_from_other_texts(tmp_path):
    """Two pairs of texts of the same names do not share a report; the same pair renews its own, and --out is obeyed."""
    out = tmp_path / "out"
    for of, asked in (("one", False), ("one", False), ("two", True)):
        with built_folder(out, of=of, asked=asked) as stage:
            (stage / "a.txt").write_text(of)
    with pytest.raises(AnalysisError, match="holds a report of other texts"), built_folder(out, of="one", asked=False):
        raise AssertionError("nothing is begun")
    assert (out / "a.txt").read_text() == "two"


def test_what_programs_leave_is_nobodys(tmp_path):
    """Locks of office programs, backups of editors and checkpoints of Jupyter keep no folder from being renewed."""
    out = tmp_path / "out"
    for text in ("old", "new"):
        with built_folder(out) as stage:
            (stage / "a.txt").write_text(text)
        for name in (".~lock.a.xlsx#", "~$a.docx", "a.txt~", ".a.txt.swp", "._a", ".ipynb_checkpoints/a.ipynb"):
            (out / name).parent.mkdir(exist_ok=True)
            (out / name).write_text("x")
    assert (out / "a.txt").read_text() == "new"


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    """What is written goes to the folder that the link leads to; a link that leads round in a circle is a sentence."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    with built_folder(tmp_path / "link") as stage:
        (stage / "a.txt").write_text("new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real" / "a.txt").read_text() == "new"
    with pytest.raises(AnalysisError, match="leads nowhere"), built_folder(tmp_path / "round"):
        raise AssertionError("nothing is begun")


def test_the_folder_one_is_in_is_not_replaced(tmp_path, monkeypatch):
    """A shell would be left in a folder that is no more."""
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    for out in (Path("."), Path("..")):
        with pytest.raises(AnalysisError, match="the folder you are in"), built_folder(out):
            raise AssertionError("nothing is begun")


@pytest.mark.parametrize("error", [KeyboardInterrupt, AnalysisError, OSError])
def test_nothing_half_written_is_left(error, tmp_path):
    """Stopped in the middle, by hand or by an error, the old folder is what it was and no other is there."""
    out = tmp_path / "out"
    with built_folder(out) as stage:
        (stage / "a.txt").write_text("old")
    with pytest.raises((error, AnalysisError)), built_folder(out) as stage:
        (stage / "a.txt").write_text("half")
        raise error("stopped")
    assert (out / "a.txt").read_text() == "old" and [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path, monkeypatch):
    """One sentence, before anything is computed."""

    def refuse(*options, **named):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(staging.Path, "mkdir", refuse)
    said = "cannot be written: Permission denied; choose another folder"
    with pytest.raises(AnalysisError, match=said), built_folder(tmp_path / "out"):
        raise AssertionError("nothing is begun")
