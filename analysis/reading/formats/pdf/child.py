"""The letters of a PDF as words with their places, written to standard output: run as a process of its own.

PDFium is a library in C++, and a file made to do harm can fill the memory or stop the process that reads it: then it is
this one, which has limits. It imports nothing of the package, so that it starts in a tenth of a second. Its output is
one marshalled tuple: ("pages", title, pages) or ("error", what kind). A page is (number, words, whether something is
drawn on it, whether it was cut off), a word (text, x0, x1, base, size, turned, space, font), as `pdf_words` tells them.

PDFium (BSD and Apache licences) was the best of four that were measured: ten times as fast as pypdf, twenty to fifty
times as pdfminer.six and pdfplumber, and with a box for every letter. Words are parted where the file has a space,
where letters stand apart, and where PDFium guesses a space and they stand apart a little: a slanted f reaches over it.
"""

import ctypes
import marshal
import math
import struct
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

_MOST_PAGES = 5_000
_MOST_LETTERS = 12_000_000  # of a file: four books of a thousand pages
_MOST_ON_PAGE = 100_000  # letters: a dense newspaper page has 20,000
_MOST_SHAPES = 5_000  # on one page, that are looked at
_MOST_BULLETS = 100  # on one page: more small shapes are points of a chart
_MOST_MEMORY = 2_000_000_000  # bytes
_APART = 0.22  # of the size: letters farther apart stand in two words
_NEAR = 0.06  # of the size: nearer letters stand in one, whatever is guessed; a kern is seldom wider
_BLANKS = frozenset(map(ord, " \t\r\n\u00a0\u2002\u2003\u2009\u200a\u202f"))


class _Style(NamedTuple):
    """What the letters of one object of a page share."""

    base: float
    size: float
    turned: int
    font: tuple[str, int, bool]  # name, weight, whether its codes are all that it tells of its letters


_NO_STYLE = _Style(0.0, 1.0, 0, ("", 0, False))
_Word = tuple[str, float, float, float, float, int, int, tuple[str, int, bool]]


