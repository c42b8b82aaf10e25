"""What stands around a text on a web page: menus, banners, side columns, comments. A page without them loses nothing.

Found by what the page says of its parts: landmarks and roles first, then the names that page makers give their
classes, then rows of links above and below the text.
"""

import re
from collections.abc import Iterator
from typing import Any

from analysis.reading.english import words
from analysis.reading.formats.html.page import BLOCKS, HEADINGS, ancestors, tag, text_of, tokens
from analysis.reading.formats.html.tails import find_tails

MENU, FOOT, SIDE, SHARE = "menu left out", "page footer left out", "side column left out", "share buttons left out"
COOKIES, COMMENTS, RELATED = "cookie banner left out", "comments left out", "related links left out"
CAPTION = "caption left out"
EDIT_LINK, CONTENTS, FRAME = "edit link left out", "contents left out", "page frame left out"
_ROLES = {"navigation": MENU, "menu": MENU, "menubar": MENU, "search": MENU, "banner": MENU, "contentinfo": FOOT}
_ROLES |= {"complementary": SIDE, "dialog": COOKIES, "alertdialog": COOKIES, "toolbar": MENU}
_NAMES = {
    MENU: """menu menubar nav navbar navbox navigation breadcrumb breadcrumbs masthead topbar skip skiplink
        pagination pager
        toolbar catlinks categories sitesub jump tags tagcloud hatnote site-header page-header noprint login search""",
    FOOT: "footer printfooter site-footer page-footer colophon copyright credits bottombar",
    SIDE: "sidebar sidebars rail widget widgets aside metadata ambox sistersitebox",
    SHARE: "share sharing sharedaddy social addtoany sharebar follow",
    COOKIES: "cookie cookies consent gdpr popup modal overlay paywall",
    COMMENTS: "comments comment comment-list commentlist respond disqus replies",
    RELATED: """related recommended recommendations recirc newsletter subscribe subscription promo advert
        advertisement ad
        ads sponsored trending popular more-stories readnext""",
    EDIT_LINK: "editsection mw-editsection headerlink permalink edit-link",
    CONTENTS: "toc tableofcontents",
}
_BY_NAME = {name: rule for rule, names in _NAMES.items() for name in names.split()}
_ONLY_WHOLE = frozenset(words("nav ad ads aside search copyright credits categories more comment metadata skip"))
_KEPT = frozenset({"html", "body", "main", "article", "title", "head", "p", "blockquote"} | HEADINGS)
_NOTES = re.compile(r"foot-?note|end-?note|rearnote|\bnotes?\b|reflist|references", re.IGNORECASE)
_TOP = re.compile(r"\W*(?:back |return |go )?(?:to )?(?:the )?top\W*", re.IGNORECASE)
_LONG = 120  # letters outside links: a paragraph of the text itself
_CAPTION = 400  # letters: of a picture on a page of the web
_ROW = 40  # words: what stands beside a row of links and is no longer goes with it


def find_furniture(root: Any) -> list[tuple[Any, str]]:
    """The elements to leave out, outermost first, each with the rule that names it; none where the page has no frame.

    One thing alone that is named like a menu is not taken for one: a page has a frame where a landmark says so or
    where two parts of it are named so.
    """
    weights, titled = _weigh(root), _around_titles(root)
    found: dict[Any, str] = {}
    landmarks = 0
    for element in root.iter():
        if any(above in found for above in ancestors(element, 1)):
            found[element] = ""  # within what is left out
        elif rule := _by_landmark(element, weights, titled):
            found[element], landmarks = rule, landmarks + (rule not in (EDIT_LINK, CONTENTS))
        elif rule := _by_name(element, weights, titled, weights[root][0]):
            found[element] = rule
    told = {element: rule for element, rule in found.items() if rule}
    framed = landmarks > 0 or len(set(told.values()) - {EDIT_LINK, CONTENTS}) > 1
    rows = list(_rows_of_links(root, found, weights))
    if not framed and not rows:
        kept = {element: rule for element, rule in told.items() if rule in (EDIT_LINK, CONTENTS)}
        return list((kept | dict(find_tails(root, found))).items())
    told |= dict(rows)
    if framed:
        told |= dict(_frame(root, found, weights))
        told |= {one: CAPTION for one in root.iter("figcaption") if one not in found and weights[one][0] < _CAPTION}
    return list((told | dict(find_tails(root, found))).items())


def _weigh(root: Any) -> dict[Any, tuple[int, int]]:
    """Letters of each element, and how many of them stand in links."""
    from lxml import etree

    weights: dict[Any, tuple[int, int]] = {}
    stack = [[0, 0]]
    links = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        link = element.tag == "a" and element.get("href") is not None
        if event == "start":
            links += link
            n = len((element.text or "").strip())
            stack.append([n, n if links else 0])
            continue
        links -= link
        letters, linked = stack.pop()
        weights[element] = letters, linked
        n = len((element.tail or "").strip())
        stack[-1][0] += letters + n
        stack[-1][1] += linked + (n if links else 0)
    return weights


