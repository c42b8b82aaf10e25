"""Speed and memory, ours beside what a user would take otherwise: the same texts, in turn, in one run, on one core.

`python benchmarks/speed.py FOLDER … [--sizes two 4MB 100MB 1GB] [--documents 10 1000 10000 100000] [--tasks …]
[--rounds 5] [--peers FOLDER] [--out FILE]`

A folder holds collections as `works.py` reads them; the first come first, and where they do not reach they come anew
(so the larger sizes hold no more different words than the collections). "two" are the project's own two texts; 10 to
100,000 documents hold 450 words each. `--peers` makes, once, environments for the packages of `peers.txt`.

Each measurement is a process of its own, with one thread, that does the task on the two texts first. Rounds go through
all tools in turn; CPU seconds and memory are medians, the ratio is the median of the rounds' ratios to our first row:
.5 takes half our time. Of tasks that begin with a table, reading and splitting are not counted. The peak is that of the
work with what it starts from. `n` says what came out: tools that split otherwise count a little more or less.
"""

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import psutil
from speed_inputs import rests_on_kept, write_input
from speed_tasks import TASKS, Tool
from works import markdown

HERE = Path(__file__).parent
ONE_CORE = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS", "RAYON_NUM_THREADS"), "1"
)


NUMBERS = ["cpu_s", "wall_s", "ratio", "mb_per_s", "peak_mb", "before_mb"]

# --- the environments of the peers


def make_environments(folder: Path) -> None:
    """One for each line of peers.txt, unless it is there."""
    for line in (HERE / "peers.txt").read_text("utf-8").splitlines():
        name, _, wanted = line.partition(": ")
        if line.startswith("#") or (folder / name / "ready").exists():
            continue
        subprocess.run([sys.executable, "-m", "venv", folder / name], check=True)
        pip = [str(folder / name / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *wanted.split()], check=True)
        (folder / name / "ready").touch()


def python_of(tool: Tool, peers: Path | None) -> str:
    own = peers / tool.package / "bin" / "python" if peers and tool.package else None
    return str(own) if own and own.exists() else sys.executable


@cache
def is_installed(package: str, python: str) -> bool:
    asked = [python, "-c", f"import importlib.metadata as m; m.version({package!r})"]
    if package == "quanteda":
        asked = ["Rscript", "-e", "packageVersion('quanteda')"]
    try:
        return not package or subprocess.run(asked, capture_output=True).returncode == 0
    except OSError:  # no R
        return False


# --- one measurement


def start(python: str, arguments: list[str], limits: argparse.Namespace) -> dict | str:
    """What a process tells, or in a word why it does not."""
    environment = os.environ | ONE_CORE | ({"PYTHONPATH": str(HERE.parent)} if python == sys.executable else {})
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        command = [python, str(HERE / "speed_tasks.py"), *arguments]
        process = subprocess.Popen(command, stdout=out, stderr=errors, env=environment)
        since, watched = time.monotonic(), psutil.Process(process.pid)
        while process.poll() is None:
            if why := _beyond(since, watched, limits):
                for one in [*watched.children(recursive=True), watched]:
                    one.kill()
                process.wait()
                return why
            time.sleep(0.05)
        out.seek(0)
        errors.seek(0)
        if process.returncode:
            print(errors.read()[-2000:], file=sys.stderr)
            return "failed"
        told = out.read().splitlines()
        return json.loads(told[-1]) if told and told[-1].startswith("{") else {}


def _beyond(since: float, watched: psutil.Process, limits: argparse.Namespace) -> str:
    """Of CPU seconds, as others may hold the machine; a process that does nothing ends after ten times that."""
    try:
        cpu, memory = sum(watched.cpu_times()[:2]), watched.memory_info().rss
    except psutil.Error:  # it has just ended
        return ""
    if max(cpu, (time.monotonic() - since) / 10) > limits.seconds:
        return f"> {limits.seconds:g} s"
    return f"> {limits.gigabytes:g} GB" if memory > limits.gigabytes * 2**30 else ""


# --- one task on one input


def measure(task: str, size: dict, folders: tuple[Path, Path], options: argparse.Namespace) -> list[dict]:
    """A row for each tool: its medians, or why there are none."""
    folder, small = map(str, folders)
    found: dict[str, list[dict]] = {}
    why: dict[str, str] = {}
    tools = {tool.who: python_of(tool, options.peers) for tool in TASKS[task].tools}
    for who, python in tools.items():
        tool = next(tool for tool in TASKS[task].tools if tool.who == who)
        if not is_installed(tool.package, python):
            why[who] = "not installed"
        elif rests_on_kept(tool.needs):
            told = start(python, ["make", task, who, folder, small], options)
            if isinstance(told, str):
                why[who] = f"before it {told}"
    for _ in range(options.rounds):
        for who, python in tools.items():
            if who not in why:
                told = start(python, ["run", task, who, folder, small], options)
                if isinstance(told, str):
                    why[who] = told
                else:
                    found.setdefault(who, []).append(told)
    return [_row(task, who, size, found, why) for who in tools]


