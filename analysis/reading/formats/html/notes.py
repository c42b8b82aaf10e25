"""Notes in HTML: the links that call them, the elements that hold them, and the links that lead back.

A note is told by its own element and not by its number, so that notes may begin anew in every chapter.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import unquote

from analysis.reading.chunks import Edit
from analysis.reading.english import words
from analysis.reading.formats.html.page import BLOCKS, HEADINGS, ancestors, block_of, tag, take_out, text_of, tokens
from analysis.reading.typography import MARK_CLOSE, MARK_OPEN, SUPERSCRIPT, TO_DIGITS

_CALLS = frozenset(
    words("""doc-noteref noteref footnote-ref footnoteref footnote-reference footnote_ref footnotecall footnote-call
        fnanchor
    fn-ref sdfootnoteanc sdendnoteanc endnote-ref note-ref""")
)
_BACKS = frozenset(
    words("""doc-backlink backlink footnote-back footnote-backref footnote-backlink footnote-return reversefootnote
    sdfootnotesym sdendnotesym mw-cite-backlink fn-backref""")
)
_HOLDERS = frozenset(words("doc-footnote doc-endnote footnote endnote rearnote sdfootnote sdendnote z3998:note"))
_REGIONS = frozenset(words("doc-endnotes footnotes endnotes rearnotes reflist references notes footnote-list"))
_OF_ONE = re.compile(r"(?:sd)?(?:foot|end)?(?:note|fn|ftn|edn|en|_ftn|cite_note)[-_]?\d+", re.IGNORECASE)
_SHORT = re.compile(
    rf"[\[({{]?\s*(?:\d{{1,4}}|[{SUPERSCRIPT}]{{1,4}}|[*†‡§¶#]{{1,4}}|[a-z]|[ivxl]{{1,6}})\s*[\])}}]?\.?"
)
_BACK = re.compile(r"[^\w]*(?:\d{1,4}|[a-zA-Z]{1,2}|(?:go )?back|return|jump up|up)?[^\w]*", re.IGNORECASE)
_ARROW = re.compile(r"\s*[\[(]?[↑↩↵^⏎]\ufe0e?[\])]?\s*")
_MOST = 12  # paragraphs of one note, where only the next note tells that it has ended
_PARAGRAPHS = frozenset(words("p div blockquote ul ol dl pre table dd"))


class Link(NamedTuple):
    element: Any
    page: str
    key: tuple[str, str]  # page and name of the place it leads to


def find_notes(pages: list[tuple[str, Any]]) -> tuple[dict[Any, str], list[tuple[Any, Edit]]]:
    """The elements that begin or go on with a note, each with its number, and what was taken out, with its block.

    Each link that calls a note becomes a mark. Two notes that are both numbered 3 become "3" and "3|2".
    `pages` are names and root elements.
    """
    targets = {(name, ident): element for name, root in pages for element in root.iter() for ident in _idents(element)}
    links = [Link(link, name, leads_to(link, name)) for name, root in pages for link in root.iter("a")]
    links = [link for link in links if link.key[1]]
    calls, callers = _find_calls(links, targets)
    holders = _find_holders([targets[key] for _, _, key in calls if key in targets])
    uncalled = [element for _, root in pages for element in root.iter(*_PARAGRAPHS, "aside", "li") if _is_note(element)]
    numbers = _number(calls, targets, holders, uncalled)
    calling = {call.element for call in calls}
    edits = [_take_out_back(link.element) for link in links if _leads_back(link, calling, callers)]
    _go_on(numbers, {block_of(call.element) for call in calls})
    called: set[Any] = set()
    for call in calls:
        edits += _mark(call.element, numbers.get(holders.get(targets.get(call.key))), called)
    return numbers, edits


def _idents(element: Any) -> Iterable[str]:
    return [ident for ident in (element.get("id"), element.get("name") if element.tag == "a" else None) if ident]


def leads_to(link: Any, page: str) -> tuple[str, str]:
    """The page and the place there that a link leads to, as far as it leads into the pages at hand."""
    place, _, ident = (link.get("href") or "").partition("#")
    if ":" in place:
        return "", ""
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(place))) if place else page
    return name, unquote(ident)


def _find_calls(links: list[Link], targets: dict) -> tuple[list[Link], set[tuple[str, str]]]:
    """The links that call a note, and the names of the places where they stand: what leads there leads back."""
    keys = {link.key for link in links}
    calls: list[Link] = []
    called: set[tuple[str, str]] = set()
    callers: set[tuple[str, str]] = set()
    for link in links:
        if link.key not in callers and _is_call(link, targets, keys, link.key in called):
            calls.append(link)
            called.add(link.key)
            callers |= {name for name in _names_of(link) if name in keys}
    return calls, callers


def _is_call(link: Link, targets: dict, keys: set, again: bool) -> bool:
    element, label = link.element, text_of(link.element, 12)
    around = [element, *ancestors(element, 2)]
    if any(tokens(one) & _BACKS for one in around) or not label:
        return False
    told = bool(tokens(element) & _CALLS) or any(tag(one) == "sup" and "reference" in tokens(one) for one in around)
    target = targets.get(link.key)
    if target is None:
        return told and label.strip("[]()").isdecimal()
    block = block_of(target)
    if told or not _SHORT.fullmatch(label):
        return told
    if tag(block) in HEADINGS or block is block_of(element) or _SHORT.fullmatch(text_of(block_of(element), 20)):
        return False  # a contents list, a back link, a row of page numbers
    raised = any(tag(one) == "sup" for one in [*around, *element]) or label.translate(TO_DIGITS) != label
    if raised:
        return True
    number = label.strip("[](){}. ")
    first = re.match(r"\W*(\w+|[*†‡§¶#]+)", text_of(block, 20))
    begins = first is not None and first[1] == number
    answered = any(name in keys for name in _names_of(link))
    return not again and (begins or answered) and tag(block) in BLOCKS - {"body", "html"}


def _names_of(link: Link) -> list[tuple[str, str]]:
    """The names of the place where a link stands: its own, those around it in its block, of an anchor just before."""
    named = [link.element, *link.element.iter()]
    for above in ancestors(link.element, 4):
        named.append(above)
        if tag(above) in BLOCKS:
            break
    for one in list(named):
        before = one.getprevious()
        if before is not None and not (before.tail or "").strip() and not text_of(before, 1):
            named.append(before)
    return [(link.page, ident) for one in named for ident in _idents(one)]


def _leads_back(link: Link, calling: set, callers: set) -> bool:
    if link.element in calling:
        return False
    label = text_of(link.element, 20)
    named = any(tokens(one) & _BACKS for one in [link.element, *ancestors(link.element, 2)])
    return named or (link.key in callers and bool(_BACK.fullmatch(label))) or bool(_ARROW.fullmatch(label))


def _take_out_back(link: Any) -> tuple[Any, Edit]:
    block, text = block_of(link), text_of(link)
    around = next((one for one in ancestors(link, 2) if tokens(one) & _BACKS), link)
    take_out(around)
    return block, Edit(0, "back link", text, "")


def _find_holders(called: list) -> dict[Any, Any]:
    """Of each place that a call leads to, the element that holds the note, or the place itself among others."""
    inside = Counter(above for target in dict.fromkeys(called) for above in [target, *ancestors(target, 8)])
    holders = {}
    for target in called:
        block = block_of(target)
        if tag(block) in ("td", "th"):
            block = next((one for one in ancestors(block, 2) if tag(one) == "tr"), block)
        if tag(block) in ("body", "html", "main", "article", "section") or inside[block] > 1:
            holders[target] = target
            continue
        for above in ancestors(block, 3):
            one = tag(above) in ("li", "aside") or tokens(above) & _HOLDERS or _OF_ONE.fullmatch(above.get("id") or "")
            if inside[above] > 1 or tag(above) not in ("li", "aside", "div", "p", "tr"):
                break
            block = above if one else block
        holders[target] = block
    return holders


def _is_note(element: Any) -> bool:
    if not tokens(element) & _HOLDERS or tag(element) == "ol":
        return False
    return tag(element) != "p" or bool(re.match(r"\W{0,3}\d|[*†‡]", text_of(element, 8)))


def _number(calls: list[Link], targets: dict, holders: dict, uncalled: list) -> dict[Any, str]:
    """The number of each note's element: as its first call labels it, else its place among the notes."""
    numbers: dict[Any, str] = {}
    used: Counter[str] = Counter()
    labels = [(holders.get(targets.get(call.key)), text_of(call.element, 12)) for call in calls]
    within = {above for holder, _ in labels if holder is not None for above in [holder, *ancestors(holder, 8)]}
    labels += [(holder, text_of(holder, 8)) for holder in uncalled if holder not in within]
    for holder, label in labels:
        if holder is None or holder in numbers or any(above in numbers for above in ancestors(holder, 3)):
            continue
        told = re.match(r"[\[({]?\s*(\d{1,4})(?!\d)", label.translate(TO_DIGITS))
        number = told[1] if told else str(len(numbers) + 1)
        used[number] += 1
        numbers[holder] = number if used[number] == 1 else f"{number}|{used[number]}"
    return numbers


