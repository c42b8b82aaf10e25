"""Headings of a Markdown text that has no sign for them: paragraphs of one line in bold type, and a title with lines
below it.
"""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.reading.formats.markdown.read import Stretch

_BOLD = re.compile(r"(\*\*|__)(?!\s)(?:(?!\1).){1,100}(?<![\s.:,;])\1")
_SLANTED = re.compile(r"(\*|_)(?![\s*_])(?:(?!\1).){1,100}\1")
_LEAST = 2  # headings: one bold line alone may be anything


def find_bold_headings(stretches: list["Stretch"]) -> list["Stretch"]:
    """The bold lines that stand alone as headings, where no other headings are, no line comes back, and text follows.

    A first paragraph of a bold line and slanted ones is parted: a title, its author, its date.
    """
    if any(one.kind == "heading" for one in stretches) or not stretches:
        return stretches
    first = stretches[0]
    titled = len(first.rows) < 5 and _is_bold(first) and all(_SLANTED.fullmatch(text) for _, text, _ in first.rows[1:])
    lines = [replace(first, rows=[row]) for row in first.rows] if titled and first.kind == "" else [first]
    parted = [*lines, *stretches[1:]]
    bold = [at for at, one in enumerate(parted[:-1]) if one.kind == "" and len(one.rows) == 1 and _is_bold(one)]
    texts = [parted[at].rows[0][1] for at in bold]
    followed = sum(at + 1 not in bold for at in bold) >= 0.7 * len(bold)
    if len(bold) < _LEAST or len(set(texts)) < len(texts) or not followed or len(bold) > len(parted) / 2:
        return stretches
    return [replace(one, kind="heading", level="h2") if at in bold else one for at, one in enumerate(parted)]


def _is_bold(one: "Stretch") -> bool:
    return bool(one.rows and _BOLD.fullmatch(one.rows[0][1].strip()))
