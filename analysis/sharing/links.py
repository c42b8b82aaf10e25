"""From a report's numbers to the lines behind them: cells of tables, places of quotations, marks of pictures."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote, urlencode

import pandas as pd

from analysis.corpus import Corpus

PAGE = "explore.html"
_TABLE = re.compile(r"<table>(?:(?!</table>).)*?<thead>.*?</table>", re.DOTALL)
_HEAD = re.compile(r"""<th scope=['"]col['"][^>]*>(.*?)</th>""", re.DOTALL)
_ROW = re.compile(r"<tr>(?:<td.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"(<td[^>]*>)(.*?)(</td>)", re.DOTALL)
_PLACE = re.compile(r"<small>([^<]+?), (lines?) (\d+)((?:–\d+)?)</small>")
_CAPTION = re.compile(r"<p><em>(.*?)</em></p>", re.DOTALL)
_SAID = re.compile(r"\bline (\d+)\b")
_LINES = ("line", "from line", "to line", "first at line", "first line", "last line")
_JOINED = ("word or name", "name", "who")  # names with all their spellings
_TERMS = (*_JOINED, "word", "term", "phrase", "match", "in both, word for word")
_LABELS = ("term", "name", "actor", "text", "code")
_STARTS = ("line", "first_line", "start")
_MOST = 60  # marks told below a picture, and lines of each
Countable = Callable[[str, bool], bool]


def line_address(document: str, line: int | str) -> str:
    """Where a line of a document stands on the page."""
    return f"{PAGE}#{quote(document, safe='')}:{str(line).replace(',', '')}"


def query_address(query: str, *, names: bool = False, voice: str = "") -> str:
    """The page with a question asked, ready to stand in an attribute."""
    asked = {"q": query} | ({"voice": voice} if voice else {}) | ({"names": "1"} if names else {})
    return f"{PAGE}#{html.escape(urlencode(asked))}"


def line_link(document: str, line: int | str, text: str | None = None) -> str:
    """A link to a line of a document on the page; the text stands as it is, as HTML."""
    return f'<a href="{line_address(document, line)}">{line if text is None else text}</a>'


def query_link(query: str, text: str, *, names: bool = False, voice: str = "") -> str:
    """A link to the page with a question asked; the text stands as it is, as HTML."""
    return f'<a href="{query_address(query, names=names, voice=voice)}">{text}</a>'


def link_tables(page: str, documents: Iterable[str], countable: Countable) -> str:
    """The page with the cells of its tables, and the places of its quotations, linked to lines and counts.

    Parameters
    ----------
    page : str
        HTML, with tables as `show_table` writes them.
    documents : iterable of str
        The texts that there are.
    countable : function
        Whether the page with the lines can answer a question, with names joined or not.

    Returns
    -------
    str
        Linked are: numbers of lines, where the row or heading names the text; words and names; and their counts.
    """
    known = set(documents)

    def place(match: re.Match[str]) -> str:
        name = html.unescape(match[1])
        told = f"{match[1]}, {match[2]} {match[3]}{match[4]}"
        return f"<small>{line_link(name, match[3], told)}</small>" if name in known else match[0]

    def table(match: re.Match[str]) -> str:
        heads = [html.unescape(head) for head in _HEAD.findall(match[0])]
        return _ROW.sub(lambda row: _link_row(row[0], heads, known, countable), match[0])

    return _PLACE.sub(place, _TABLE.sub(table, page))


def _link_row(row: str, heads: list[str], known: set[str], countable: Countable) -> str:
    cells = [html.unescape(cell) for _, cell, _ in _CELL.findall(row)]
    if len(cells) != len(heads):
        return row
    told = dict(zip(heads, cells, strict=True))
    document = told.get("text", "") if told.get("text") in known else ""
    term = next((head for head in heads if head in _TERMS), "")
    word, joined = told.get(term, ""), term in _JOINED
    voice = "author" if term == "word or name" else ""
    asks = bool(word) and countable(word, joined)
    numbers = iter(heads)

    def cell(match: re.Match[str]) -> str:
        head, text = next(numbers), match[2]
        what, _, whose = head.rpartition(", ")
        number = text.replace(",", "").isdigit()
        if head in _LINES and document and number:
            text = line_link(document, text)
        elif what in _LINES and whose in known and number:
            text = line_link(whose, text)
        elif asks and (head == term or (number and (head == "count" or what == "count" or head in known))):
            text = query_link(word, text, names=joined, voice=voice)
        elif head in known and not number:
            text = _SAID.sub(lambda said: line_link(head, said[1], said[0]), text)
        return match[1] + text + match[3]

    return _CELL.sub(cell, row)


def link_pictures(page: str, pictures: Mapping[str, pd.DataFrame], corpus: Corpus, countable: Countable) -> str:
    """The page with a list of marks below each picture that it knows, linked to lines and counts.

    Parameters
    ----------
    page : str
        HTML, with captions as a Picture writes them.
    pictures : mapping of str to DataFrame
        Caption → what is drawn, one row a mark.
    corpus : Corpus
        The texts.
    countable : function
        As in `link_tables`.

    Returns
    -------
    str
        Pictures whose marks are no words and stand at no line, such as topics and tones, get no list.
    """

    def listed(match: re.Match[str]) -> str:
        table = pictures.get(html.unescape(match[1]))  # exporters write quotation marks in their own ways
        marks = "" if table is None else tell_marks(table, corpus, countable)
        behind = f"\n<details><summary>The lines behind this picture</summary>\n{marks}\n</details>"
        return match[0] + (behind if marks else "")

    return _CAPTION.sub(listed, page)


def tell_marks(table: pd.DataFrame, corpus: Corpus, countable: Countable) -> str:
    """The marks of a picture as a list of links; "" where none can be led to lines."""
    label = next((name for name in _LABELS if name in table), "")
    starts = next((name for name in _STARTS if name in table and "document" in table), "")
    if not label or not len(table):
        return ""
    words, items = [], []
    for value, rows in list(table.groupby(label, sort=False))[:_MOST]:
        text = html.escape(str(value))
        asks = label != "code" and countable(str(value), True)
        told = query_link(str(value), text, names=True) if asks else text
        if starts:
            items.append(f"<li>{told}: {_line_links(rows, starts, corpus)}</li>")
        elif asks:
            words.append(told)
    return "<ul>\n" + "\n".join(items) + "\n</ul>" if items else f"<p>{', '.join(words)}</p>" if words else ""


def _line_links(rows: pd.DataFrame, starts: str, corpus: Corpus) -> str:
    told = []
    for name, mine in rows[rows["document"].isin(list(corpus))].groupby("document", sort=False):
        places = [int(place) for place in mine[starts].dropna()]
        lines = [corpus[str(name)].line_at(place) if starts == "start" else place for place in places]
        links = ", ".join(line_link(str(name), line) for line in list(dict.fromkeys(lines))[:_MOST])
        told.append(f"{html.escape(str(name))}, line {links}")
    return "; ".join(told)
