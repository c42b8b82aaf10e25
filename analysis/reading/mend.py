"""Small repairs inside a block, each with its rule, and each an edit: nothing is changed in silence."""

import re

from analysis.reading.chunks import Chunk, Edit, cut
from analysis.reading.typography import CLOSERS, EMPHASIS_CLOSE, EMPHASIS_OPEN

_RULES = (
    # rule, what a text must hold for it, pattern, replacement. Where the replacement is the same text, the place is
    # only logged: a hyphen with a space after it is left alone, since it changes how many words a reader counts.
    ("soft hyphen", re.compile("\u00ad"), re.compile("\u00ad"), ""),
    ("emphasis", re.compile(r"\*"), re.compile(r"(?<![\w*\\])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])"), r"\2"),
    ("emphasis", re.compile("_"), re.compile(r"(?<![\w_\\])(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\1(?![\w_])"), r"\2"),
    (
        "glued sentences",
        re.compile(rf"[.?!][{CLOSERS}]*[A-Z]"),
        re.compile(rf"(?<=[a-z][a-z])([.?!][{CLOSERS}]*)(?=[A-Z](?:[a-z]+)?[\s,])(?!\S*\.\w)"),
        r"\1 ",
    ),
    (
        "broken word",
        re.compile("- "),
        re.compile(r"\b[^\W\d_]{2,}- (?!(?:and|or|to|nor|but)\b)[^\W\d_]{2,}"),
        r"\g<0>",
    ),
)
_SLANTED = re.compile(f"[{EMPHASIS_OPEN}{EMPHASIS_CLOSE}]")


def mend(block: Chunk) -> tuple[Chunk, list[Edit]]:
    """The block mended by every rule in turn, and what was done.

    >>> block, edits = mend(Chunk("So be it.I will.", ((0, 7),), 7))
    >>> block.text, edits[0]
    ('So be it. I will.', Edit(line=7, rule='glued sentences', before='it.I', after='it. I'))
    """
    edits: list[Edit] = []
    block, _ = cut(block, [(sign.start(), sign.end(), "") for sign in _SLANTED.finditer(block.text)])
    for rule, sign, pattern, new in _RULES:
        found = list(pattern.finditer(block.text)) if sign.search(block.text) else []
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
