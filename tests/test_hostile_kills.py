"""Kills, consoles, two copies and damaged files: the short version of `python -m tests.hostile kills clones`."""

import asyncio
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pandas as pd
import psutil
import pytest

from analysis import AnalysisError, read_corpus
from analysis.__main__ import main
from analysis.figures.index import find_damage, read_index, read_pictures
from analysis.files import name_unfinished, replace_folder, save_file
from analysis.showing.cells import guard_cells, unguard_cell
from analysis.showing.sheets import Sheet, excel_bytes
from analysis.workbook.running import Running
from analysis.workbook.stored import read_notebook
from tests.conftest import ROOT
from tests.hostile import clones, kills
from tests.hostile.rows import Row

SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals.")
FIGURE = kills.Command("figures", ("figures", "who_speaks", "--corpus", "seeds", "--out", "drawn"), "drawn", 2)
NOTEBOOKS = kills.Command("notebooks", ("notebooks",), "build/notebooks", 3)


@SIGNALS
def test_a_kill_at_a_write_leaves_the_old_or_the_new(tmp_path):
    """Killed or stopped where a file takes its place, all is whole, and the next run sweeps what was left."""
    project, row = kills.lay_project(tmp_path / "project"), Row("kills", "few")
    wholes = kills.results(FIGURE, project, row)
    for at, number in ((2, signal.SIGKILL), (17, signal.SIGKILL), (20, signal.SIGTERM)):
        kills.lay_texts(project, at % 2)
        kills.judge(kills.Trial(FIGURE, project, at=at, number=number), None, FIGURE, project, wholes, row)
    kills.finish(FIGURE, project, wholes, row)
    assert row.found == [] and row.tried == 3


@SIGNALS
def test_ctrl_c_while_notebooks_run(tmp_path):
    """One sentence and exit code 130 within seconds; no kernel and no connection file is left."""
    project, row = kills.lay_project(tmp_path / "project"), Row("kills", "few")
    for number, seconds in ((signal.SIGINT, 1.5), (signal.SIGTERM, 2.5)):
        trial = kills.Trial(NOTEBOOKS, project)
        trial.wait(seconds + random.Random(0).random())
        kills.judge(trial, number, NOTEBOOKS, project, [kills.contents(project)], row)
    assert row.found == [] and row.refused == 2


@SIGNALS
def test_an_interrupted_wait_does_not_take_the_work_for_ended():
    """Stopped while it is waited for, work beside the main thread is ended to its last line before `stop` returns."""
    ended = []

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.3)
            ended.append(True)

    running = Running(work)
    running.start()
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(KeyboardInterrupt):
            running.result()
    finally:
        signal.signal(signal.SIGALRM, before)
    running.stop()
    assert ended == [True]