def _row(task: str, who: str, size: dict, found: dict[str, list[dict]], why: dict[str, str]) -> dict:
    ours = found.get(TASKS[task].tools[0].who, [])
    row = {
        "task": task,
        "size": size["size"],
        "documents": size["documents"],
        "mb": size["bytes"] / 1e6,
        "who": who,
        "note": why.get(who, ""),
    }
    row |= dict.fromkeys(NUMBERS, float("nan"))
    row |= {"n": pd.NA, "counted": TASKS[task].counted, "version": ""}
    if who in found and who not in why:
        rounds = pd.DataFrame(found[who])
        row |= {name: rounds[name].median() for name in NUMBERS if name in rounds}
        row |= {"n": rounds["n"].iloc[0], "version": rounds["version"].iloc[0]}
        pairs = zip(found[who], ours, strict=False)  # ours may have failed
        row["ratio"] = pd.Series([one["cpu_s"] / base["cpu_s"] for one, base in pairs], dtype=float).median()
        row["mb_per_s"] = size["bytes"] / 1e6 / row["cpu_s"]
    return row


# --- what is told


def machine() -> str:
    model = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        model = next((line.split(": ", 1)[1] for line in lines if line.startswith("model name")), model)
    memory = psutil.virtual_memory().total / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def show(rows: list[dict], head: str) -> str:
    """The table as Markdown, a part a size; then what was left out."""
    table = pd.DataFrame(rows)
    parts = [f"{head} {', '.join(filter(None, table['version'].unique()))}."]
    for size in table["size"].unique():
        part = table[(table["size"] == size) & (table["note"] != "not installed")]
        shown = part.assign(**{name: [_rounded(value) for value in part[name]] for name in NUMBERS})
        shown["cpu_s"] = shown["note"].where(shown["note"] != "", shown["cpu_s"])
        shown["n"] = [
            f"{int(n):,} {what}" if pd.notna(n) else "–" for n, what in zip(part["n"], part["counted"], strict=True)
        ]
        told = {"task": "task", "who": "who", "cpu_s": "CPU s", "ratio": "ratio to ours", "mb_per_s": "MB/s"}
        told |= {"peak_mb": "peak MB", "before_mb": "of it before", "n": "n"}
        documents = f"{part['documents'].iloc[0]:,} documents, {part['mb'].iloc[0]:.3g} MB"
        parts.append(f"## {size if not size.isdigit() else 'small ones'}: {documents}")
        parts.append(markdown(shown[list(told)].rename(columns=told)))
    missing = table.loc[table["note"] == "not installed", "who"].unique()
    parts += [f"Left out, not installed: {', '.join(missing)}."] if len(missing) else []
    return "\n\n".join(parts)


def _rounded(value: float) -> str:
    """To two digits, and to the whole number from ten on."""
    if pd.isna(value):
        return "–"
    return f"{value:,.0f}" if value >= 10 or value <= 0 else f"{value:,.{1 - math.floor(math.log10(value))}f}"


def main() -> None:
    options = _options()
    if options.peers:
        make_environments(options.peers)
    if not options.folders:
        return
    held = ", ".join(f"{package} {version(package)}" for package in ("numpy", "pandas"))
    head = f"{machine()}; one thread; {options.rounds} rounds; {time.strftime('%d %B %Y')}. {held}."
    rows: list[dict] = []
    with tempfile.TemporaryDirectory() as made:
        small = Path(made) / "small"
        write_input("two", options.folders, small)
        for size in [*options.sizes, *map(str, options.documents)]:
            with tempfile.TemporaryDirectory(dir=made) as one:
                folder = Path(one) / "input"
                facts = write_input(size, options.folders, folder)
                for task in options.tasks:
                    print(f"{size}: {task}", file=sys.stderr, flush=True)
                    rows += measure(task, facts, (folder, small), options)
                    if options.out:
                        options.out.write_text(f"# {head}\n{pd.DataFrame(rows).to_csv(index=False)}", "utf-8")
    print(show(rows, head))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--sizes", nargs="*", default=["two", "4MB", "100MB", "1GB"])
    parser.add_argument("--documents", type=int, nargs="*", default=[10, 1_000, 10_000, 100_000])
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=list(TASKS), metavar="TASK", help=", ".join(TASKS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", type=Path, help="where the environments of peers.txt are, or are to be made")
    parser.add_argument("--seconds", type=float, default=600, help="the most CPU a process may take")
    parser.add_argument("--gigabytes", type=float, default=12, help="the most memory it may take")
    parser.add_argument("--out", type=Path, help="a CSV file that the table is also kept in, after every task")
    return parser.parse_args()


if __name__ == "__main__":
    main()
