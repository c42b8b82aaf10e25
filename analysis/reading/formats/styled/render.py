"""Paragraphs, tables and notes to HTML, in the words that the reader of HTML knows."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from analysis.reading.chunks import Edit
from analysis.reading.formats.styled.looks import find_roles
from analysis.reading.formats.styled.paragraphs import Paragraph, Run, Table, Written

_HEAD_BLOCKS, _HEAD_LENGTH = 12, 200  # a title and what goes with it stand so near the top, before longer text
_ABOUT = ("title", "subtitle", "author", "date")
_SECTIONS = {"contents": "front_matter", "front": "front_matter"}
_SECTIONS |= {"index": "back_matter", "bibliography": "back_matter", "back": "back_matter"}
_SAID = {"contents": "contents left out", "index": "index left out", "bibliography": "works cited"}
_SAID |= {"front": "front matter left out", "back": "back matter left out"}
_QUOTED = ("quotation", "quoted verse")
_LISTED = ("item", "more")
_PLAIN = re.compile("</?strong>")  # a heading is bold by being one


def to_html(written: Written) -> tuple[str, list[Edit]]:
    """A page of HTML, and an edit for each thing that was left out."""
    body = find_roles(written.body)
    _settle_head(body)
    calls: dict[str, int] = {}
    pieces: list[str] = []
    edits: list[Edit] = list(written.left_out)
    for section, row in groupby(body, _section):
        inside = list(row)
        html = "\n".join(_render(inside, calls))
        if section:
            line = len(pieces) + 1
            words = inside[0].text if isinstance(inside[0], Paragraph) else ""
            edits.append(Edit(line, section, words, words))
            html = f'<section class="{_class(inside[0])}">{html}</section>'
        pieces.append(html)
    notes = "\n".join(_notes(written.notes, calls))
    head = written.head | _told_by_styles(body)
    meta = "".join(f'<meta name="{key}" content="{escape(head[key])}">' for key in ("author", "date") if key in head)
    title = f"<title>{escape(head['title'])}</title>" if "title" in head else ""
    return f"<html><head>{title}{meta}</head><body>{chr(10).join(pieces)}\n{notes}</body></html>", edits


def _section(block: Paragraph | Table) -> str:
    return _SAID.get(block.role, "") if isinstance(block, Paragraph) else ""


def _class(block: Paragraph | Table) -> str:
    return _SECTIONS.get(block.role, "") if isinstance(block, Paragraph) else ""


def _settle_head(body: list[Paragraph | Table]) -> None:
    """Title, author and date count as such near the top only; a title further on is a heading."""
    top, titled = True, False
    last: Paragraph | None = None
    for place, block in enumerate(body):
        role = block.role if isinstance(block, Paragraph) else ""
        if role in _ABOUT:
            assert isinstance(block, Paragraph)
            if not top or (role == "title" and titled and last is not body[place - 1]):
                block.role, block.level = ("heading", 1 + (role == "subtitle")) if "title" in role else ("", 0)
            titled = titled or role == "title"
            last = block if role == "title" else last
        elif place > _HEAD_BLOCKS or role == "heading" or _is_long(block):
            top = False


def _is_long(block: Paragraph | Table) -> bool:
    return isinstance(block, Table) or (block.role not in _SECTIONS and len(block.text) > _HEAD_LENGTH)


def _told_by_styles(body: list[Paragraph | Table]) -> dict[str, str]:
    told: dict[str, list[str]] = {}
    for block in body:
        if isinstance(block, Paragraph) and block.role in ("title", "author", "date"):
            told.setdefault(block.role, []).append(" ".join(block.text.split()))
    return {role: (" " if role == "title" else ", ").join(texts) for role, texts in told.items()}


# ---- blocks ----


def _render(blocks: list[Paragraph | Table], calls: dict[str, int]) -> Iterator[str]:
    for group, row in groupby(blocks, _group):
        inside = list(row)
        if group == "table":
            yield from (_table(block, calls) for block in inside if isinstance(block, Table))
            continue
        run = [block for block in inside if isinstance(block, Paragraph)]
        if group == "quotation":
            yield f"<blockquote>{''.join(_quoted(run, calls))}</blockquote>"
        elif group == "title":
            title = " ".join(_inline(block, calls) for block in run)
            yield f'<h1 class="title">{_PLAIN.sub("", title)}</h1>'
        elif group == "list":
            yield f"<ul>{''.join(_items(run, calls))}</ul>"
        elif group == "verse":
            yield from _verse(run, calls)
        elif group == "pre":
            yield f"<pre>{chr(10).join(escape(block.text) for block in run)}</pre>"
        elif group == "turn":
            yield from _turns(run, calls)
        else:
            yield from (_alone(block, calls) for block in run)


def _group(block: Paragraph | Table) -> str:
    if isinstance(block, Table):
        return "table"
    if block.role in _QUOTED:
        return "quotation"
    if block.role in ("speaker", "dialogue", "stage"):
        return "turn"
    return "list" if block.role in _LISTED else block.role


def _alone(block: Paragraph, calls: dict[str, int]) -> str:
    inside = _inline(block, calls)
    if block.role == "heading":
        inside = _PLAIN.sub("", inside)
        level = min(max(block.level, 1), 6)
        return f"<h{level}>{inside}</h{level}>"
    if block.role in ("term", "definition"):
        tag = "dt" if block.role == "term" else "dd"
        return f"<{tag}>{inside}</{tag}>"
    kind = f' class="{block.role}"' if block.role in _ABOUT else ""
    return f"<p{kind}>{inside}</p>"


def _quoted(run: list[Paragraph], calls: dict[str, int]) -> Iterator[str]:
    for role, row in groupby(run, lambda block: block.role):
        inside = list(row)
        if role == "quoted verse":
            yield from _verse(inside, calls)
        else:
            yield from (f"<p>{_inline(block, calls)}</p>" for block in inside)


def _items(run: list[Paragraph], calls: dict[str, int]) -> Iterator[str]:
    """Each item with the paragraphs that go on with it."""
    items: list[list[str]] = []
    for block in run:
        if block.role == "item" or not items:
            items.append([])
        items[-1].append(_inline(block, calls))
    yield from (f"<li>{'<br/>'.join(item)}</li>" for item in items)


def _verse(run: list[Paragraph], calls: dict[str, int]) -> Iterator[str]:
    """One stanza a division: an empty line within a paragraph parts two, as an empty paragraph does."""
    stanza: list[str] = []
    for block in run:
        if block.gap or "\n" in block.text:
            yield from _stanza(stanza)
            stanza = []
        lines = _inline(block, calls).split("<br/>")
        for line in lines:
            if not line.strip():
                yield from _stanza(stanza)
                stanza = []
            else:
                stanza.append(line.strip())
        if len(lines) > 1:
            yield from _stanza(stanza)
            stanza = []
    yield from _stanza(stanza)


def _stanza(lines: list[str]) -> Iterator[str]:
    if lines:
        yield f'<div class="line-block">{"<br/>".join(lines)}</div>'


def _turns(run: list[Paragraph], calls: dict[str, int]) -> Iterator[str]:
    """A speaker's name opens a turn, which a stage direction parts in two; words without a name stay a paragraph."""
    name, spoken = "", False
    for block in run:
        if block.role == "speaker":
            name, spoken = " ".join(block.text.split()).rstrip(":."), False
        elif name and block.role == "dialogue":
            label = "" if spoken else f'<span class="speaker">{escape(name)}</span> '
            yield f'<p class="speech{" continued" * spoken}">{label}{_inline(block, calls)}</p>'
            spoken = True
        else:
            yield f"<p>{_inline(block, calls)}</p>"
            spoken = False
    if name and not spoken:
        yield f"<p>{escape(name)}</p>"