@SIGNALS
def test_joblibs_processes_end_with_a_killed_command():
    """The processes of a command that is killed end within seconds; of themselves they would wait for minutes."""
    code = (
        "import joblib, os\n"
        "from analysis.parallel import end_with\n"
        "with joblib.parallel_config('loky', n_jobs=2, initializer=end_with, initargs=(os.getpid(),)):\n"
        "    print(*joblib.Parallel()(joblib.delayed(os.getpid)() for _ in range(2)), flush=True)\n"
        "    os.kill(os.getpid(), 9)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    numbers, until = [int(number) for number in ran.stdout.split()], time.monotonic() + 10
    while (alive := [number for number in numbers if psutil.pid_exists(number)]) and time.monotonic() < until:
        time.sleep(0.2)
    assert numbers and not alive


def test_two_copies_give_the_same_bytes(tmp_path):
    """In another folder, locale, time zone, hash seed and with one thread, words, tables and figures are the same."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("The copies are of the files that git knows.")
    row = clones.compare_copies(tmp_path, whole=False, figures=("who_speaks",))
    assert row.found == [] and row.tried >= 5


@pytest.mark.parametrize("coding", ["cp1252", "latin-1", "ascii"])
def test_any_console(coding, tmp_path):
    """Where output cannot show a sign it shows which one; nothing stops."""
    (tmp_path / "a.txt").write_text("“It’s – naïve → δ,” she said in the café.\n", "utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": coding}
    command = [sys.executable, "-m", "analysis", "read", "a.txt"]
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True)
    assert ran.returncode == 0 and b"Traceback" not in ran.stderr and b"\\u2192" in ran.stdout


def test_what_a_killed_run_left_is_swept(tmp_path):
    """What a process that is gone left goes; a folder that was to be replaced comes back to its empty place."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    live = name_unfinished(tmp_path / "elsewhere")
    gone = live.name.replace(f"-{os.getpid()}-", f"-{ended.pid}-")
    (tmp_path / gone).write_text("half")
    (tmp_path / live.name).write_text("of a run that goes on")
    lost = tmp_path / gone.replace(".unfinished-", ".replaced-")
    (lost / "report").mkdir(parents=True)
    (lost / "report" / "a.txt").write_text("old")
    save_file(tmp_path / "new.txt", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([live.name, "new.txt", "report"])
    assert (tmp_path / "report" / "a.txt").read_text() == "old"


def test_a_folder_that_cannot_be_replaced_stands(tmp_path):
    """Where the new folder does not come, the old one is back."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt").write_text("old")
    with pytest.raises(OSError):
        replace_folder(tmp_path / "no such stage", tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"] and (tmp_path / "out" / "a.txt").read_text() == "old"


def test_dollars_in_names_are_no_formulas(tmp_path):
    """A name or title that begins a formula of matplotlib's is drawn as it is written."""
    text = "The wind blew over the sea all night. “We go,” said Ann. " * 20
    for name in (r"$x^{2$", "=cmd()"):
        (tmp_path / f"{name}.txt").write_text(text + name, "utf-8")
    (tmp_path / "corpus.toml").write_text('[documents]\n"=cmd()" = {title = "$\\\\input{x}$"}\n', "utf-8")
    out = tmp_path / "out"
    assert main(["figures", "who_speaks", "--corpus", str(tmp_path), "--out", str(out)]) == 0
    assert len(read_index(out)) == 1


def test_no_cell_is_a_formula():
    """Words that begin as a formula get an apostrophe, headings too, and are had back without; numbers stay."""
    words = ["=1+1", "+cmd", "-x", "@SUM(1)", "\tx", "\rx", "-3", "the sea"]
    told = guard_cells(pd.DataFrame({"=name": words, "n": range(-4, 4)}))
    assert told["'=name"].tolist() == [*(f"'{word}" for word in words[:6]), *words[6:]]
    assert list(told) == ["'=name", "n"] and told["n"].tolist() == list(range(-4, 4))
    assert [unguard_cell(word) for word in told["'=name"]] == words and unguard_cell("'tis") == "'tis"
    sheet = Sheet("a", pd.DataFrame({"a": words}), ["a"], [None])
    assert excel_bytes([sheet]) == excel_bytes([sheet])


def test_damaged_figures_are_noticed(tmp_path):
    """A changed CSV, a PNG that ends too soon or is another, and an index that is none are each said."""
    for suffix in (".csv", ".png", ".svg"):
        shutil.copy(ROOT / "figures" / f"who_speaks{suffix}", tmp_path)
    shutil.copy(ROOT / "figures" / "index.json", tmp_path)
    assert find_damage(tmp_path) == []
    for suffix in (".csv", ".png"):
        path = tmp_path / f"who_speaks{suffix}"
        path.write_bytes(path.read_bytes()[:-20])
    assert find_damage(tmp_path) == [f"who_speaks.csv, who_speaks.png in {tmp_path.name}/ are not as they were written"]
    assert isinstance(read_pictures(tmp_path), dict)
    for suffix in (".csv", ".png"):
        shutil.copy(ROOT / "figures" / f"who_speaks{suffix}", tmp_path)
    shutil.copy(ROOT / "figures" / "timeline.png", tmp_path / "who_speaks.png")
    assert find_damage(tmp_path) == [f"who_speaks.png in {tmp_path.name}/ is not as it was written"]
    for wrong in ("[]", "5", "{", '{"a": 5}', '{"../a": {"caption": "", "alt": "", "digest": ""}}'):
        (tmp_path / "index.json").write_text(wrong)
        with pytest.raises(AnalysisError, match="not an index of figures"):
            read_index(tmp_path)
        assert len(find_damage(tmp_path)) == 1


@pytest.mark.parametrize("content", ["", "[]", "null", '{"nbformat": 9}', '{"nbformat": 4, "cells": 5}', "[" * 99_999])
def test_what_is_no_notebook(content, tmp_path):
    """A file that is no notebook is answered in one sentence."""
    (tmp_path / "a.ipynb").write_text(content)
    with pytest.raises(AnalysisError, match=r"a\.ipynb is not a notebook"):
        read_notebook(tmp_path / "a.ipynb")


@pytest.mark.parametrize(
    "told",
    [
        "a = " + "[" * 9_999,
        "a = " + "1" * 5_000,
        "zzz = 1",
        "[documents.a]\nyear = nan",
        "[documents.a]\nyear = 1" + "0" * 30,
        '[documents.a]\ntitle = "a\\u0000"',
        '[documents.a]\nlanguage = "of the North"',
        '[names]\n"" = {}',
        "[[episodes]]\nname = 5",
        '[[episodes]]\nname = "e"\nyear = []',
        '[[expected]]\nname = "e"\nyear = true\nterms = ["a"]\norigin = "x"',
    ],
)
def test_nonsense_in_corpus_toml(told, tmp_path):
    """Wrong types, signs that cannot be shown and numbers that no table holds are said in one sentence."""
    (tmp_path / "a.txt").write_text("The wind blew over the sea.\n")
    (tmp_path / "corpus.toml").write_text(told)
    with pytest.raises(AnalysisError, match=r"^corpus\.toml") as error:
        read_corpus(tmp_path)
    assert "\n" not in str(error.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names.")
def test_a_name_of_two_lines(tmp_path):
    """A file name that cannot be shown on one line is refused, and shown so that it can be found."""
    (tmp_path / "a\nb.txt").write_text("The wind blew over the sea.\n")
    with pytest.raises(AnalysisError, match=r"'a\\nb\.txt' holds a sign"):
        read_corpus(tmp_path)


def test_a_long_name(tmp_path):
    """A name as long as the system allows can be written."""
    save_file(tmp_path / f"{'x' * 251}.csv", b"1")
    assert [path.stat().st_size for path in tmp_path.iterdir()] == [1]
