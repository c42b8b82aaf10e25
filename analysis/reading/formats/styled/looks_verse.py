"""Verse that no style tells: by its line breaks, or by short paragraphs between empty ones."""

import re
from itertools import groupby
from statistics import median

from analysis.reading.formats.styled.paragraphs import Paragraph
from analysis.reading.typography import CLOSERS

_LINE = 75  # letters of a line of verse


def is_verse(text: str) -> bool:
    """Whether lines parted by hand are verse: three or more, short, neither an address nor wrapped prose.

    >>> is_verse("The old stones fell,\\nthe river ran\\nand nobody came."), is_verse("Ann Lee\\n12 High Street\\nYork")
    (True, False)
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 3 or max(map(len, lines)) > 1.6 * _LINE or median(map(len, lines)) > _LINE:
        return False
    middle = median(map(len, lines))
    wrapped = sum(line[0].islower() for line in lines[1:]) > 0.5 * (len(lines) - 1) and middle > 50
    counted = sum(any(sign.isdigit() for sign in line) for line in lines) > len(lines) / 3
    return middle >= 14 and not wrapped and not counted


def find_verse(plain: list[Paragraph]) -> None:
    for block in plain:
        if block.role in ("", "quotation") and "\n" in block.text and is_verse(block.text):
            block.role = "verse" if not block.role else "quoted verse"
    for at, block in enumerate(plain):  # a couplet beside verse
        beside = {near.role for near in (*plain[max(at - 1, 0) : at], *plain[at + 1 : at + 2])}
        lines = block.text.split("\n")
        if not block.role and len(lines) == 2 and "verse" in beside and max(map(len, lines)) <= _LINE:
            block.role = "verse"
    _find_lines_of_verse(plain)


def _find_lines_of_verse(plain: list[Paragraph]) -> None:
    """Stanzas typed one line a paragraph: two of them, three lines or more each, empty lines around, few stops."""
    rows: list[list[Paragraph]] = [[]]
    apart = True
    for block in plain:
        line = _may_be_line(block)
        if not line or block.gap:
            rows.append([])
            apart = apart or block.gap
        if line and (rows[-1] or apart):
            rows[-1].append(block)
        apart = bool(block.role)
    found = [row for row in rows if len(row) >= 3 and _reads_as_verse(row)]
    for row in found if len(found) >= 2 else []:
        for block in row:
            block.role = "verse"


def _may_be_line(block: Paragraph) -> bool:
    return not block.role and 8 <= len(block.text) <= _LINE and "\n" not in block.text and not block.bold


def _reads_as_verse(row: list[Paragraph]) -> bool:
    """Half of the lines, and more, end in no full stop; a label, a digit or a quotation mark opens none."""
    texts = [block.text for block in row]
    running = sum(not re.search(rf"[.?!:][{CLOSERS}]*$", text) for text in texts[:-1])
    labelled = sum(bool(re.match(r"[\W\d]|[\w .]{1,25}:", text)) for text in texts)
    return running >= 0.5 * (len(texts) - 1) and labelled <= len(texts) / 4 and is_verse("\n".join(texts))


def find_preformatted(plain: list[Paragraph]) -> None:
    """A text in the style of typed lines is prose where most of the text has it; short lines of words are verse."""
    typed = [block for block in plain if block.role == "pre"]
    prose = len(typed) > len(plain) / 2
    for block in typed:
        if prose or len(block.text) > 2 * _LINE:
            block.role = ""
    for role, run in groupby(plain, lambda block: block.role):
        row = list(run)
        if role == "pre" and is_verse("\n".join(block.text for block in row)):
            for block in row:
                block.role = "verse"
