"""The styles of a Writer file: what each comes to, with what it inherits."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.reading.formats.styled.packed import local
from analysis.reading.formats.styled.roles import role_of
from analysis.reading.formats.styled.styles import PLAIN, Look, look_of_name, number_of, resolve

_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "pc": 12.0, "px": 0.75}
_MEASURE = re.compile(r"\s*(-?\d{1,6}(?:\.\d{1,9})?)\s*(pt|cm|mm|in|pc|px)\s*")
_Key = tuple[str, str]  # family ("paragraph", "text") and name


@dataclass
class Styles:
    """`named`: what a style comes to; `bare`: (list style, depth) without a sign: its paragraphs are no items."""

    named: dict[_Key, Look] = field(default_factory=dict)
    bare: frozenset[tuple[str, int]] = frozenset()

    def of(self, family: str, name: str | None) -> Look:
        """What the style of this name comes to; one that the file only names may have a telling name."""
        default = self.named.get((family, ""), PLAIN)
        unknown = name and family == "paragraph" and (family, name) not in self.named
        return look_of_name(name or "", default) if unknown else self.named.get((family, name or ""), default)

    def is_bare(self, lists: list[str], depth: int) -> bool:
        return bool(lists) and (lists[-1], depth) in self.bare


def read_styles(*roots: Any) -> Styles:
    """The styles of styles.xml and content.xml, or of a flat file."""
    own: dict[_Key, Look] = {}
    parents: dict[_Key, _Key] = {}
    bare: set[tuple[str, int]] = set()
    for holder in (part for root in roots if root is not None for part in root):
        if local(holder) not in ("styles", "automatic-styles"):
            continue
        for style in holder:
            kind, family = local(style), attribute(style, "family") or ""
            key = (family, attribute(style, "name") or "")
            if kind == "list-style":
                bare |= _bare(style)
            elif kind == "default-style" or (kind == "style" and family in ("paragraph", "text")):
                own[key] = _look(style, key)
                parents[key] = (family, attribute(style, "parent-style-name") or "")
    return Styles(resolve(own, parents, PLAIN), frozenset(bare))


def _look(style: Any, key: _Key) -> Look:
    found: dict[str, Any] = {}
    for part in style:
        if local(part) == "paragraph-properties":
            found |= _paragraph(part)
        elif local(part) == "text-properties":
            found |= _text(part)
    role, level = role_of(attribute(style, "display-name") or key[1]) if key[0] == "paragraph" else ("", 0)
    return replace(Look(**found), role=role or None, level=level)


def _paragraph(part: Any) -> dict[str, Any]:
    names = {"left": "margin-left", "right": "margin-right", "first": "text-indent"}
    found: dict[str, Any] = {
        side: points for side, name in names.items() if (points := _points(attribute(part, name))) is not None
    }
    align = attribute(part, "text-align")
    return found | ({"centred": align == "center"} if align else {})


def _text(part: Any) -> dict[str, Any]:
    weight, slant = attribute(part, "font-weight"), attribute(part, "font-style")
    place, shown = attribute(part, "text-position"), attribute(part, "display")
    size = _points(attribute(part, "font-size"))
    found: dict[str, Any] = {"size": size} if size else {}
    found |= {"bold": weight == "bold" or number_of(weight) >= 600} if weight else {}
    found |= {"italic": slant in ("italic", "oblique")} if slant else {}
    found |= {"raised": place.startswith("super") or bool(re.match(r"[1-9]\d*%", place))} if place else {}
    return found | ({"hidden": shown == "none"} if shown else {})


def _points(measure: str | None) -> float | None:
    """A measure in points; None where there is none, or one that is relative.

    >>> _points("1in"), _points("130%")
    (72.0, None)
    """
    found = _MEASURE.fullmatch(measure or "")
    return float(found[1]) * _POINTS[found[2]] if found else None


def _bare(style: Any) -> set[tuple[str, int]]:
    """The depths of a list style that have no bullet, or numbers of no form and nothing before or after them."""
    name = attribute(style, "name") or ""
    signs = ("num-format", "num-prefix", "num-suffix", "bullet-char")
    return {
        (name, int(number_of(attribute(level, "level"), 100)))
        for level in style
        if local(level) in ("list-level-style-number", "list-level-style-bullet")
        and not any((attribute(level, key) or "").strip() for key in signs)
    }


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its name, whatever its namespace."""
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return value
    return None
