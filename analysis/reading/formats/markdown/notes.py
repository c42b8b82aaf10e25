"""Notes that a Markdown text writes as a numbered list under a heading of their own."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.reading.formats.markdown.inline import RAISED
from analysis.reading.notes import find_marks
from analysis.reading.typography import as_number

if TYPE_CHECKING:
    from analysis.reading.formats.markdown.read import Stretch

_HEAD = re.compile(r"\W*(?:foot|end)?-?notes?(?: and references)?\W*|\W*references\W*", re.IGNORECASE)
# How a note begins that is written as a paragraph: its number raised, or with an anchor to lead to.
_OPENS = re.compile(
    r"<(sup|b|a|span|strong)\b[^<>]{0,100}>\[?(\d{1,3})\]?[.:]?</\1>[.:]?\s*|\^(\d{1,3})\^\s*|(?:<a\b[^<>]{0,100}></a>)\s*\[?(\d{1,3})[\].]\s*",
    re.IGNORECASE,
)


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
        called = {as_number(mark[0]) for mark in find_marks(body)} | {a or b for a, b in RAISED.findall(body)}
        if sum(label in called for label in items.values()) >= 0.8 * len(items):
            for at, label in items.items():
                out[at] = replace(stretches[at], kind="note", label=label)
    return _opened(out)


def _opened(stretches: list["Stretch"]) -> list["Stretch"]:
    """Paragraphs that open with a raised number or an anchor, count from 1 and are called for before, with what follows
    each up to the next, as notes."""
    opens = {at: found for at, one in enumerate(stretches) if one.kind == "" and (found := _OPENS.match(_text(one)))}
    numbers = {at: found[2] or found[3] or found[4] for at, found in opens.items()}
    if not numbers or list(numbers.values()) != [str(count) for count in range(1, len(numbers) + 1)]:
        return stretches
    first = min(numbers)
    body = " ".join(_text(one) for one in stretches[:first])
    if not set(numbers.values()) <= {a or b for a, b in RAISED.findall(body)}:
        return stretches
    out, number = stretches[:first], ""
    for at, one in enumerate(stretches[first:], first):
        number = numbers.get(at, "" if one.kind == "heading" else number)
        if at in opens:
            place, text, broken = one.rows[0]
            one = replace(one, rows=[(place, _OPENS.sub("", text, count=1), broken), *one.rows[1:]])
        out.append(replace(one, kind="note", label=number, group=-int(number)) if number else one)
    return out


def _text(stretch: "Stretch") -> str:
    return " ".join(text for _, text, _ in stretch.rows)
