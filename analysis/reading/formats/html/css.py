"""What a page's styles tell: block quotations, by their name or by how far they set a paragraph in; what is hidden."""

import re
from collections import Counter
from collections.abc import Collection
from typing import Any

from analysis.reading.formats.html.page import BLOCKS, ancestors, tag

_RULE = re.compile(r"([^{}@;]{1,400})\{([^{}]{0,2000})\}")
_COMMENT = re.compile(r"/\*.{0,2000}?\*/|<!--|-->", re.DOTALL)
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
_AT_RULE = re.compile(r"@[^{};]{0,400}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # @media, @supports, @keyframes
_SHOWS = re.compile(r"(?i)(?<![\w-])(display|visibility)\s*:\s*([a-z-]+)")
_ALL = ("html", "body", "main", "article")  # hidden until a script has run
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


def find_hidden(root: Any, styles: str, linked: Collection[str] = ()) -> list[Any]:
    """The elements that a page does not show, outermost first, by their attributes or its sheets (without those for
    narrow screens or print). What a link leads to (`linked`: ids) is not hidden, as a note that opens when it is called
    for; and none is where that would be much of the page, which a script shows then."""
    sheet: dict[str, bool] = {}
    for selectors, body in _RULE.findall(_AT_RULE.sub(" ", _COMMENT.sub(" ", styles[:_MOST]))):
        if (hidden := _hides(body)) is not None:
            sheet |= {one.strip().lower(): hidden for one in selectors.split(",")}
    known: set[Any] = set()
    found = []
    for one in root.iter():
        if one.getparent() in known:
            known.add(one)
        elif isinstance(one.tag, str) and tag(one) not in _ALL and _is_hidden(one, sheet):
            known.add(one)
            found.append(one)
    found = [one for one in found if not any(inner.get("id") in linked for inner in one.iter())]
    letters = sum(len(text) for one in found for text in one.itertext())
    return found if letters <= _SHARE * sum(map(len, root.itertext())) else []


def _is_hidden(element: Any, sheet: dict[str, bool]) -> bool:
    if element.get("hidden") is not None or (element.tag == "dialog" and element.get("open") is None):
        return True
    own = _hides(element.get("style") or "")
    if own is not None or not sheet:
        return bool(own)
    keys = [f".{name}" for name in (element.get("class") or "").lower().split()]
    keys += [f"#{(element.get('id') or '').lower()}"]
    told = [sheet[key] for key in (*(f"{tag(element)}{key}" for key in keys), *keys, tag(element)) if key in sheet]
    return bool(told and told[0])


def _hides(style: str) -> bool | None:
    """Whether declarations hide an element or show it; None where they say neither."""
    said = {name.lower(): value.lower() for name, value in _SHOWS.findall(style)}
    return bool(set(said.values()) & {"none", "hidden", "collapse"}) if said else None


def _is_free(element: Any, told: dict[Any, Any]) -> bool:
    """Whether an element is a paragraph of the text itself: no blocks in it, in no list, table or note."""
    if element in told or any(tag(inner) in BLOCKS or tag(inner) == "br" for inner in element.iterdescendants()):
        return False
    return not any(above in told or tag(above) in _WITHIN for above in ancestors(element, 12))


_WITHIN = frozenset({"li", "dd", "dt", "td", "th", "blockquote", "aside", "figure", "pre", "form"})


def _sheet(styles: str) -> dict[tuple[str, str], Style]:
    """The rules of style sheets that name an element, a class or both."""
    sheet: dict[tuple[str, str], Style] = {}
    for selectors, body in _RULE.findall(_COMMENT.sub(" ", styles[:_MOST])):
        declared = _declared(body)
        for selector in selectors.split(",") if declared else []:
            named = _SELECTOR.fullmatch(selector.strip())
            if named and (named[1] or named[2]):
                key = (named[1] or "").lower(), named[2].rpartition(".")[2].lower()
                sheet[key] = sheet.get(key, {}) | declared
    return sheet


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
