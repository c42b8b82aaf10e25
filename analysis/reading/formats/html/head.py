"""Title, author and date of a page: from its styles, its metadata, its byline, in that order."""

import re
from itertools import islice
from typing import Any

from analysis.reading.formats.byline import read_byline
from analysis.reading.formats.html.kinds import is_field_list, is_title
from analysis.reading.formats.html.page import tag, text_of, tokens

_METAS = {
    "title": "dcterms.title dc.title og:title citation_title twitter:title",
    "author": "author dcterms.creator dc.creator citation_author article:author parsely-author byl sailthru.author",
    "date": """date article:published_time dcterms.date dc.date citation_publication_date citation_date datepublished
        dcterms.issued dcterms.created pubdate parsely-pub-date""",
}
_TURNED = re.compile(r"([^,;]+), ([^,;]+?)(?:, (?:\(.*\) ?)?[\d?–-]+)?")
_YEARS = re.compile(r",?\s*\(?\d{4}\??\s*[-–]\s*(?:\d{4}\??)?\)?\s*$")
_GUTENBERG = re.compile(r"The Project Gutenberg eBook of (.+?)(?:, by (.+))?", re.IGNORECASE | re.DOTALL)
_MOST = 500  # elements: what a page says of its author and date stands above the text
_HEADS = 8  # headings: the title stands among the first
_TOP = 8  # blocks: a byline that nothing marks stands no lower


def read_head(root: Any) -> dict[str, str]:
    """What the page tells of itself; a field that it does not tell is missing."""
    metas = _metas(root)
    found = {"title": _title(root, metas), "author": _author(root, metas), "date": _date(root, metas)}
    return {key: value for key, value in found.items() if value}


def _metas(root: Any) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            metas.setdefault(name, []).append(content)
    return metas


def _told(metas: dict[str, list[str]], key: str) -> list[str]:
    return next((metas[name] for name in _METAS[key].split() if name in metas), [])


def _title(root: Any, metas: dict[str, list[str]]) -> str:
    styled = [one for one in root.iter("h1", "p") if is_title(one)]
    if len(styled) == 1:
        return text_of(styled[0])
    page = next((text_of(one) for one in root.iter("title")), "")
    told = next(iter(_told(metas, "title")), "") or page
    gutenberg = _GUTENBERG.fullmatch(told)
    if gutenberg:
        return gutenberg[1].strip()
    heads = [text_of(one).rstrip("¶# ") for one in islice(root.iter("h1", "h2", "h3"), _HEADS)]
    known = [head for head in heads if head and head.casefold() in told.casefold() and _is_site(told, head)]
    if known:  # the longest: the site's own name may be a heading too
        return max(known, key=len)
    first = [text_of(one) for one in islice(root.iter("h1"), 2)]
    if len(first) == 1 and first[0] and re.match(rf"{re.escape(first[0])}\s+by\s", told, re.IGNORECASE):
        return first[0]
    return told or (first[0] if len(first) == 1 else "")


def _is_site(told: str, title: str) -> bool:
    """Whether what a title has beside the heading is the name of the site.

    >>> _is_site("On Rivers | The Journal", "On Rivers"), _is_site("On Rivers and Bridges", "On Rivers")
    (True, False)
    """
    at = told.casefold().find(title.casefold())
    before, after = told[:at].strip(), told[at + len(title) :].strip()
    return (not before or before[-1] in "|-–—:·»•") and (not after or after[0] in "|-–—:·«•")


def _author(root: Any, metas: dict[str, list[str]]) -> str:
    styled = [text_of(one) for one in root.iter("p", "h2") if "author" in (one.get("class") or "").split()]
    if styled and all(len(one) < 60 for one in styled):
        return ", ".join(dict.fromkeys(map(_plain, styled)))
    told = [_straight(name) for name in [*_told(metas, "author"), *_field(root, "author")] if "://" not in name]
    if told:
        return ", ".join(dict.fromkeys(told))
    for one in islice(root.iter("a", "span", "p", "div", "address", "b"), _MOST):
        named = "author" in (one.get("rel") or "").split() or one.get("itemprop") == "author"
        named = named or "author" in (one.get("class") or "").lower().split() or "z3998:author" in tokens(one)
        text = text_of(one, 90)
        if named and text and len(text) < 60:
            return _plain(text)
        if tokens(one) & {"byline", "by-line", "entry-byline"} and (author := read_byline(text).get("author")):
            return author
    blocks = [text_of(one, 90) for one in islice(root.iter("p", "h2", "h3"), _TOP)]
    return next((line["author"] for text in blocks if "author" in (line := read_byline(text))), "")


def _plain(name: str) -> str:
    return re.sub(r"^by:?\s+", "", name, flags=re.IGNORECASE).strip(" ,;|·")


def _straight(name: str) -> str:
    """A name as it is spoken: catalogues turn it round and add years.

    >>> _straight("Darwin, Charles, 1809-1882"), _straight("Ann Lee")
    ('Charles Darwin', 'Ann Lee')
    """
    short = _YEARS.sub("", name)
    turned = _TURNED.fullmatch(short) if short != name else None
    return f"{turned[2]} {turned[1]}" if turned else _plain(short)


def _date(root: Any, metas: dict[str, list[str]]) -> str:
    styled = [text_of(one) for one in root.iter("p", "h3") if "date" in (one.get("class") or "").split()]
    if styled and len(styled[0]) < 60:
        return styled[0]
    told = next(iter(_told(metas, "date")), "")
    if told:
        return re.sub(r"(?<=\d{4}-\d\d-\d\d)T.*", "", told)
    told = next(iter(_field(root, "date")), "")
    if told:
        return told
    for one in islice(root.iter("time", "span", "div"), _MOST):
        if tag(one) == "time" and one.get("datetime"):
            return re.sub(r"(?<=\d{4}-\d\d-\d\d)[T ].*", "", one.get("datetime").strip())
        if tokens(one) & {"date", "revdate", "entry-date", "published", "pubdate", "timestamp", "dateline"}:
            text = text_of(one, 60)
            if re.search(r"\d", text) and len(text) < 40:
                return re.sub(r"^(?:posted|published)?\s*(?:on)?:?\s+", "", text, flags=re.IGNORECASE)
    below = [one for one in islice(root.iter("p"), 3) if _is_below_title(one)]
    return next((line["date"] for one in below if "date" in (line := read_byline(text_of(one, 90)))), "")


def _is_below_title(element: Any) -> bool:
    """Whether a line stands right below the title, or a line below it."""
    before = [element.getprevious()]
    before += [before[0].getprevious()] if before[0] is not None and len(text_of(before[0], 90)) < 90 else []
    return any(one is not None and (tag(one) == "h1" or is_title(one)) for one in before)


def _field(root: Any, name: str) -> list[str]:
    """What a list of fields above the text gives under a name."""
    terms = [term for fields in root.iter("dl", "table") if is_field_list(fields) for term in fields.iter("dt", "th")]
    return [text_of(term.getnext(), 90) for term in terms if text_of(term, 20).strip(" :").casefold() == name]
