"""The process that reads mutated inputs, under limits of memory and processor time, with the network shut."""

import resource
import signal
import sys
import tempfile
import traceback
import warnings
from multiprocessing.connection import Connection
from pathlib import Path

import analysis.reading.tables_of_texts  # noqa: F401  (all that reads, loaded once)
from analysis import AnalysisError, Corpus, corpus_from_table, read_corpus
from tests.hostile.lawful import SECRET, broken_laws
from tests.hostile.mutations import CANARY, make_input

_MEMORY = 2_000_000_000  # bytes
_SECONDS = 2.0  # of processor time, an input
_ASKED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")
_TABLES = (".csv", ".xlsx")
_asked: list[str] = []  # what was opened that nothing may open
Told = dict[str, int | list[tuple[str, int, str]]]


def work(line: Connection, seed: int) -> None:
    """Answer jobs (suffix, first number, how many) with counts and failures until the line ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_watch)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / CANARY).write_text(f"<p>{SECRET}</p>")
        (folder / "good.txt").write_text(
            "Les vieilles pierres de la ville sont tombées. « Partons », dit-elle, et la pluie. " * 20
        )
        _told([folder / "good.txt"])  # what is loaded when it is used, is loaded before the clock runs
        while True:
            try:
                suffix, first, count = line.recv()
            except EOFError:
                return
            line.send(answer(folder, suffix, range(first, first + count), seed))


def _watch(event: str, told: tuple) -> None:
    if event in _ASKED or (event == "open" and str(told[0]).endswith(CANARY) and told[1] not in ("w", "wb")):
        _asked.append(f"{event} {told[0]!r:.80}")
        if event in _ASKED:
            raise PermissionError("the network is shut")


def answer(folder: Path, suffix: str, numbers: range, seed: int) -> Told:
    """What came of some inputs: read together, and one by one where that fails."""
    paths = [folder / f"i{number}{suffix}" for number in numbers]
    try:
        for path, number in zip(paths, numbers, strict=True):
            path.write_bytes(make_input(suffix, number, seed))
        if suffix not in _TABLES and len(paths) > 1:
            _allow(2 * _SECONDS)
            try:
                return _told([*paths, folder / "good.txt"], less=1)
            except (Exception, RecursionError, MemoryError):  # which of them, is asked below
                pass
        whole: Told = {"answered": 0, "refused": 0, "failed": []}
        for path in paths:
            _allow(_SECONDS)
            one = _one(path)
            whole = {key: whole[key] + one[key] for key in whole}  # type: ignore[operator]
        return whole
    finally:
        _allow(0)
        for path in paths:
            path.unlink(missing_ok=True)


def _allow(seconds: float) -> None:
    """Let the process end itself after so much processor time; 0: no more."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def read(paths: list[Path]) -> Corpus:
    """The corpus of these files, or of a table; warnings of numbers gone wrong are errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        if paths[0].suffix in _TABLES:
            return corpus_from_table(paths[0])
        return read_corpus(paths, unreadable="leave out")


def _told(paths: list[Path], less: int = 0) -> Told:
    """What came of reading these files together."""
    _asked.clear()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", UserWarning)
        corpus = read(paths)
    lost = [str(one.message) for one in said if str(one.message).startswith("Left out: ")]
    failed = [("wrong", _number_of(sentence), f"no sentence: {sentence!r}") for sentence in filter(_no_sentence, lost)]
    broken = dict(broken_laws(corpus))
    failed += [("wrong", _number_of(document), law) for document, law in broken.items()]
    first = _number_of(paths[0].stem)
    failed += [("wrong", first, f"was asked for: {one}") for one in _asked]
    return {"answered": len(paths) - less - len(lost) - len(broken), "refused": len(lost), "failed": failed}


def _one(path: Path) -> Told:
    number = _number_of(path.stem)
    try:
        told = _told([path])
        told["failed"] = [(kind, number, said) for kind, _, said in told["failed"]]  # type: ignore[union-attr]
        return told
    except AnalysisError as error:
        bad = _no_sentence(str(error))
        wrong = [("wrong", number, f"no sentence: {error!s:.300}")] * bad
        return {"answered": 0, "refused": 1 - bad, "failed": wrong}
    except (Exception, RecursionError, MemoryError) as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}: {error!s:.100}"
        return {"answered": 0, "refused": 0, "failed": [("crashes", number, said)]}


def _no_sentence(said: str) -> bool:
    """Whether an answer is no clear sentence: of several lines, overlong, or without its end."""
    return "\n" in said or len(said) > 400 or not said.rstrip(")").endswith(".")


def _number_of(name: str) -> int:
    """The number of the input whose name stands in a text; -1 for none."""
    at = name.find("i")
    digits = "".join(sign if sign.isdigit() else " " for sign in name[at + 1 :]).split()
    return int(digits[0]) if digits else -1
