"""Turns of speech in HTML that its markup sets apart: rows of a table, a list of terms, names that stand above."""

import re
from collections import Counter
from itertools import pairwise
from typing import Any

from analysis.reading.chunks import Edit
from analysis.reading.formats.html.page import BLOCKS, HEADINGS, Role, tag, text_of, tokens
from analysis.reading.typography import ends_sentence

_NAME = re.compile(r"[^\W\d_a-z][^!?\n]{0,39}")
_TIME = re.compile(r"\W*\d{1,2}(?::\d\d){1,2}\W*")
_ENDED = re.compile(r"[.?!…—–-][\"'”’)\]]*$")
_LEAST = 4  # turns: fewer tell nothing


def find_drama(table: Any, roles: dict[Any, Role], edits: list[tuple[Any, Edit]]) -> None:
    """A table whose rows are a speaker and a speech: every row is a turn, or a stage direction where none speaks."""
    personas = [cell for cell in table.iter("td") if "z3998:persona" in tokens(cell)] or _first_cells(table)
    if not personas:
        return
    roles[table] = Role("drama")
    for cell in personas:
        speaker = text_of(cell).strip(" :.")
        row = cell.getparent()
        roles[cell] = Role("gone")
        if speaker:
            roles[row] = Role("speech", speaker)
            edits.append((cell, Edit(0, "speaker label", speaker, "")))


def find_dialogue(listed: Any, roles: dict[Any, Role], edits: list[tuple[Any, Edit]]) -> None:
    """A list of terms is a dialogue where its terms are names that come back: each answer is a turn."""
    terms = [(child, text_of(child, 60).strip(" :.")) for child in listed if tag(child) == "dt"]
    names = [name for _, name in terms]
    if len(names) < 3 or len(set(names)) == len(names) or not all(re.match(r"[^\W\d_a-z]", name) for name in names):
        return
    for term, name in terms:
        roles[term] = Role("gone")
        edits.append((term, Edit(0, "speaker label", name, "")))
        after, goes_on = term.getnext(), False
        while after is not None and tag(after) == "dd":
            roles[after] = Role("speech", name, goes_on)
            after, goes_on = after.getnext(), True


def _first_cells(table: Any) -> list[Any]:
    """The cells with the names, where each row is a name that comes back and what is said; else none."""
    if next(table.iterdescendants("table"), None) is not None:
        return []
    rows = [[cell for cell in row if tag(cell) in ("td", "th")] for row in table.iter("tr")]
    times = [bool(row) and bool(_TIME.fullmatch(text_of(row[0], 20))) for row in rows]
    if len(rows) < _LEAST or len(set(times)) > 1:
        return []
    rows = [row[times[0] :] for row in rows]
    if any(len(row) != 2 for row in rows):
        return []
    names = [text_of(row[0], 60).strip(" :.") for row in rows]
    said = [text_of(row[1]) for row in rows]
    spoken = sum(bool(_ENDED.search(text)) for text in said) >= 0.8 * len(said)
    long = sum(len(text.split()) for text in said) >= 5 * len(said)
    return [row[0] for row in rows] if come_back(names) and spoken and long else []


def come_back(names: list[str]) -> bool:
    """Whether short lines are names of people who speak by turns: two or more, each again and again.

    >>> come_back(["Q", "A", "Q", "A"]), come_back(["Ann", "Bo", "Cy", "Di"])
    (True, False)
    """
    fit = all(_NAME.fullmatch(name) and len(name.split()) < 6 for name in names)
    return len(names) >= _LEAST and fit and 2 <= len(set(names)) <= len(names) / 2


def find_labelled(root: Any, roles: dict[Any, Role], edits: list[tuple[Any, Edit]]) -> None:
    """Names that stand, all in one style of their own, above what each says: turns, each of the paragraphs below it.

    A paragraph is of a turn where it has the style of one that stands first below a name.
    """
    rows: dict[tuple[str, str, str], list[Any]] = {}
    blocks = [one for one in root.iter(*BLOCKS) if _is_leaf(one) and one not in roles]
    for one in blocks:
        if (one.get("class") or tag(one) in HEADINGS) and 0 < len(text_of(one, 60)) < 41:
            rows.setdefault(_style(one), []).append(one)
    for labels in rows.values():
        names = {label: text_of(label, 60).strip(" :") for label in labels}
        if come_back(list(names.values())) and not any(
            ends_sentence(name) and len(name) > 12 for name in names.values()
        ):
            _name_turns(blocks, names, roles, edits)
            return


def _is_leaf(element: Any) -> bool:
    return not any(tag(inner) in BLOCKS for inner in element.iterdescendants())


def _style(element: Any) -> tuple[str, str, str]:
    around = element.getparent()
    return tag(element), element.get("class") or "", "" if around is None else around.get("class") or ""


def _name_turns(blocks: list[Any], names: dict[Any, str], roles: dict, edits: list[tuple[Any, Edit]]) -> None:
    firsts = Counter(
        _style(after)
        for before, after in pairwise(blocks)
        if before in names and after not in names and text_of(after, 1)
    )
    if firsts.total() < 0.8 * len(names):
        return
    speaker, fresh = "", False
    for block in blocks:
        if block in names:
            speaker, fresh = names[block], True
            roles[block] = Role("gone")
            edits.append((block, Edit(0, "speaker label", text_of(block), "")))
        elif speaker and _style(block) in firsts and text_of(block, 1):
            roles[block] = Role("speech", speaker, not fresh)
            fresh = False
        elif text_of(block, 1):
            speaker = ""
