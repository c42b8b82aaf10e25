"""PDF pages to words: what stands where, how large, in which face.

PDFium (BSD and Apache licences) was the best of four that were measured: ten times as fast as pypdf, twenty to fifty
times as pdfminer.six and pdfplumber, and with a box for every letter. Words are parted where the file has a space, where
letters stand apart, and where PDFium guesses a space and they stand apart a little: a slanted f reaches over its space.
"""

import ctypes
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analysis.errors import ReadError
from analysis.reading.formats.pdf_signs import Face, face_of

_MOST_PAGES = 5_000
_MOST_LETTERS = 100_000  # on one page: a dense newspaper page has 20,000
_APART = 0.22  # of the size: letters farther apart stand in two words
_NEAR = 0.06  # of the size: nearer letters stand in one, whatever is guessed; a kern is seldom wider
_MOST_SHAPES = 5_000  # on one page, that are looked at
_MOST_BULLETS = 100  # on one page: more small shapes are points of a chart
_BLANKS = frozenset(map(ord, " \t\r\n\u00a0\u2002\u2003\u2009\u200a\u202f"))


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


def read_pages(path: Path) -> tuple[list[Page], str]:
    """Every page of a file with its words, and the title that the file states of itself."""
    try:
        import pypdfium2
    except ImportError:
        raise ReadError("PDF files need pypdfium2: run pip install pypdfium2.") from None
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(f"{path.name} is locked with a password; save a copy without one.") from None
        raise ReadError(f"{path.name} cannot be opened as PDF ({type(error).__name__}); save it anew.") from None
    try:
        if len(pdf) > _MOST_PAGES:
            raise ReadError(f"{path.name} has {len(pdf):,} pages; at most {_MOST_PAGES:,} are read: part it.")
        reader = _Reader()
        return [reader.read(pdf.raw, number) for number in range(len(pdf))], pdf.get_metadata_value("Title").strip()
    finally:
        pdf.close()


class _Style(NamedTuple):
    base: float
    size: float
    face: Face
    turned: int


