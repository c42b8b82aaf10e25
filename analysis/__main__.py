"""The command line: `python -m analysis COMMAND`. Each command loads what it needs when it runs."""

import argparse
import errno
import io
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any

from analysis.errors import AnalysisError, shorten

_ADVICE = {  # what a person can do where the system refuses something
    errno.ENAMETOOLONG: "take a shorter name",
    errno.ENOSPC: "make room on the disk, or name another place",
    errno.EACCES: "see who may read and write there",
    errno.EPERM: "see who may read and write there",
    errno.EROFS: "name a place that can be written to",
}
_asked = threading.Event()  # to end


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; an error that a user can mend is one sentence on stderr, and exit code 2."""
    _asked.clear()
    try:
        _listen(_stop)
        return _run(_parser().parse_args(arguments))
    except BaseException as error:
        # where it is asked to end, libraries may make another error of that, as joblib of processes that ended first
        if _asked.is_set() or isinstance(error, KeyboardInterrupt):
            # Python notes an interruption inside the text of an `exec`, as of dataclasses, and forgets it with the next
            exec("")
            print("Stopped by hand; nothing half-written is left.", file=sys.stderr)
            return 130
        if isinstance(error, AnalysisError):
            print(f"Stopped: {error}", file=sys.stderr)
            return 2
        if isinstance(error, OSError):
            where = f"{shorten(str(error.filename))}: " if error.filename else ""
            advice = _ADVICE.get(error.errno or 0, "see whether it is there and whole")
            print(f"Stopped: {where}{error.strerror or error}; {advice}.", file=sys.stderr)
            return 2
        raise


def _listen(answer: Callable[[int, object], None] | signal.Handlers) -> None:
    """What is done when the work is to end: by hand, by another program, or with its window."""
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) != signal.SIG_IGN:  # as `nohup` has it
                signal.signal(number, answer)


def _stop(number: int, frame: object) -> None:
    """What is half-written goes, kernels end; whoever asks again while they do asks for the same."""
    _listen(signal.SIG_IGN)
    _asked.set()
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m analysis", description="Two texts in; tables, figures and notebooks out."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    figures = commands.add_parser("figures", help="draw figures into figures/, as PNG, SVG and CSV, or as told")
    figures.add_argument("names", nargs="*", metavar="NAME", help="which figures (all when none is named)")
    figures.add_argument("--list", action="store_true", help="name the figures there are")
    figures.add_argument("--corpus", metavar="DIR", help="a folder of other texts (with --out)")
    figures.add_argument("--format", metavar="KIND", action="append", help="png, svg or pdf; again for more than one")
    figures.add_argument("--width", metavar="CM", type=float, help="how wide when printed, in centimetres (16.5)")
    figures.add_argument("--out", metavar="DIR", help="the folder to write to (figures/ for the project's texts)")
    notebooks = commands.add_parser("notebooks", help="run notebooks from top to bottom")
    notebooks.add_argument("names", nargs="*", metavar="NAME", help="which notebooks (all when none is named)")
    notebooks.add_argument("--store", action="store_true", help="renew notebooks/ itself, not a copy in build/")
    report = commands.add_parser("report", help="the executed notebooks of build/ as web pages that need no network")
    build = commands.add_parser("build", help="notebooks, figures and report into build/, and the findings in words")
    for command in (report, build):
        command.add_argument("--corpus", metavar="DIR", help="a folder of other texts, as `compare DIR` does")
        command.add_argument("--out", metavar="DIR", help="with --corpus: the folder to write (in build/ if left out)")
        _add_excerpts(command, "few of the project's texts, all of yours")
    commands.add_parser("lab", help="open JupyterLab on the first notebook, without news and update prompts")
    read = commands.add_parser("read", help="what was read in files: structure, counts, and what was mended")
    read.add_argument("files", nargs="+", metavar="FILE")
    _add_own_texts(commands)
    return parser


def _add_own_texts(commands) -> None:
    """The commands for anybody's texts."""
    compare = commands.add_parser("compare", help="compare texts: a folder with report, tables, figures and notebook")
    compare.add_argument("files", nargs="+", metavar="FILE", help="two texts or more; folders and patterns as well")
    compare.add_argument("--out", metavar="DIR", help="the folder to write (named after the texts if left out)")
    compare.add_argument("--target", metavar="FILE", help="the text to look from (the first if left out)")
    _add_excerpts(compare, "all")
    compare.add_argument("--open", action="store_true", help="open the report in the browser")
    new = commands.add_parser("new", help="a study to own: copies of texts, suggestions to edit, a notebook")
    new.add_argument("folder", metavar="DIR", help="a new or empty folder")
    new.add_argument("files", nargs="+", metavar="FILE", help="two texts or more; folders and patterns as well")


def _add_excerpts(command: argparse.ArgumentParser, usual: str) -> None:
    how = f"how much of the texts explore.html carries: a few short excerpts, all, or none ({usual} if left out)"
    command.add_argument("--excerpts", choices=("few", "all", "none"), help=how)


def _run(asked: argparse.Namespace) -> int:
    from analysis.workbook import commands

    match asked.command:
        case "figures":
            commands.draw_figures(
                asked.names,
                listing=asked.list,
                corpus=asked.corpus,
                out=asked.out,
                formats=asked.format,
                width=asked.width,
            )
        case "notebooks":
            commands.execute_notebooks(asked.names, store=asked.store)
        case "report" | "build" if asked.corpus:
            return commands.report_on(asked.corpus, out=asked.out, excerpts=asked.excerpts or "all")
        case "report":
            commands.write_report(excerpts=asked.excerpts or "few")
        case "build":
            commands.build(excerpts=asked.excerpts or "few")
        case "lab":
            commands.open_lab()
        case "read":
            commands.print_reading(asked.files)
        case "compare":
            how = {"out": asked.out, "target": asked.target, "excerpts": asked.excerpts or "all"}
            return commands.compare_files(asked.files, browse=asked.open, **how)
        case "new":
            return commands.lay_out(asked.folder, asked.files)
    return 0


class _Output(io.FileIO):
    """Where a program's words go: once they are not taken any more (`… | head`, a full disk), its work goes on."""

    lost: OSError | None = None

    def write(self, data: Any) -> int:
        try:
            while self.lost is None:
                written: int | None = super().write(data)
                if written is not None:
                    return written
                select.select([], [self.fileno()], [])  # who reads is slow, and was told not to keep us waiting
        except OSError as error:
            self.lost = error
        return len(data)


def _open_output(name: str) -> _Output | None:
    stream = getattr(sys, name)
    if not isinstance(stream, io.TextIOWrapper):
        return None
    output = _Output(stream.fileno(), "w", closefd=False)
    told = io.TextIOWrapper(
        io.BufferedWriter(output),
        encoding=stream.encoding,
        errors="backslashreplace",  # a console without → or é shows which sign it lacks
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
    setattr(sys, name, told)
    return output


def run(arguments: list[str] | None = None) -> int:
    """`main` of a program that ends with it: whoever asks for its end when all is done changes nothing any more."""
    os.environ.pop("MPLBACKEND", None)  # pictures are drawn into files, whatever it says
    output, _ = _open_output("stdout"), _open_output("stderr")
    code = main(arguments)
    _listen(signal.SIG_IGN)  # Python, as it ends, would give a signal its old power back
    if output:
        sys.stdout.flush()
    if output and output.lost and not isinstance(output.lost, BrokenPipeError):
        print(f"What was to be printed could not be written ({output.lost.strerror}).", file=sys.stderr)
        return code or 2
    return code


if __name__ == "__main__":
    sys.exit(run())
