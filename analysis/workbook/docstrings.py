"""A docstring of this house as HTML: sections, names with their types, columns, and links between public names."""

import html
import re
from collections.abc import Iterable, Mapping

_SECTION = re.compile(
    r"(?m)^(Parameters|Returns|Raises|Attributes|Notes|References|See Also|Examples|Yields)\n-{3,}$\n?"
)
_NAMED = re.compile(r"^(\*{0,2}[\w.]+(?:, \*{0,2}[\w.]+)*) : (.*)$")
_CODE = re.compile(r"``(.+?)``|`([^`]+)`", re.DOTALL)
_DOTTED = re.compile(r"(?:analysis\.)?([A-Za-z_][\w.]*)")
_TYPES = re.compile(r"[A-Z]\w+")
_LISTS = ("Parameters", "Returns", "Raises", "Attributes", "Yields", "See Also")


def docstring_html(text: str, links: Mapping[str, str]) -> str:
    """The whole docstring; every word of it is there, in its order.

    Parameters
    ----------
    text : str
        As `inspect.getdoc` gives it.
    links : mapping of str to str
        Public name → address.

    Returns
    -------
    str
        HTML: paragraphs, a heading and a list for each section, examples as they are typed.
    """
    before, *rest = _SECTION.split(text.strip())
    parts = [_paragraphs(before.splitlines(), links)]
    for head, body in zip(rest[::2], rest[1::2], strict=True):
        parts.append(f"<h4>{head}</h4>")
        lines = body.strip("\n").splitlines()
        parts.append(_names(lines, links) if head in _LISTS else _paragraphs(lines, links))
    return "\n".join(parts)


def _names(lines: list[str], links: Mapping[str, str]) -> str:
    """Names or types, and under each what it is: what the section lists."""
    entries = []
    for first, under in _entries(lines):
        named = _NAMED.match(first)
        told = f"<code>{named[1]}</code> : {_type(named[2], links)}" if named else _type(first, links)
        entries.append(f"<dt>{told}</dt><dd>{_columns(under, links)}</dd>")
    return f"<dl>{''.join(entries)}</dl>"


def _columns(lines: list[str], links: Mapping[str, str]) -> str:
    """Prose, and the columns told in it, each with its own further lines."""
    out: list[str] = []
    prose: list[str] = []
    columns: list[str] = []
    for first, under in _entries(lines):
        named = _NAMED.match(first)
        if named:
            out, prose = [*out, _paragraphs(prose, links)], []
            words = "\n".join([named[2], *under])
            columns.append(f"<dt><code>{named[1]}</code> :</dt><dd>{_inline(words, links)}</dd>")
            continue
        if columns:
            out, columns = [*out, f"<dl>{''.join(columns)}</dl>"], []
        prose += [first, *under]
    return "".join([*out, _paragraphs(prose, links), f"<dl>{''.join(columns)}</dl>" if columns else ""])


def _entries(lines: list[str]) -> Iterable[tuple[str, list[str]]]:
    """Each line at the margin with the lines that are indented under it, these moved to the margin."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if found and line.startswith("    "):
            found[-1][1].append(line[4:])
        elif line.strip() or found:
            found.append((line, []))
    return found


def _paragraphs(lines: list[str], links: Mapping[str, str]) -> str:
    parts = []
    for part in re.split(r"\n\s*\n", "\n".join(lines).strip("\n")):
        if part.lstrip().startswith(">>>"):
            parts.append(f"<pre><code>{html.escape(part)}</code></pre>")
        elif part.strip():
            parts.append(f"<p>{_inline(part, links)}</p>")
    return "".join(parts)


def _inline(text: str, links: Mapping[str, str]) -> str:
    """Running text: what stands between backticks is code, and a link where it opens with a public name."""
    out: list[str] = []
    at = 0
    for found in _CODE.finditer(text):
        code = found[1] or found[2]
        out += [html.escape(text[at : found.start()]), _code(code, links)]
        at = found.end()
    return "".join([*out, html.escape(text[at:])])


def _code(code: str, links: Mapping[str, str]) -> str:
    name = _DOTTED.match(code)
    address = links.get(name[1], links.get(name[1].split(".")[-1])) if name else None
    shown = f"<code>{html.escape(code)}</code>"
    return f'<a href="{address}">{shown}</a>' if address else shown


def _type(text: str, links: Mapping[str, str]) -> str:
    """A type: names of public classes in it are links."""
    if "`" in text:
        return _inline(text, links)
    out: list[str] = []
    at = 0
    for found in _TYPES.finditer(text):
        if found[0] in links:
            out += [html.escape(text[at : found.start()]), f'<a href="{links[found[0]]}">{found[0]}</a>']
            at = found.end()
    return f'<span class="type">{"".join(out)}{html.escape(text[at:])}</span>'
