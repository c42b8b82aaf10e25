"""What markup tells of the parts of a page beyond its plain elements: verse, turns, front and back matter."""

import re
from typing import Any, NamedTuple

from analysis.reading.chunks import Edit
from analysis.reading.english import words
from analysis.reading.formats.html.page import BLOCKS, HEADINGS, tag, text_of, tokens


class Role(NamedTuple):
    """What an element is: a kind of block, or "stanza", "line", "drama" (its rows are turns)."""

    kind: str
    speaker: str = ""
    goes_on: bool = False  # with the turn before


_POEM = frozenset(
    words("""poem poetry verse verses poetry-container lyrics song z3998:poem z3998:verse z3998:song z3998:hymn
        z3998:lyrics
    line-block""")
)
_STANZA = frozenset(words("stanza line-block lg strophe linegroup"))
_LINE = frozenset(words("line l verse-line poem-line vers"))
_FRONT = frozenset(
    words("""front_matter titlepage halftitlepage imprint copyright-page colophon-front loi lot cover title_page
    pgheader pg-header""")
)
_BACK = frozenset(
    words(
        "back_matter colophon uncopyright index doc-index bibliography doc-bibliography csl-bib-body pgfooter pg-footer"
    )
)
_CITED = frozenset(words("bibliography doc-bibliography csl-bib-body"))
_TRANSCRIBER = frozenset(words("transnote tnote transcribers-note transcriber tnotes"))
_BYLINE = frozenset(
    words("""byline by-line entry-meta post-meta article-meta dateline posted-on author date subtitle post-info
        entry-date
    timestamp pubdate published entry-byline""")
)
_SENTENCE = 90  # letters: a line of title, author or date is shorter


def find_roles(root: Any, edits: list[tuple[Any, Edit]]) -> dict[Any, Role]:
    """The elements whose kind is told by class, role or epub:type, each with what it is."""
    roles: dict[Any, Role] = {}
    for element in list(root.iter()):
        told, name = tokens(element), tag(element)
        if name in ("lg", "sp") or (name in BLOCKS and told):
            role = _role(element, name, told)
            if role:
                roles[element] = role
                if role.speaker:
                    roles[next(one for one in element.iter("span") if "speaker" in tokens(one))] = Role("gone")
                _say(element, role, told, edits)
        elif name == "table":
            _drama(element, roles, edits)
        elif name == "dl":
            _dialogue(element, roles, edits)
    return roles


def _role(element: Any, name: str, told: set[str]) -> Role | None:
    if name in ("body", "html"):
        told = set((element.get("epub:type") or "").split())
    if told & _FRONT:
        return Role("front_matter")
    if told & _BACK:
        return Role("back_matter")
    if told & _TRANSCRIBER:
        return Role("front_matter" if element.getprevious() is None else "back_matter")
    if name == "p" and "speech" in told:
        label = next((one for one in element.iter("span") if "speaker" in tokens(one)), None)
        return Role("speech", text_of(label) if label is not None else "", "continued" in told)
    if name == "lg" or told & _STANZA:
        return Role("stanza")
    if told & _POEM:
        return Role("line" if name in ("p", "div") and _is_line(element) else "verse")
    if told & _LINE and name in ("p", "div", "l"):
        return Role("line")
    if name in ("h1", "p") and "title" in (element.get("class") or "").split():
        return Role("title")
    if told & _BYLINE and name in ("p", "div", "span", "address") and len(text_of(element, 100)) < _SENTENCE:
        return Role("byline")
    return None


def _is_line(element: Any) -> bool:
    """Whether an element named after verse is one line of it: no break within, no block, short, and not alone."""
    if any(tag(inner) in BLOCKS or tag(inner) == "br" for inner in element.iterdescendants()):
        return False
    around = (element.getprevious(), element.getnext())
    return any(one is not None and one.get("class") == element.get("class") for one in around)


def _say(element: Any, role: Role, told: set[str], edits: list[tuple[Any, Edit]]) -> None:
    if role.kind in ("front_matter", "back_matter") and tag(element) not in HEADINGS:
        text = text_of(element, 80)
        rule = "works cited" if told & _CITED else "imprint left out"
        rule = "licence left out" if any("pg" in one[:2] for one in told) else rule
        if text:
            edits.append((element, Edit(0, rule, text, text)))
    if role.speaker:
        edits.append((element, Edit(0, "speaker label", role.speaker, "")))


def _drama(table: Any, roles: dict[Any, Role], edits: list[tuple[Any, Edit]]) -> None:
    """A table whose rows are a speaker and a speech: every row is a turn, or a stage direction where none speaks."""
    personas = [cell for cell in table.iter("td") if "z3998:persona" in tokens(cell)]
    if not personas:
        return
    roles[table] = Role("drama")
    for cell in personas:
        speaker = text_of(cell)
        row = cell.getparent()
        roles[cell] = Role("gone")
        if speaker:
            roles[row] = Role("speech", speaker)
            edits.append((cell, Edit(0, "speaker label", speaker, "")))


def _dialogue(listed: Any, roles: dict[Any, Role], edits: list[tuple[Any, Edit]]) -> None:
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
