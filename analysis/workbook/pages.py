"""A notebook as one web page that asks nobody for anything: no script, no font, no image from elsewhere."""

import html
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from string import Template

from nbformat import NotebookNode

from analysis.errors import AnalysisError

_DATA = Path(__file__).parents[1] / "data"
_LINK = re.compile(r"""(href=["'])([\w./-]+?)\.ipynb((?:#[^"']*)?["'])""")
_EMPTY_HEAD = re.compile(r"<th[^>]*>\s*</th>")
_FETCHING = {"src", "srcset", "href", "data", "poster", "action", "background", "xlink:href"}
_IN_STYLE = re.compile(r"""url\(\s*['"]?(?!data:)[^)]|@import""")


def notebook_page(notebook: NotebookNode) -> str:
    """The body of a page: prose, figures with their alternative texts, tables, and code folded away."""
    body, _ = _exporter().from_notebook_node(notebook)
    body = _EMPTY_HEAD.sub("<td></td>", body).replace("<pre>", '<pre tabindex="0">')  # long lines: scrolled by keys
    return _LINK.sub(r"\1\2.html\3", body)


@cache  # its templates take longer to compile than most notebooks to write
def _exporter():
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(raw_template=(_DATA / "report_cells.html.j2").read_text("utf-8"))
    exporter.exclude_input_prompt = exporter.exclude_output_prompt = True
    return exporter


def page(title: str, body: str, links: str, after: str = "") -> str:
    """A whole page in the house's style, light or dark as the reader's screen asks.

    Errors: AnalysisError where something on it would be fetched from another place.
    """
    skeleton = Template((_DATA / "report.html").read_text("utf-8"))
    text = skeleton.substitute(title=html.escape(title), style=_style(), links=links, body=body, after=after)
    found = fetched(text)
    if found:
        raise AnalysisError(
            f"The page “{title}” would fetch {found[0]} when it is opened; show it as an image or a link."
        )
    return text


def fetched(text: str) -> list[str]:
    """Everything in a page that a browser would load by itself; plain links, which wait for a click, are not."""
    looker = _Fetches()
    looker.feed(text)
    return looker.found


class _Fetches(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self._style = [], False

    def handle_starttag(self, tag, attrs):
        self._style = tag == "style"
        for name, value in attrs:
            loads = name in _FETCHING and tag != "a" and not (value or "").startswith("data:")
            if loads or (name == "style" and _IN_STYLE.search(value or "")):
                self.found.append(f"<{tag} {name}={value!r}>")
        if tag in ("script", "iframe", "object", "embed", "base"):
            self.found.append(f"<{tag}>")

    def handle_endtag(self, tag):
        self._style = False

    def handle_data(self, data):
        if self._style:
            self.found += [f"a style: {match}" for match in _IN_STYLE.findall(data)]


def _style() -> str:
    ours = (_DATA / "report.css").read_text("utf-8")
    return f"{ours}\n{_code('default')}\n@media (prefers-color-scheme: dark) {{\n{_code('github-dark')}\n}}"


def _code(style: str) -> str:
    """Colours of code, without the background, which is the page's own."""
    from pygments.formatters import HtmlFormatter

    rules = HtmlFormatter(style=style).get_style_defs(".highlight").splitlines()
    return "\n".join(rule for rule in rules if rule.startswith(".highlight .") and "background" not in rule)