class _Reader:
    """PDFium's functions, called without the checks of their wrappers, which take as long as the work itself."""

    def __init__(self) -> None:
        import pypdfium2.raw as raw

        self.raw: Any = raw
        whole, handle, size = ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t
        self.code = _plain(raw.FPDFText_GetUnicode, ctypes.c_uint, handle, whole)
        self.box = _plain(raw.FPDFText_GetLooseCharBox, whole, handle, whole, handle)
        self.origin = _plain(raw.FPDFText_GetCharOrigin, whole, handle, whole, handle, handle)
        self.matrix = _plain(raw.FPDFText_GetMatrix, whole, handle, whole, handle)
        self.points = _plain(raw.FPDFText_GetFontSize, ctypes.c_double, handle, whole)
        self.holder = _plain(raw.FPDFText_GetTextObject, handle, handle, whole)
        self.font = _plain(raw.FPDFTextObj_GetFont, handle, handle)
        self.name = _plain(raw.FPDFFont_GetBaseFontName, size, handle, handle, size)
        self.weight = _plain(raw.FPDFFont_GetWeight, whole, handle)
        self.guessed = _plain(raw.FPDFText_HasUnicodeMapError, whole, handle, whole)
        self.holders: dict[int, _Style] = {}  # of one page: text object → what its letters share
        self.faces: dict[int, Face] = {}  # of one page: font → face

    def read(self, pdf: Any, number: int) -> Page:
        page = self.raw.FPDF_LoadPage(pdf, number)
        if not page:
            return Page(number + 1, [], False)
        text = self.raw.FPDFText_LoadPage(page)
        self.holders, self.faces = {}, {}
        try:
            count = self.raw.FPDFText_CountChars(text) if text else 0
            words = list(self._words(ctypes.cast(text, ctypes.c_void_p), min(count, _MOST_LETTERS)))
            drawn = self.raw.FPDFPage_CountObjects(page)
            return Page(number + 1, words + self._bullets(page, drawn, words), bool(words) or drawn > 0)
        finally:
            self.raw.FPDFText_ClosePage(text)
            self.raw.FPDF_ClosePage(page)

    def _words(self, text: ctypes.c_void_p, count: int) -> Iterator[Word]:
        """The words of a page in the order of the file."""
        codes = list(map(self.code, [text] * count, range(count)))
        boxes = self._boxes(text, count)
        style, letters = _Style(0, 1, Face(), 0), []
        start = end = low = high = 0.0
        space = guess = 0
        for place, code in enumerate(codes):
            box = boxes[place]
            if code in _BLANKS:
                guess = 1
                if box[2] > box[0] or box[1] > box[3]:  # one without extent is PDFium's own guess
                    if letters:
                        yield Word("".join(letters), start, end, *style, space)
                    letters, space = [], 2
                continue
            left, top, right, bottom = _turn(box, style.turned) if style.turned else box
            if letters and box != boxes[place - 1]:  # equal boxes: the letters of a ligature
                near = -0.5 * style.size < left - end < (_NEAR if guess else _APART) * style.size
                slack = 0.2 * (high - low)
                level = abs(bottom - low) <= slack and abs(top - high) <= slack
                if not near or not (level or _alike(style, self._style(text, place))):
                    yield Word("".join(letters), start, end, *style, space)
                    letters, space = [], guess
            if not letters:
                style = self._style(text, place)
                if style.turned:
                    left, top, right, bottom = _turn(box, style.turned)
                start, low, high = left, bottom, top
            letters.append(chr(code))
            end, guess = right, 0
        if letters:
            yield Word("".join(letters), start, end, *style, space)

    def _bullets(self, page: Any, drawn: int, words: list[Word]) -> list[Word]:
        """The bullets of lists where they are drawn, as browsers do: small shapes before the first word of a line."""
        raw, dots = self.raw, []
        edges = [ctypes.c_float() for _ in range(4)]
        for place in range(min(drawn, _MOST_SHAPES)):
            shape = raw.FPDFPage_GetObject(page, place)
            if raw.FPDFPageObj_GetType(shape) == raw.FPDF_PAGEOBJ_PATH:
                raw.FPDFPageObj_GetBounds(shape, *map(ctypes.byref, edges))
                left, low, right, high = (edge.value for edge in edges)
                if 1.5 < right - left < 9 and abs((right - left) - (high - low)) < 1.5:
                    dots.append((left, right, (low + high) / 2))
        found = []
        for left, right, middle in dots if len(dots) < _MOST_BULLETS else []:
            line = [word for word in words if 0 < middle - word.base < 0.6 * word.size and not word.turned]
            first = min((word for word in line if word.x0 > right), key=lambda word: word.x0, default=None)
            alone = not any(0 <= left - word.x1 < 2 * word.size or word.x0 < right < word.x1 for word in line)
            if first and alone and first.x0 - right < 2 * first.size:
                found.append(first._replace(text="•", x0=left, x1=right, space=2))
        return found

    def _boxes(self, text: ctypes.c_void_p, count: int) -> list[list[float]]:
        """[left, top, right, bottom] of each letter: its advance wide, its font high."""
        room = np.zeros((count, 4), dtype=np.float32)
        first = room.ctypes.data
        done = list(map(self.box, [text] * count, range(count), range(first, first + 16 * count, 16)))
        if not all(done):
            room[[not one for one in done]] = 0.0
        return room.tolist()

    def _style(self, text: ctypes.c_void_p, place: int) -> _Style:
        """Baseline, size, face and direction of a letter: they are those of the object of the page that holds it."""
        holder = self.holder(text, place)
        if holder not in self.holders:
            self.holders[holder] = self._look(text, place, holder)
        return self.holders[holder]

    def _look(self, text: ctypes.c_void_p, place: int, holder: int) -> _Style:
        matrix = (ctypes.c_float * 6)(1, 0, 0, 1, 0, 0)
        self.matrix(text, place, ctypes.addressof(matrix))
        a, b, c, d = matrix[:4]
        size = self.points(text, place) * (math.hypot(c, d) or 1.0)
        angle = math.degrees(math.atan2(b, a)) % 360
        turned = next((right % 360 for right in (0, 90, 180, 270, 360) if abs(angle - right) < 3), -1)
        point = (ctypes.c_double * 2)()
        self.origin(text, place, ctypes.addressof(point), ctypes.addressof(point) + 8)
        x, y = point
        base = {90: -x, 180: -y, 270: x}.get(turned, y)
        font = self.font(holder) if holder else None
        if font is None:
            return _Style(base, size or 1.0, Face(), turned)
        if font not in self.faces:
            name = ctypes.create_string_buffer(128)
            self.name(font, ctypes.addressof(name), 128)
            bare = not name.value and bool(self.guessed(text, place))
            self.faces[font] = face_of(name.value.decode("latin-1"), self.weight(font), bare=bare)
        return _Style(base, size or 1.0, self.faces[font], turned)


def _alike(one: _Style, other: _Style) -> bool:
    """Whether two letters stand on one line, in one size: fonts differ in how high and deep their letters reach."""
    return abs(one.base - other.base) < 0.08 * one.size > abs(one.size - other.size) and one.turned == other.turned


def _plain(function: Any, result: Any, *takes: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(result, *takes)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def _turn(box: list[float], turned: int) -> tuple[float, float, float, float]:
    """A box seen so that its text runs to the right: left, top, right, bottom."""
    left, top, right, bottom = box
    if turned == 90:
        return bottom, -left, top, -right
    if turned == 270:
        return -top, right, -bottom, left
    if turned == 180:
        return -right, -bottom, -left, -top
    return left, top, right, bottom