def _go_on(numbers: dict[Any, str], calling: set) -> None:
    """Give the further paragraphs of a note its number: those up to the next note, or to the end of the notes."""
    noted = {above for holder in numbers for above in [holder, *ancestors(holder, 2)]}
    for holder, number in list(numbers.items()):
        if tag(holder) not in _PARAGRAPHS | {"dt"}:
            continue
        found: list[Any] = []
        ended, after = False, holder.getnext()
        while after is not None and len(found) < _MOST:
            ended = after in noted
            if ended or after in calling or tag(after) in HEADINGS | {"hr", "section"} or tag(after) not in BLOCKS:
                break
            found.append(after)
            after = after.getnext()
        told = any(tokens(above) & _REGIONS or above.get("id") in _REGIONS for above in ancestors(holder, 4))
        told = told or tag(holder) == "dt" or _is_alone(holder, noted)
        if ended or (after is None and (told or _closes(holder, found))):
            numbers |= dict.fromkeys([one for one in found if tag(one) in _PARAGRAPHS], number)


def _is_alone(holder: Any, noted: set) -> bool:
    """Whether a note opens a division of its own, beside another division that holds a note."""
    around = holder.getparent()
    if tag(around) != "div" or holder.getprevious() is not None:
        return False
    return any(
        one is not None and tag(one) == "div" and one in noted for one in (around.getprevious(), around.getnext())
    )


def _closes(holder: Any, found: list) -> bool:
    """Whether the paragraphs between the last note and the end of a page are that note's: named so, or below a rule."""
    if all("note" in (one.get("class") or "").lower() for one in found):
        return True
    before = holder.getprevious()
    while before is not None and tag(before) in _PARAGRAPHS:
        before = before.getprevious()
    return before is not None and tag(before) == "hr" and len(found) < 4


def _mark(link: Any, number: str | None, called: set) -> list[tuple[Any, Edit]]:
    """Put a mark where a link calls a note; a second call of the same note is taken out and said."""
    label, parent = text_of(link), link.getparent()
    again = number in called
    called.add(number)
    number = number or label.strip("[](){}. ").translate(TO_DIGITS)
    for child in list(link):
        link.remove(child)
    link.text = "" if again else f"{MARK_OPEN}{number}{MARK_CLOSE}"
    if tag(parent) == "sup":  # what stands between a raised mark and its brackets, or the next mark
        parent.text = (parent.text or "").strip("[](){}, \n")
        link.tail = (link.tail or "").strip("[](){}, \n")
    return [(block_of(link), Edit(0, "note mark", label, ""))] if again else []
