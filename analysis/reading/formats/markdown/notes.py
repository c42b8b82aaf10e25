"""Notes that a Markdown text writes as a numbered list under a heading of their own."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.reading.notes import find_marks
from analysis.reading.typography import as_number

if TYPE_CHECKING:
    from analysis.reading.formats.markdown.read import Stretch

_HEAD = re.compile(r"\W*(?:foot|end)?-?notes?(?: and references)?\W*|\W*references\W*", re.IGNORECASE)
_RAISED = re.compile(r"\^(\d{1,3})\^|<sup>\s*\[?(\d{1,3})\]?\s*</sup>")


def find_listed_notes(stretches: list["Stretch"]) -> list["Stretch"]:
    """The items of a numbered list under "Notes" as notes, where the text before it calls for most of them."""
    heads = [at for at, one in enumerate(stretches) if one.kind == "heading" and _HEAD.fullmatch(_text(one))]
    out = list(stretches)
    for head, following in zip(heads, [*heads[1:], len(stretches)], strict=False):
        first = head + 1
        last = next((at for at in range(first, following) if stretches[at].kind != "list"), following)
        items = {at: stretches[at].label for at in range(first, last) if stretches[at].label.isdecimal()}
        if not items or len(items) < last - first:
            continue
        body = " ".join(_text(one) for one in stretches[:head] if one.kind != "heading")
        called = {as_number(mark[0]) for mark in find_marks(body)} | {a or b for a, b in _RAISED.findall(body)}
        if sum(label in called for label in items.values()) >= 0.8 * len(items):
            for at, label in items.items():
                out[at] = replace(stretches[at], kind="note", label=label)
    return out


def _text(stretch: "Stretch") -> str:
    return " ".join(text for _, text, _ in stretch.rows)
