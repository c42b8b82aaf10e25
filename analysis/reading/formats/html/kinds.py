"""What markup tells of the parts of a page beyond its plain elements: verse, turns, front and back matter."""

from typing import Any

from analysis.reading.chunks import Edit
from analysis.reading.english import words
from analysis.reading.formats.html.page import BLOCKS, HEADINGS, Role, tag, text_of, tokens
from analysis.reading.formats.html.turns import find_dialogue, find_drama, find_labelled

_POEM = frozenset(
    words("""poem poetry verse verses verseblock verse-block poem-body poem-content poem-text poetry-container song
        lyrics z3998:poem z3998:verse z3998:song z3998:hymn z3998:lyrics line-block""")
)
_STANZA = frozenset(words("stanza line-block lg strophe linegroup"))
_LINE = frozenset(words("line l verse-line poem-line vers"))
_FRONT = frozenset(
    words("""front_matter docinfo titlepage halftitlepage imprint copyright-page colophon-front loi lot cover title_page
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
        entry-date msosubtitle subtitle-western
    timestamp pubdate published entry-byline""")
)
_DIRECTION = frozenset(words("stage stagedir stage-direction stage-directions z3998:stage-direction stgdir"))
_FIELDS = frozenset(
    words("author authors title subtitle date organization contact address version status revision copyright editor")
)
_TITLE = frozenset(words("title msotitle title-western"))
_BYLINES = frozenset(words("p div span address h2 h3 h4"))
_SENTENCE = 90  # letters: a line of title, author or date is shorter


def find_roles(root: Any, edits: list[tuple[Any, Edit]]) -> dict[Any, Role]:
    """The elements whose kind is told by class, role or epub:type, each with what it is."""
    roles: dict[Any, Role] = {}
    for element in list(root.iter()):
        told, name = tokens(element), tag(element)
        if name in ("dl", "table") and is_field_list(element):
            roles[element] = Role("front_matter")
            _say(element, roles[element], set(), edits)
        elif name in ("lg", "sp") or (name in BLOCKS and told):
            role = _role(element, name, told)
            if role:
                roles[element] = role
                if role.speaker:
                    roles[next(one for one in element.iter("span") if "speaker" in tokens(one))] = Role("gone")
                _say(element, role, told, edits)
        if name == "dl" and element not in roles:
            find_dialogue(element, roles, edits)
    for table in root.iter("table"):
        if table not in roles:
            find_drama(table, roles, edits)
    find_labelled(root, roles, edits)
    for quoted in root.iter("blockquote"):
        last = quoted[-1] if len(quoted) > 1 else None
        if last is not None and tag(last) in ("cite", "footer") and tag(quoted[-2]) in BLOCKS and last not in roles:
            last.tag = "footer"  # who said it: the author's words, and no paragraph of the quotation
            roles[last] = Role("source")
    return roles


def _role(element: Any, name: str, told: set[str]) -> Role | None:
    if name in ("body", "html"):
        told = set((element.get("epub:type") or "").split())
    if told & _FRONT and not _heads_section(element, told):
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
    if is_title(element):
        return Role("title")
    if told & _DIRECTION and name in ("p", "div"):
        return Role("slanted")
    if told & _BYLINE and name in _BYLINES and len(text_of(element, 100)) < _SENTENCE:
        return Role("byline")
    return None


def is_field_list(element: Any) -> bool:
    """Whether a list or table only gives title, author, date and the like.

    It has to have at least one field, and no other.
    """
    terms = [text_of(term, 20).strip(" :").casefold() for term in element.iter("dt", "th")]
    return 0 < len(terms) < 12 and _FIELDS.issuperset(terms)


def is_title(element: Any) -> bool:
    """Whether an element's style is that of the title of the whole."""
    return tag(element) in ("h1", "p") and bool(_TITLE & set((element.get("class") or "").lower().split()))


def _heads_section(element: Any, told: set[str]) -> bool:
    """Whether what is named a title page is only the heading of one section, below the section's beginning."""
    return (
        "titlepage" in told
        and next(element.iter("h1"), None) is None
        and text_of(element, 200) == " ".join(text_of(head, 200) for head in element.iter(*HEADINGS))
    )


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
