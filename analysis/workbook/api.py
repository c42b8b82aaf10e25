"""The public names as one web page, built from their docstrings, with a search; it asks no host for anything."""

import html
import inspect
import re
from importlib import import_module
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

from analysis.errors import AnalysisError
from analysis.files import save_file
from analysis.workbook.docstrings import docstring_html

PACKAGES = ("analysis", "analysis.history", "analysis.figures", "analysis.topics")
ROOMS = {  # in the order of the page: where a name lives, and what it is for
    "reading": "Reading texts",
    "corpus": "Values that functions pass on",
    "study": "Values that functions pass on",
    "sentences": "Sentences",
    "terms": "Words and counts",
    "compare": "Comparing",
    "sentiment": "Tone",
    "topics": "Topics",
    "history": "History",
    "codings": "A reader's marks",
    "showing": "Showing",
    "figures": "Figures",
    "errors": "What goes wrong",
}
_OTHER = "More"
_DATA = Path(__file__).parents[1] / "data"
_PREFIX = re.compile(r"\b(?:[a-z_]\w*\.)+(?=[A-Z])|~")
_OPTIONAL = re.compile(r"Optional\[(Literal\[[^\]]*\])\]")
_WIDE = 96  # letters of a line of code


class Entry(NamedTuple):
    """One public name: its address on the page, how it is imported, where it lives, and what it is."""

    key: str
    path: str
    also: tuple[str, ...]
    value: Any

    @property
    def module(self) -> str:
        return getattr(self.value, "__module__", None) or self.path.rpartition(".")[0]

    @property
    def title(self) -> str:
        return ROOMS.get(f"{self.module}.".split(".")[1], _OTHER)

    @property
    def text(self) -> str:
        """Its docstring as `help` shows it; "" for a number, whose docstring is that of all numbers."""
        told = inspect.isclass(self.value) or inspect.isroutine(self.value) or inspect.ismodule(self.value)
        return (inspect.getdoc(self.value) or "") if told else ""


def public_entries() -> list[Entry]:
    """Every public name once, under its shortest import.

    Returns
    -------
    list of Entry
        In the order of rooms, then by name.
    """
    found: dict[Any, list[str]] = {}
    values: dict[Any, Any] = {}
    for package in PACKAGES:
        for name in import_module(package).__all__:
            value = getattr(import_module(package), name)
            same = id(value) if hasattr(value, "__module__") else (name, repr(value))
            found.setdefault(same, []).append(f"{package}.{name}")
            values[same] = value
    entries = [
        Entry(paths[0].removeprefix("analysis."), paths[0], tuple(paths[1:]), values[same])
        for same, paths in found.items()
        if not inspect.ismodule(values[same])
    ]
    titles = [*dict.fromkeys([*ROOMS.values(), _OTHER])]
    return sorted(entries, key=lambda one: (titles.index(one.title), one.key.rpartition(".")[2].lower()))


def members(value: Any) -> dict[str, Any]:
    """The public methods and tables of a class that have a docstring of their own, in the order of the file."""
    if not inspect.isclass(value) or issubclass(value, BaseException):
        return {}
    found: dict[str, Any] = {}
    for base in value.__mro__:
        if base.__module__.startswith("analysis"):
            found |= {name: one for name, one in vars(base).items() if name not in found and not name.startswith("_")}
    return {name: one for name, one in found.items() if not inspect.isclass(one) and _own_text(one)}


def _own_text(one: Any) -> str:
    described = inspect.isroutine(one) or isinstance(one, property | classmethod | staticmethod) or hasattr(one, "make")
    return (inspect.getdoc(one) or "") if described else ""


def api_page(back: str = "") -> str:
    """The page: a search and a list of names, and an entry for each.

    Parameters
    ----------
    back : str
        Address of a page to link to, such as the front of a report; no link if left out.

    Returns
    -------
    str
        HTML that needs no other file.
    """
    entries = public_entries()
    links = {name: f"#{entry.key}" for entry in reversed(entries) for name in _names_of(entry)}
    links |= {f"{entry.key}.{name}": f"#{entry.key}.{name}" for entry in entries for name in members(entry.value)}
    shown, listed, title = [], [], ""
    for entry in entries:
        if entry.title != title:
            title = entry.title
            shown.append(f"<h2>{html.escape(title)}</h2>")
            listed.append(f'<li class="room">{html.escape(title)}</li>')
        shown.append(_entry(entry, links))
        listed.append(_line(entry.key, entry.text))
        listed += [_line(f"{entry.key}.{name}", _own_text(one), "member") for name, one in members(entry.value).items()]
    style = (_DATA / "report.css").read_text("utf-8") + (_DATA / "api.css").read_text("utf-8")
    home = f'<a href="{html.escape(back)}">Report</a>' if back else ""
    skeleton = Template((_DATA / "api.html").read_text("utf-8"))
    return skeleton.substitute(style=style, back=home, names="\n".join(listed), entries="\n".join(shown))


