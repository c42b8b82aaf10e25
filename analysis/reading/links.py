"""Notes in HTML: the links that call them and the blocks that hold them."""

import re

from analysis.reading.english import words
from analysis.reading.typography import MARK_CLOSE, MARK_OPEN

KINDS = {"blockquote": "block_quote", "li": "list", "dd": "list", "dt": "list", "pre": "table"}
KINDS |= {f"h{level}": "heading" for level in range(1, 7)}
BLOCKS = set(
    words("""p div body section article main aside ul ol dl header footer figure figcaption html center address details
    summary hr table""")
) | set(KINDS)
_BACK = re.compile(r"\s*[\[(]?[↑↩^⏎]\ufe0e?[\])]?\s*")


def find_notes(soups: list) -> dict[int, str]:
    """The elements that hold notes (by identity) with their numbers; each link that calls a note becomes a mark."""
    targets = {element["id"]: element for soup in soups for element in soup.find_all(id=True)}
    targets |= {element["name"]: element for soup in soups for element in soup.find_all("a", attrs={"name": True})}
    links = [link for soup in soups for link in soup.find_all("a", href=True) if "#" in link["href"]]
    callers: set[str] = set()  # names of the places that call a note: a link to one of them leads back from it
    notes: dict[int, str] = {}
    calls = 0
    for link in links:
        target = link["href"].rpartition("#")[2]
        if target in callers or _BACK.fullmatch(link.get_text() or "-"):
            link.decompose()
        elif target in targets and _calls_note(link):
            calls += 1
            callers |= {told for told in (link.get("id"), link.get("name"), link.parent.get("id")) if told}
            told = link.get_text(strip=True).strip("[]()")
            number = told if told.isdigit() else str(calls)
            notes[id(_holder(targets[target]))] = number
            link.replace_with(f"{MARK_OPEN}{number}{MARK_CLOSE}")
    return notes


def _calls_note(link) -> bool:
    role = f"{link.get('role', '')} {link.get('epub:type', '')} {' '.join(link.get('class') or [])}"
    if "noteref" in role or "footnote-ref" in role:
        return True
    short = re.fullmatch(r"[\[(]?(?:\d{1,4}|[*†‡§]+)[\])]?", link.get_text(strip=True))
    return bool(short) and "back" not in role and (link.find_parent("sup") is not None or link.find("sup") is not None)


def _holder(element):
    """The block that a note's target is or stands in."""
    while element.name not in BLOCKS and element.parent is not None:
        element = element.parent
    return element
