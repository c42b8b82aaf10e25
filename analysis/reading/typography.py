"""What signs tell by themselves (sentence ends, note marks), and small repairs by rule, each logged as an edit."""

import re

from analysis.reading.chunks import Chunk, Edit, cut

SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_DIGITS = str.maketrans(SUPERSCRIPT, "0123456789")
# Formats that know their note marks wrap the number in two signs, and what they know to be in italics in two others:
# Unicode noncharacters, which no text may hold. Those that a file holds all the same are taken out as it is opened.
MARK_OPEN, MARK_CLOSE = "\ufdd0", "\ufdd1"
EMPHASIS_OPEN, EMPHASIS_CLOSE = "\ufdd2", "\ufdd3"
OWN_SIGNS = dict.fromkeys(map(ord, (MARK_OPEN, MARK_CLOSE, EMPHASIS_OPEN, EMPHASIS_CLOSE)))  # to translate them away
INVISIBLE = re.compile("[\u200b\u200c\u2060\ufeff\u200e\u200f\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
SURE_MARK = rf"{MARK_OPEN}[^{MARK_CLOSE}]*{MARK_CLOSE}"
CLOSERS = "”“»’›\"')\\]}*_"
_MARK = (
    rf"(?:[{SUPERSCRIPT}]+|{SURE_MARK}| ?\[\^?[^\]\s]{{1,9}}\]| ?\(\d{{1,3}}\)|\{{\d{{1,3}}\}}|\^\d{{1,3}}\^?"
    r"|[*†‡§]{1,3}|(?<!\d)\d{1,3})"
)
_END = re.compile(rf"[.?!…:][{CLOSERS}]*{_MARK}?[{CLOSERS}]*\s*$")


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does: a final sign, then closing marks and perhaps a note mark.

    >>> [ends_sentence(line) for line in ("It ended.", "he declared:", "annually.20", "“again.”28", "in Moscow")]
    [True, True, True, True, False]
    >>> ends_sentence("It ended.(3)")
    True
    """
    return not text[-1:].isalpha() and bool(_END.search(text[-24:]))


def take_out_invisible(text: str, line: int) -> tuple[str, list[Edit]]:
    """A text as a file holds it, without the signs that nobody sees, and an edit for each.

    >>> take_out_invisible("a\\u200bb", 7)
    ('ab', [Edit(line=7, rule='invisible sign', before='\\u200b', after='')])
    """
    found = INVISIBLE.findall(text)
    return INVISIBLE.sub("", text), [Edit(line, "invisible sign", sign, "") for sign in found]


def as_number(mark: str) -> str:
    """The plain number of a note mark.

    >>> as_number("¹²")
    '12'
    """
    return mark.strip(MARK_OPEN + MARK_CLOSE + "[]^").translate(TO_DIGITS)


def whole_number(digits: str, other: int = 0) -> int:
    """The number that digits tell; `other` where they are no plain digits, or more than nine: no number of a text.

    >>> whole_number("12"), whole_number("²"), whole_number("9" * 5000, -1)
    (12, 0, -1)
    """
    return int(digits) if digits.isdecimal() and len(digits) < 10 else other


_RULES = (
    # rule, what a text must hold for it, pattern, replacement. Where the replacement is the same text, the place is
    # only logged: a hyphen with a space after it is left alone, since it changes how many words a reader counts.
    ("soft hyphen", "\u00ad", re.compile("\u00ad"), ""),
    ("emphasis", "*", re.compile(r"(?<![\w*\\])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])"), r"\2"),
    ("emphasis", "_", re.compile(r"(?<![\w_\\])(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\1(?![\w_])"), r"\2"),
    (
        "glued sentences",
        "",
        re.compile(rf"([.?!](?<=[a-z][a-z].)[{CLOSERS}]*)(?=[A-Z](?:[a-z]+)?[\s,])(?!\S*\.\w)"),
        r"\1 ",
    ),
    ("broken word", "- ", re.compile(r"\b[^\W\d_]{2,}- (?!(?:and|or|to|nor|but)\b)[^\W\d_]{2,}"), r"\g<0>"),
)
_SLANTED = re.compile(f"[{EMPHASIS_OPEN}{EMPHASIS_CLOSE}]")


def mend(block: Chunk) -> tuple[Chunk, list[Edit]]:
    """The block mended by every rule in turn, and what was done.

    >>> block, edits = mend(Chunk("So be it.I will.", ((0, 7),), 7))
    >>> block.text, edits[0]
    ('So be it. I will.', Edit(line=7, rule='glued sentences', before='it.I', after='it. I'))
    """
    edits: list[Edit] = []
    if EMPHASIS_OPEN in block.text or EMPHASIS_CLOSE in block.text:
        block, _ = cut(block, [(sign.start(), sign.end(), "") for sign in _SLANTED.finditer(block.text)])
    for rule, sign, pattern, new in _RULES:
        found = list(pattern.finditer(block.text)) if sign in block.text else []
        cuts = []
        for match in found:
            after = match.expand(new)
            first, last = _word_around(block.text, match)
            left, right = block.text[first : match.start()], block.text[match.end() : last]
            edits.append(Edit(block.line_at(match.start()), rule, left + match[0] + right, left + after + right))
            if after != match[0]:
                cuts.append((match.start(), match.end(), after))
        block, _ = cut(block, cuts)
    return block, edits


def _word_around(text: str, match: re.Match) -> tuple[int, int]:
    first = max(text.rfind(" ", 0, match.start()) + 1, match.start() - 30)
    last = text.find(" ", match.end())
    return first, min(last if last >= 0 else len(text), match.end() + 30)
