"""What a line can tell by its signs alone: sentence ends, note marks, labels. No word of any text is known here."""

import re

SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_DIGITS = str.maketrans(SUPERSCRIPT, "0123456789")
MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"  # private signs: formats that know their note marks wrap the number in them
EMPHASIS_OPEN, EMPHASIS_CLOSE = "\ue002", "\ue003"  # likewise around what they know to be in italics
SURE_MARK = rf"{MARK_OPEN}[^{MARK_CLOSE}]*{MARK_CLOSE}"
OPENERS = "“„«‘‚\"'([{"
CLOSERS = "”“»’›\"')\\]}*_"
_MARK = rf"(?:[{SUPERSCRIPT}]+|{SURE_MARK}|\[\^?[^\]\s]{{1,9}}\]|(?<!\d)\d{{1,3}})"
_END = re.compile(rf"[.?!…:][{CLOSERS}]*{_MARK}?[{CLOSERS}]*\s*$")


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does: a final sign, then closing marks and perhaps a note mark.

    >>> [ends_sentence(line) for line in ("It ended.", "he declared:", "annually.20", "“again.”28", "in Moscow")]
    [True, True, True, True, False]
    """
    return bool(_END.search(text[-24:]))


def as_number(mark: str) -> str:
    """The plain number of a note mark.

    >>> as_number("¹²")
    '12'
    """
    return mark.strip(MARK_OPEN + MARK_CLOSE + "[]^").translate(TO_DIGITS)