def _table(table: Table, calls: dict[str, int]) -> str:
    """A table; one that holds a single cell is a frame around paragraphs."""
    if len(table.rows) == 1 and len(table.rows[0]) == 1:
        return "\n".join(f"<p>{_inline(block, calls)}</p>" for block in table.rows[0][0] if not block.empty)
    rows = "".join(f"<tr>{''.join(_cell(cell, calls) for cell in row)}</tr>" for row in table.rows if _filled(row))
    return f"<table>{rows}</table>"


def _filled(row: list[list[Paragraph]]) -> bool:
    return any(not block.empty for cell in row for block in cell)


def _cell(cell: list[Paragraph], calls: dict[str, int]) -> str:
    return f"<td>{' '.join(_inline(block, calls) for block in cell if not block.empty).replace('<br/>', ' ')}</td>"


def _notes(notes: dict[str, list[Paragraph]], calls: dict[str, int]) -> Iterator[str]:
    """The notes in the order of their calls."""
    for key in calls:
        inside = "".join(f"<p>{_inline(block, {})}</p>" for block in notes.get(key, []) if not block.empty)
        yield f'<aside id="note-{calls[key]}" role="doc-footnote">{inside}</aside>'


# ---- text ----


def _inline(block: Paragraph, calls: dict[str, int]) -> str:
    pieces = []
    for look, row in groupby(block.runs, lambda run: run._replace(text="")):
        if look.note:
            number = calls.setdefault(look.note, len(calls) + 1)
            pieces.append(f'<a role="doc-noteref" href="#note-{number}">{number}</a>')
        else:
            pieces.append(_styled("".join(run.text for run in row), look))
    return "".join(pieces).strip()


def _styled(text: str, look: Run) -> str:
    return "<br/>".join(_styled_line(line.replace("\t", " "), look) for line in text.split("\n"))


def _styled_line(line: str, look: Run) -> str:
    html = escape(line, quote=False)
    if not line.strip():
        return html
    for tag, on in (("em", look.italic), ("strong", look.bold), ("sup", look.raised)):
        html = f"<{tag}>{html}</{tag}>" if on else html
    return html
