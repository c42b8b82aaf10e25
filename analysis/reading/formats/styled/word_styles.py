"""The styles and lists of a Word file: what each comes to, with what it inherits."""

from dataclasses import dataclass, field, replace
from typing import Any

from analysis.reading.formats.styled.packed import local
from analysis.reading.formats.styled.roles import role_of
from analysis.reading.formats.styled.styles import PLAIN, Look, look_of_name, number_of, resolve

_POINT = 20  # a measure of Word's is a twentieth of a point


@dataclass
class Styles:
    """`named`: what a style of this id comes to; `signs`: the sign of (list, depth), "none" where it has none."""

    default: Look = PLAIN
    named: dict[str, Look] = field(default_factory=dict)
    signs: dict[tuple[str, int], str] = field(default_factory=dict)

    def of(self, style: str | None) -> Look:
        """What the style of this id comes to; one that the file only names may have a telling name."""
        if not style:
            return self.default
        return self.named[style] if style in self.named else look_of_name(style, self.default)


def read_styles(styles: Any, numbering: Any) -> Styles:
    """Every style with its parents' looks behind its own; `styles` and `numbering` are roots of XML, or None."""
    base, default = PLAIN, ""
    own: dict[str, Look] = {}
    parents: dict[str, str] = {}
    for element in styles if styles is not None else ():
        if local(element) == "docDefaults":
            base = _defaults(element)
        elif local(element) == "style":
            key = attribute(element, "styleId") or ""
            own[key] = _own_look(element)
            parents[key] = value_of(element, "basedOn") or ""
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                default = key
    named = resolve(own, parents, base)
    return Styles(named.get(default, base), named, _read_lists(numbering))


def _own_look(style: Any) -> Look:
    name = value_of(style, "name") or attribute(style, "styleId") or ""
    role, level = role_of(name)
    if attribute(style, "type") == "character":
        role, level = "", 0
    return replace(read_look(style), role=role or None, level=level)


def _defaults(element: Any) -> Look:
    look = PLAIN
    for part in element:
        look = read_look(part).over(look)
    return look


def _read_lists(numbering: Any) -> dict[tuple[str, int], str]:
    """The sign of each (list, depth): "none" where it has none, as in a paragraph that goes on with an item."""
    if numbering is None:
        return {}
    patterns = {
        attribute(part, "abstractNumId"): {
            int(number_of(attribute(level, "ilvl"))): _sign(level) for level in part if local(level) == "lvl"
        }
        for part in numbering
        if local(part) == "abstractNum"
    }
    return {
        (attribute(number, "numId") or "", depth): sign
        for number in numbering
        if local(number) == "num"
        for depth, sign in patterns.get(value_of(number, "abstractNumId"), {}).items()
    }


def _sign(level: Any) -> str:
    kind, text = value_of(level, "numFmt") or "", value_of(level, "lvlText")
    return "none" if kind == "none" or (text is not None and not text.strip()) else kind


def read_look(holder: Any) -> Look:
    """What the properties (pPr and rPr) within an element say."""
    found: dict[str, Any] = {}
    for part in holder:
        name = local(part)
        if name in ("pPr", "rPr"):
            found |= read_properties(part)
    return Look(**found)


def read_properties(properties: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in properties:
        name = local(part)
        if name in _READERS:
            found |= _READERS[name](part)
    return found


def _indents(part: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field_name, names in (("left", ("left", "start")), ("right", ("right", "end")), ("first", ("firstLine",))):
        measures = [number_of(attribute(part, name)) for name in names if attribute(part, name)]
        found |= {field_name: measures[0] / _POINT} if measures else {}
    hanging = attribute(part, "hanging")
    return found | ({"first": -number_of(hanging) / _POINT} if hanging else {})


def _list_place(part: Any) -> dict[str, Any]:
    number, depth = value_of(part, "numId"), value_of(part, "ilvl")
    return ({"number": number} if number else {}) | ({"depth": int(number_of(depth))} if depth else {})


def _is_on(part: Any) -> bool:
    return (attribute(part, "val") or "1") not in ("0", "false", "off", "none")


_READERS: dict[str, Any] = {
    "ind": _indents,
    "numPr": _list_place,
    "outlineLvl": lambda part: {"outline": int(number_of(attribute(part, "val") or "9"))},
    "jc": lambda part: {"centred": attribute(part, "val") == "center"},
    "sz": lambda part: {"size": number_of(attribute(part, "val")) / 2},
    "b": lambda part: {"bold": _is_on(part)},
    "i": lambda part: {"italic": _is_on(part)},
    "vanish": lambda part: {"hidden": _is_on(part)},
    "vertAlign": lambda part: {"raised": attribute(part, "val") == "superscript"},
}


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its name, in whichever edition of the format's namespace."""
    value = element.get(element.tag.rpartition("}")[0] + "}" + name)
    return value if value is not None else element.get(name)


def value_of(element: Any, child: str) -> str | None:
    """What the child of this name has as its value."""
    return next((attribute(part, "val") for part in element if local(part) == child), None)