def _by_landmark(element: Any, weights: dict, titled: set) -> str:
    """The rule for an element that is, by its own kind or role, no part of the text; else ""."""
    name, told = tag(element), tokens(element)
    if name in ("html", "body", "main", "article"):
        return ""
    if "doc-toc" in told or (name == "nav" and (told & {"toc", "landmarks"} or element.get("id") in ("TOC", "toc"))):
        return CONTENTS
    if told & {"toc"} or element.get("id") == "toc":
        return CONTENTS if weights[element][1] * 2 > weights[element][0] else ""
    roles = [_ROLES[role] for role in (element.get("role") or "").lower().split() if role in _ROLES]
    if roles and element not in titled:
        return roles[0]
    if name == "nav":
        return MENU
    if element.get("aria-hidden") == "true" and name in BLOCKS:
        return "hidden text left out"
    if name in ("header", "footer") and not _in_text(element) and element not in titled:
        return MENU if name == "header" else FOOT
    if name == "div" and element.getparent() is not None and element.getparent().tag == "body":
        if element.get("title") in ("header", "footer"):
            return "running head"  # so a word processor saves them
        if element.get("id") == "footer" and element.getnext() is None and weights[element][0] < 200:
            return FOOT
    return ""


def _by_name(element: Any, weights: dict, titled: set, whole: int) -> str:
    """The rule for an element whose class or id is a word that page makers use for the frame; else ""."""
    if tag(element) in _KEPT - {"p"} or not (element.get("class") or element.get("id")):
        return ""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    rules = [_BY_NAME[name] for name in names if name in _BY_NAME]
    rules += [
        _BY_NAME[part]
        for name in names
        for part in re.split(r"[-_]+", name)
        if part in _BY_NAME and part not in _ONLY_WHOLE
    ]
    letters, linked = weights[element]
    if not rules or not letters or _NOTES.search(" ".join(names)) or element in titled:
        return ""
    rule = rules[0]
    if rule == EDIT_LINK:
        return rule if letters < 40 else ""
    if rule == CONTENTS:
        return rule if linked * 2 > letters else ""
    few = letters < 0.3 * whole or rule == COMMENTS
    plain = rule in (COOKIES, COMMENTS, RELATED, FOOT)  # these have sentences of their own
    return rule if few and (plain or letters < 200 or linked * 3 > letters) else ""


def _around_titles(root: Any) -> set:
    """The elements that hold a title or the main part: no frame is larger than the picture."""
    titled: set = set()
    for inner in root.iter("h1", "main", "article"):
        while inner is not None and inner not in titled:
            titled.add(inner)
            inner = inner.getparent()
    return titled


def _in_text(element: Any) -> bool:
    return any(tag(above) in ("article", "main", "section", "blockquote", "figure") for above in ancestors(element))


def _rows_of_links(root: Any, found: dict, weights: dict) -> Iterator[tuple[Any, str]]:
    """Rows such as "Home | News | Contact" above the first and below the last paragraph of the text itself."""
    blocks = [element for element in root.iter("p", "div", "td", "center") if element not in found]
    long = [place for place, block in enumerate(blocks) if _own_letters(block) > _LONG]
    if not long:
        return
    first, last = long[0], long[-1]
    for place, block in enumerate(blocks):
        letters, linked = _own(block, weights)
        if not letters or weights[block][0] > 300 or linked * 4 < letters * 3:
            continue
        links = [link.get("href") for link in block.iter("a") if link.get("href")]
        if all(link.startswith("#") for link in links):
            if len(links) == 1 and _TOP.fullmatch(text_of(block)):
                yield block, MENU
        elif len(links) > 2 and not first <= place <= last and not any(link.startswith("#") for link in links):
            yield _around(block), MENU if place < first else FOOT


def _own(block: Any, weights: dict) -> tuple[int, int]:
    """Letters of a block, and those in links, without its inner blocks."""
    inner = [weights[child] for child in block if tag(child) in BLOCKS and tag(child) != "li"]
    return weights[block][0] - sum(n for n, _ in inner), weights[block][1] - sum(n for _, n in inner)


def _own_letters(block: Any) -> int:
    """Letters of a block outside its inner blocks and links."""
    pieces = [block.text or ""]
    for child in block:
        if tag(child) not in BLOCKS and tag(child) != "a":
            pieces.append(text_of(child, 2 * _LONG))
        pieces.append(child.tail or "")
    return sum(len(piece.strip()) for piece in pieces)


def _around(block: Any) -> Any:
    """The largest element around a row of links that holds hardly more than the row."""
    for above in ancestors(block):
        if tag(above) in _KEPT or next(above.iter(*HEADINGS), None) is not None:
            break
        if len(text_of(above, 600).split()) > _ROW:
            break
        block = above
    return block


def _frame(root: Any, found: dict, weights: dict) -> Iterator[tuple[Any, str]]:
    """What stands outside of the one element that the page calls its main part, where most of its letters are."""
    parts = [part for part in root.iter("main", "article", "div") if part not in found and _is_main(part)]
    whole = weights[root][0] - sum(weights[element][0] for element, rule in found.items() if rule)
    best = [part for part in parts if weights[part][0] > 0.6 * whole]
    if not best:
        return
    main = best[-1]  # the innermost
    titled = next(main.iter("h1"), None) is not None
    for inner in [main, *ancestors(main, 200)]:
        parent = inner.getparent()
        if tag(inner) in ("body", "html") or parent is None:
            return
        for other in parent:
            told = f"{other.get('class')} {other.get('id')} {other.get('role')}"
            small = weights[other][0] < 0.25 * weights[main][0]
            if other is inner or other in found or not weights[other][0] or not small or _NOTES.search(told):
                continue
            if titled or next(other.iter("h1"), None) is None:
                yield other, FRAME


def _is_main(element: Any) -> bool:
    return tag(element) in ("main", "article") or "main" in tokens(element) & {"main"}
