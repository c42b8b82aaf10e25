"""PDF pages to words: what stands where, how large, in which face. The reading is done by processes of their own."""

import marshal
import math
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import ReadError
from analysis.naming import compose
from analysis.reading.formats.pdf.signs import Face, face_of

_CHILD = Path(__file__).with_name("child.py")
_LONGEST = 300  # seconds: a thousand pages take twenty
_LARGE = 500_000  # bytes: a larger file is shared out among processes
_MOST_CHILDREN = 4
_FARTHEST = 15_000.0  # points: no page is larger
_ERRORS = {
    "library": "PDF files need pypdfium2: run pip install pypdfium2.",
    "locked": "{name} is locked with a password; save a copy without one.",
    "broken": "{name} cannot be opened as PDF (it is broken); save it anew.",
    "stopped": "{name} cannot be opened as PDF (it takes more time or memory than a text does); print it to a new PDF.",
    "long": "{name} has more than 5,000 pages or 12 million letters; part it.",
}


class Word(NamedTuple):
    """Letters without a gap, on one baseline and of one size; lengths in points, from the page's lower left corner."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    face: Face
    turned: int  # in degrees: 0, 90, 180, 270, or -1 for anything else
    space: int  # before it: 2 where the file has one, 1 where it seems so, 0 where there is none


class Page(NamedTuple):
    number: int
    words: list[Word]
    filled: bool  # something is drawn on it
    cut: bool  # it has more letters than are read


def read_pages(path: Path) -> tuple[list[Page], str]:
    """Every page of a file with its words, and the title that the file states of itself."""
    parts = min(os.cpu_count() or 1, _MOST_CHILDREN) if path.stat().st_size > _LARGE else 1
    with ThreadPoolExecutor(parts) as pool:
        answers = list(pool.map(lambda part: _ask(path, part, parts), range(parts)))
    wrong = next((answer[1] for answer in answers if answer[0] != "pages"), "")
    if wrong:
        raise ReadError(_ERRORS[wrong].format(name=path.name))
    pages = [_page(page) for _, _, found in answers for page in found]
    return sorted(pages, key=lambda page: page.number), answers[0][1]


def _ask(path: Path, part: int, parts: int) -> tuple[Any, ...]:
    command = [sys.executable, "-P", str(_CHILD), str(path), str(part), str(parts)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=_LONGEST, env=env)
        return marshal.loads(done.stdout) if done.returncode == 0 else ("error", "stopped")
    except (subprocess.TimeoutExpired, EOFError, ValueError, TypeError):
        return "error", "stopped"


def _page(page: tuple[int, list[tuple[Any, ...]], bool, bool]) -> Page:
    number, found, filled, cut = page
    words = []
    for text, x0, x1, base, size, turned, space, font in found:
        if all(map(math.isfinite, (x0, x1, base, size))) and max(abs(x0), abs(x1), abs(base), abs(size)) < _FARTHEST:
            words.append(Word(compose(text), x0, x1, base, size, _face(font), turned, space))
    return Page(number, words, filled, cut)


@lru_cache(maxsize=1_000)
def _face(font: tuple[str, int, bool]) -> Face:
    name, weight, bare = font
    return face_of(name, weight, bare=bare)