def write_api(folder: str | Path, *, back: str = "") -> Path:
    """Write the page of public names as `index.html` into a folder.

    Parameters
    ----------
    folder : str or Path
        Made when missing.
    back : str
        Address of a page to link to, seen from the folder: `../index.html` in a report.

    Returns
    -------
    Path
        Of the file.

    Raises
    ------
    AnalysisError
        For a folder that cannot be written.
    """
    target = Path(folder) / "index.html"
    try:
        save_file(target, api_page(back).encode())
    except OSError as error:
        raise AnalysisError(f"{target} cannot be written: {error.strerror or error}; choose another folder.") from None
    return target


def _names_of(entry: Entry) -> list[str]:
    paths = [entry.path, *entry.also]
    return [entry.key, *(path.removeprefix("analysis.") for path in paths), entry.key.rpartition(".")[2]]


def _line(key: str, text: str, kind: str = "name") -> str:
    first = re.split(r"\n\s*\n", text)[0].replace("\n", " ").replace("`", "")
    shown = f'<a href="#{key}">{key.replace(".", ".<wbr>")}</a> <span>{html.escape(first)}</span>'
    return f'<li class="{kind}" data-find="{html.escape(f"{key} {first}".lower(), quote=True)}">{shown}</li>'


def _entry(entry: Entry, links: dict[str, str]) -> str:
    parts = [f'<section class="entry" id="{entry.key}">', f"<h3>{html.escape(entry.key)}</h3>"]
    parts.append(f"<pre><code>{html.escape(_signature(entry.key.rpartition('.')[2], entry.value))}</code></pre>")
    imports = [f"from {path.rpartition('.')[0]} import {path.rpartition('.')[2]}" for path in (entry.path, *entry.also)]
    where = f"{entry.module.replace('.', '/')}.py" if entry.text else ""
    told = " · ".join([*(f"<code>{one}</code>" for one in imports), *([where] if where else [])])
    parts += [f'<p class="where">{told}</p>', docstring_html(entry.text, links)]
    for name, one in members(entry.value).items():
        parts.append(f'<section class="member" id="{entry.key}.{name}">')
        parts.append(f"<h4><code>{html.escape(_signature(name, one))}</code></h4>")
        parts.append(f"{docstring_html(_own_text(one), links).replace('<h4>', '<h5>').replace('</h4>', '</h5>')}")
        parts.append("</section>")
    return "\n".join([*parts, "</section>"])


def _signature(name: str, value: Any) -> str:
    """How it is called, a parameter a line where one line is too long; a number with its value."""
    if isinstance(value, classmethod | staticmethod):
        value = value.__func__
    if inspect.isclass(value) and issubclass(value, BaseException):
        return f"{name}({value.__bases__[0].__name__})"
    if not callable(value):
        return name if _own_text(value) else f"{name} = {value!r}"
    signature = inspect.signature(value)
    after = "" if inspect.isclass(value) else _short(str(signature.replace(parameters=[])).removeprefix("()"))
    told, starred = [], False
    for one in signature.parameters.values():
        if one.name in ("self", "cls"):
            continue
        if one.kind is one.KEYWORD_ONLY and not starred:
            told.append("*")
        starred = starred or one.kind in (one.KEYWORD_ONLY, one.VAR_POSITIONAL)
        told.append(_short(str(one)))
    line = f"{name}({', '.join(told)}){after}"
    return line if len(line) <= _WIDE else f"{name}(\n    " + ",\n    ".join(told) + f",\n){after}"


def _short(types: str) -> str:
    """Types without the modules they come from."""
    return _OPTIONAL.sub(r"\1 | None", _PREFIX.sub("", types))