class Reader:
    """PDFium's functions, called without the checks of their wrappers, which take as long as the work itself."""

    def __init__(self, raw: Any) -> None:
        whole, handle, size = ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t
        self.raw = raw
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
        self.styles: dict[int, _Style] = {}  # of one page, by object
        self.fonts: dict[int, tuple[str, int, bool]] = {}  # of one page

    def read(self, pdf: Any, number: int) -> tuple[int, list[_Word], bool, bool]:
        page = self.raw.FPDF_LoadPage(pdf, number)
        if not page:
            return number + 1, [], False, False
        text = self.raw.FPDFText_LoadPage(page)
        self.styles, self.fonts = {}, {}
        try:
            count = max(self.raw.FPDFText_CountChars(text), 0) if text else 0
            words = list(self._words(ctypes.cast(text, ctypes.c_void_p), min(count, _MOST_ON_PAGE)))
            drawn = self.raw.FPDFPage_CountObjects(page)
            words += self._bullets(page, drawn, words)
            return number + 1, words, bool(words) or drawn > 0, count > _MOST_ON_PAGE
        finally:
            self.raw.FPDFText_ClosePage(text)
            self.raw.FPDF_ClosePage(page)

    def _words(self, text: ctypes.c_void_p, count: int) -> Iterator[_Word]:
        """The words of a page in the order of the file."""
        codes = list(map(self.code, [text] * count, range(count)))
        boxes = self._boxes(text, count)
        letters: list[str] = []
        style = _NO_STYLE
        start = end = low = high = 0.0
        space = guess = 0
        for place, code in enumerate(codes):
            box = boxes[place]
            if code in _BLANKS:
                guess = 1
                if box[2] > box[0] or box[1] > box[3]:  # one without extent is PDFium's own guess
                    if letters:
                        yield "".join(letters), start, end, *style[:3], space, style.font
                    letters, space = [], 2
                continue
            left, top, right, bottom = _turn(box, style.turned) if style.turned else box
            if letters and box != boxes[place - 1]:  # equal boxes: the letters of a ligature
                near = -0.5 * style.size < left - end < (_NEAR if guess else _APART) * style.size
                slack = 0.2 * (high - low)
                level = abs(bottom - low) <= slack and abs(top - high) <= slack
                if not near or not (level or _alike(style, self._style(text, place))):
                    yield "".join(letters), start, end, *style[:3], space, style.font
                    letters, space = [], guess
            if not letters:
                style = self._style(text, place)
                left, top, right, bottom = _turn(box, style.turned) if style.turned else box
                start, low, high = left, bottom, top
            letters.append(chr(code) if code < 0x110000 else "\ufffd")
            end, guess = right, 0
        if letters:
            yield "".join(letters), start, end, *style[:3], space, style.font

    def _boxes(self, text: ctypes.c_void_p, count: int) -> list[tuple[float, float, float, float]]:
        """(left, top, right, bottom) of each letter: its advance wide, its font high."""
        room = ctypes.create_string_buffer(16 * count)
        first = ctypes.addressof(room)
        list(map(self.box, [text] * count, range(count), range(first, first + 16 * count, 16)))
        return list(struct.iter_unpack("4f", room))

    def _style(self, text: ctypes.c_void_p, place: int) -> _Style:
        holder = self.holder(text, place)
        if holder not in self.styles:
            self.styles[holder] = self._look(text, place, holder)
        return self.styles[holder]

    def _look(self, text: ctypes.c_void_p, place: int, holder: int | None) -> _Style:
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
        return _Style(base, size or 1.0, turned, self._font(text, place, holder))

    def _font(self, text: ctypes.c_void_p, place: int, holder: int | None) -> tuple[str, int, bool]:
        font = self.font(holder) if holder else None
        if font is None:
            return _NO_STYLE.font
        if font not in self.fonts:
            name = ctypes.create_string_buffer(128)
            self.name(font, ctypes.addressof(name), 128)
            bare = not name.value and bool(self.guessed(text, place))
            self.fonts[font] = name.value.decode("latin-1"), self.weight(font), bare
        return self.fonts[font]

    def _bullets(self, page: Any, drawn: int, words: list[_Word]) -> list[_Word]:
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
            line = [word for word in words if 0 < middle - word[3] < 0.6 * word[4] and not word[5]]
            first = min((word for word in line if word[1] > right), key=lambda word: word[1], default=None)
            alone = not any(0 <= left - word[2] < 2 * word[4] or word[1] < right < word[2] for word in line)
            if first and alone and first[1] - right < 2 * first[4]:
                found.append(("•", left, right, first[3], first[4], 0, 2, first[7]))
        return found


def _alike(one: _Style, other: _Style) -> bool:
    """Whether two letters stand on one line, in one size: fonts differ in how high and deep their letters reach."""
    return abs(one.base - other.base) < 0.08 * one.size > abs(one.size - other.size) and one.turned == other.turned


def _plain(function: Any, result: Any, *takes: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(result, *takes)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def _turn(box: tuple[float, float, float, float], turned: int) -> tuple[float, float, float, float]:
    """A box seen so that its text runs to the right: left, top, right, bottom."""
    left, top, right, bottom = box
    if turned == 90:
        return bottom, -left, top, -right
    if turned == 270:
        return -top, right, -bottom, left
    if turned == 180:
        return -right, -bottom, -left, -top
    return box


def read_part(path: str, part: int, parts: int) -> tuple[Any, ...]:
    """Every `parts`-th page from `part`, as the module's docstring tells; an error as ("error", what kind)."""
    try:
        import pypdfium2
    except ImportError:
        return "error", "library"
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        return "error", "locked" if "password" in str(error).lower() else "broken"
    if len(pdf) > _MOST_PAGES:
        return "error", "long"
    reader = Reader(pypdfium2.raw)
    pages, letters = [], 0
    for number in range(part, len(pdf), parts):
        pages.append(reader.read(pdf.raw, number))
        letters += sum(len(word[0]) for word in pages[-1][1])
        if letters > _MOST_LETTERS // parts:
            return "error", "long"
    return "pages", pdf.get_metadata_value("Title").strip(), pages


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on every system
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    least = _MOST_MEMORY if most == resource.RLIM_INFINITY else min(_MOST_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (least, most))


if __name__ == "__main__":
    _limit_memory()
    marshal.dump(read_part(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])), sys.stdout.buffer)
