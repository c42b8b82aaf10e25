"""What a page does not show, by its attributes and its style sheets; where anything shows it, it is text."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from analysis.reading.formats.html.css import leaves
from analysis.reading.formats.html.page import tag

_MOST = 200_000  # letters of style sheets; of longer ones not all is known that may show an element again
_MOST_TOGETHER = 500  # rules that show what has several names
_SHARE = 0.4  # of the letters of a page: more than this a script shows
_SIMPLE = re.compile(r"([a-zA-Z][\w-]*)?([.#][\w-]+)")
_PRINT = re.compile(r"(?i)@media\s+(?:only\s+)?(?:print|speech)\s*(?:and\b[^,]*)?(?:@|$)")
_EVERYWHERE = re.compile(r"(?i)(?:\s*@(?:media\s+(?:only\s+)?(?:all|screen)|layer\b[^@]*)\s*)*")
_NAMES = re.compile(r"[.#][\w-]+")
_ALL = frozenset({"html", "body", "main", "article"})  # hidden until a script has run
_NO_TEXT = frozenset({"script", "style", "noscript", "template", "head"})


def find_hidden(root: Any, styles: str, linked: Collection[str] = ()) -> list[Any]:
    """The elements that a page does not show, outermost first.

    A class or an id hides where a rule for every screen names it alone, and no rule anywhere shows it. What a link
    leads to (`linked`: ids) is not hidden, as a note that opens when it is called for; and nothing is where that would
    be much of the page, which a script shows then.
    """
    hiding, showing = _rules(_own_styles(root) + styles)
    visible = _around_visible(root)
    known: set[Any] = set()
    found = []
    for one in root.iter():
        if one.getparent() in known:
            known.add(one)
        elif isinstance(one.tag, str) and tag(one) not in _ALL and _is_hidden(one, hiding, showing, visible):
            known.add(one)
            found.append(one)
    found = [one for one in found if not any(inner.get("id") in linked for inner in one.iter())]
    return found if sum(map(_letters, found)) <= _SHARE * _letters(root) else []


def _letters(top: Any) -> int:
    """Letters of text in an element: not those of scripts and style sheets."""
    total, apart = 0, set[Any]()
    for one in top.iter():
        inside = one is not top and one.getparent() in apart
        if inside or not isinstance(one.tag, str) or tag(one) in _NO_TEXT:
            apart.add(one)
        else:
            total += len((one.text or "").strip())
        if one is not top and not inside:
            total += len((one.tail or "").strip())
    return total


def _around_visible(root: Any) -> set[Any]:
    """The elements around those that say they are visible, whatever is said around them."""
    found: set[Any] = set()
    for one in root.iter():
        if isinstance(one.tag, str) and _declared(one.get("style") or "").get("visibility") == "visible":
            while one is not None and one not in found:
                found.add(one)
                one = one.getparent()
    return found


def _is_hidden(element: Any, hiding: frozenset[str], showing: frozenset[frozenset[str]], visible: set[Any]) -> bool:
    if element.get("hidden") is not None or (element.tag == "dialog" and element.get("open") is None):
        return True
    said = _declared(element.get("style") or "")
    if said:
        return said.get("display") == "none" or (_hides(said) and element not in visible)
    if not hiding:
        return False
    names = [f".{name}" for name in (element.get("class") or "").split()] + [f"#{element.get('id') or ''}"]
    keys = {*names, *(f"{tag(element)}{name}" for name in names)}
    if hiding.isdisjoint(keys) or any(frozenset((name,)) in showing for name in names):
        return False
    return not any(len(shown) > 1 and shown <= set(names) for shown in showing)


def _declared(style: str) -> dict[str, str]:
    """What declarations say of being shown: display, visibility → value."""
    found = {}
    for declaration in style.split(";") if "display" in style.lower() or "visibility" in style.lower() else ():
        name, _, value = declaration.partition(":")
        if name.strip().lower() in ("display", "visibility") and value.strip():
            found[name.strip().lower()] = re.split(r"[\s!]", value.strip().lower())[0]
    return found


def _hides(said: dict[str, str]) -> bool:
    return said.get("display") == "none" or said.get("visibility") in ("hidden", "collapse")


def _own_styles(root: Any) -> str:
    """The style sheets in a page that hold on every screen."""
    found = []
    for style in root.iter("style"):
        media = (style.get("media") or "all").lower()
        plain = (style.get("type") or "text/css").strip().lower() == "text/css" and style.get("disabled") is None
        within = any(tag(above) in ("noscript", "template") for above in style.iterancestors())
        if plain and not within and re.fullmatch(r"\s*(?:all|screen)\s*(?:,.*)?", media):
            found.append("".join(style.itertext()))
    return "\n".join(found) + "\n"


@lru_cache(maxsize=8)  # the chapters of a book share theirs
def _rules(styles: str) -> tuple[frozenset[str], frozenset[frozenset[str]]]:
    """The names that hide what has them (".a", "p.a", "#a"), and those that a rule shows where they come together."""
    hiding, showing = set[str](), set[frozenset[str]]()
    for selectors, body, inside in leaves(styles) if len(styles) <= _MOST else ():
        said = _declared(body)
        if not said or _PRINT.search(inside):
            continue
        for one in selectors.split(","):
            last = re.split(r"[\s>+~]+", one.strip())[-1]  # what the rule is of; around it something may have to be
            if not _hides(said):
                showing.add(frozenset(_NAMES.findall(last)))
            elif (simple := _SIMPLE.fullmatch(one.strip())) and _EVERYWHERE.fullmatch(inside):
                hiding.add(f"{(simple[1] or '').lower()}{simple[2]}")
    few = sum(len(names) > 1 for names in showing) <= _MOST_TOGETHER  # else each element would be asked for all
    return frozenset(hiding if few else ()), frozenset(showing - {frozenset()})
