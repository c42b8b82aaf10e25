"""Block quotations that a page's styles tell: by their name, or by how far they set a paragraph in."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from analysis.reading.formats.html.page import BLOCKS, ancestors, tag

_LONGEST = 2_000  # letters of one rule's declarations
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?((?:\.[\w-]+)*)", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|in|cm|mm|pc|em|rem|ex|ch|%)?", re.IGNORECASE)
# What page makers and word processors call the style of a quotation that stands by itself.
_NAMED = re.compile(
    r"(?:mso)?(?:intense|block|long)?[-_]?(?:quote|quotes|quotation|quotations|blockquote|extract)(?:[-_]?(?:western|text|block|first|last|p|\d))?"
    r"|(?:mso)?block[-_]?text(?:-western)?"
)
_POINTS = {"px": 0.75, "pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0, "em": 12.0, "rem": 12.0}
_POINTS |= {"ex": 6.0, "ch": 6.0, "%": 5.0, "": 0.75}
_FACES = {("text-align", "center"): "centre", ("text-align", "right"): "centre", ("font-weight", "bold"): "bold"}
_FACES |= {("font-style", "italic"): "slanted", ("font-style", "oblique"): "slanted", ("font-weight", "700"): "bold"}
_MOST = 200_000  # letters of a style sheet: a long book's has fifty thousand
_VISIBLE, _FAR = 13.0, 150.0  # points: what a reader sees as set in; beyond it is a signature
_SHARE = 0.4  # of the letters of a text: more than this is never quoted
_LEAST = 30  # letters of a quotation
Style = dict[str, float]


def style_text(root: Any) -> str:
    """The style sheets that stand in a page."""
    return " ".join("".join(style.itertext()) for style in root.iter("style"))[:_MOST]


def name_faces(root: Any, styles: str) -> None:
    """Make <em> and <b> of what only a style sets in italics or in bold type."""
    sheet = {key: style for key, style in _sheet(styles).items() if style.keys() & {"slanted", "bold"}}
    for element in root.iter("span"):
        style = _style(element, sheet) if element.get("class") or element.get("style") else {}
        if style.keys() & {"slanted", "bold"}:
            element.tag = "em" if "slanted" in style else "b"


def find_quoted(root: Any, told: dict[Any, Any], styles: str) -> list[Any]:
    """The paragraphs that a style's name or margin tells to be block quotations; `told`: those of a known kind.

    By their margins those are that are set in, in all their lines, from where the ordinary ones stand. None where it
    would be more than two fifths of the text; by name none where it would be most of it.
    """
    plain = [one for one in root.iter("p", "div") if _is_free(one, told)]
    lengths = {one: sum(map(len, one.itertext())) for one in plain}
    total = sum(lengths.values())
    named = {one for one in plain if any(map(_NAMED.fullmatch, (one.get("class") or "").lower().split()))}
    if sum(lengths[one] for one in named) > 0.6 * total:
        named = set()
    sheet = _sheet(styles)
    held = (one.get("style") or "" for one in root.iter("p", "div"))
    margins = any("left" in style for style in sheet.values())
    if not margins and not any("margin" in one or "padding" in one for one in held):
        return [one for one in plain if one in named]
    lefts: dict[Any, float] = {}
    weights: Counter[float] = Counter()
    for one in plain:
        style = _style(one, sheet)
        lefts[one] = _left(one, style, sheet)
        weights[round(lefts[one])] += lengths[one]
        if style.get("text-indent", 0.0) < -_VISIBLE / 2 or "centre" in style or lengths[one] < _LEAST:
            lefts[one] = -1.0
    usual = weights.most_common(1)[0][0] if weights else 0.0
    set_in = {one for one in plain if _VISIBLE <= lefts[one] - usual <= _FAR}
    if sum(lengths[one] for one in set_in) > _SHARE * total:
        set_in = set()
    return [one for one in plain if one in named or one in set_in]


def _is_free(element: Any, told: dict[Any, Any]) -> bool:
    """Whether an element is a paragraph of the text itself: no blocks in it, in no list, table or note."""
    if element in told or any(tag(inner) in BLOCKS or tag(inner) == "br" for inner in element.iterdescendants()):
        return False
    return not any(above in told or tag(above) in _WITHIN for above in ancestors(element, 12))


_WITHIN = frozenset({"li", "dd", "dt", "td", "th", "blockquote", "aside", "figure", "pre", "form"})


@lru_cache(maxsize=8)  # the chapters of a book share theirs
def _sheet(styles: str) -> dict[tuple[str, str], Style]:
    """The rules of style sheets that name an element, a class or both."""
    sheet: dict[tuple[str, str], Style] = {}
    for selectors, body, _ in leaves(styles[:_MOST]):
        declared = _declared(body[:_LONGEST])
        for selector in selectors.split(",") if declared else []:
            named = _SELECTOR.fullmatch(selector.strip())
            if named and (named[1] or named[2]):
                key = (named[1] or "").lower(), named[2].rpartition(".")[2].lower()
                sheet[key] = sheet.get(key, {}) | declared
    return sheet


def leaves(styles: str) -> Iterator[tuple[str, str, str]]:
    """Each rule that holds declarations: its selectors, these, and in which others it stands ("@media print")."""
    text = styles.replace("<!--", " ").replace("-->", " ")
    text = "".join(part.partition("*/")[2] if at else part for at, part in enumerate(text.split("/*")))
    open_: list[str] = []
    for part in re.split(r"(?<=[{}])", text):
        words, sign = part[:-1], part[-1:]
        if sign == "{":
            open_.append(words.rpartition(";")[2].strip())
        elif sign == "}" and open_:
            selectors = open_.pop()
            if not selectors.startswith("@"):
                yield selectors, words, " ".join(open_)


def _declared(body: str) -> Style:
    """The left margin and first line's indent that declarations give, in points, and whether lines are centred."""
    found: Style = {}
    for declaration in body.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        if name in ("margin-left", "padding-left", "margin-inline-start", "text-indent"):
            found["text-indent" if name == "text-indent" else "left"] = _points(value)
        elif name in ("margin", "padding"):
            sides = value.split()
            if sides:
                found["left"] = _points(sides[3 if len(sides) > 3 else 1 if len(sides) > 1 else 0])
        elif (name, value) in _FACES:
            found[_FACES[name, value]] = 1.0
    return found


def _points(value: str) -> float:
    length = _LENGTH.match(value)
    return float(length[1]) * _POINTS[(length[2] or "").lower()] if length and len(length[1]) < 9 else 0.0


def _style(element: Any, sheet: dict[tuple[str, str], Style]) -> Style:
    name, classes = tag(element), (element.get("class") or "").lower().split()
    style: Style = {}
    for key in [(name, ""), *(("", one) for one in classes), *((name, one) for one in classes)]:
        style |= sheet.get(key, {})
    if element.get("align") in ("center", "right"):
        style["centre"] = 1.0
    return style | _declared(element.get("style") or "")


def _left(element: Any, style: Style, sheet: dict[tuple[str, str], Style]) -> float:
    """How far a paragraph and the divisions around it are set in."""
    around = (_style(above, sheet).get("left", 0.0) for above in ancestors(element, 6) if tag(above) == "div")
    return style.get("left", 0.0) + sum(around)
