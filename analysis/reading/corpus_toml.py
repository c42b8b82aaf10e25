"""What corpus.toml tells: titles, names, themes and episodes; checked, so that a slip is said.

Checked by hand: a schema library (msgspec) was no shorter, and told the place of a slip as `$.sources[...]`.
"""

import re
import tomllib
from pathlib import Path

import pandas as pd

from analysis.errors import ReadError

_DOCUMENT_KEYS = {"title", "kind", "notes", "author", "date", "sources"}
_HOLDS = "title, kind, author, date, notes (strings) and sources (note = kind of source)"
SOURCE_KINDS = ("primary", "scholarly", "reference", "web")
_NOTE_STYLES = ("footnotes", "endnotes", "none")


def read_corpus_toml(folder: Path) -> dict:
    """corpus.toml as a dict with order, documents, names, themes and episodes; all empty where there is no file."""
    path = folder / "corpus.toml"
    toml: dict = {}
    if path.is_file():
        try:
            toml = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ReadError(f"corpus.toml is not valid TOML: {error}.") from None
    defaults: dict[str, list | dict] = {"order": [], "documents": {}, "names": {}, "themes": {}, "episodes": []}
    for key, value in toml.items():
        if key not in defaults or not isinstance(value, type(defaults[key])):
            raise ReadError(f"corpus.toml: [{key}] is not understood; it may hold {', '.join(defaults)}.")
    if not all(isinstance(episode, dict) for episode in toml.get("episodes", [])):
        raise ReadError("corpus.toml: episodes are written as [[episodes]] with a name, a year and passages.")
    for name, about in toml.get("documents", {}).items():
        _check_document(name, about)
    return defaults | toml


def _check_document(name: str, about: object) -> None:
    told: dict = about if isinstance(about, dict) else {"": about}
    for key, value in told.items():
        if key not in _DOCUMENT_KEYS or not isinstance(value, dict if key == "sources" else str):
            raise ReadError(f"corpus.toml: [documents.{name}] {key!r} is not understood; it may hold {_HOLDS}.")
    if told.get("notes", "none") not in _NOTE_STYLES:
        raise ReadError(f"corpus.toml: [documents.{name}] notes is {told['notes']!r}, not {', '.join(_NOTE_STYLES)}.")
    for kind in told.get("sources", {}).values():
        if kind not in SOURCE_KINDS:
            raise ReadError(f"corpus.toml: [documents.{name}.sources] {kind!r} is not {', '.join(SOURCE_KINDS)}.")


def check_documents(toml: dict, names: list[str]) -> None:
    """Refuse a corpus.toml that tells of documents which are not there."""
    passages = [name for episode in toml["episodes"] for name in episode if name not in ("name", "year")]
    for name in [*toml["order"], *toml["documents"], *passages]:
        if name not in names:
            raise ReadError(f"corpus.toml tells of a document {name!r}, but there is {', '.join(names)}; rename one.")


def names_table(toml: dict) -> pd.DataFrame:
    """One row an alias: name, kind, alias; the name itself is its first alias."""
    rows = []
    for name, about in toml["names"].items():
        known = isinstance(about, dict) and not about.keys() - {"kind", "aliases"}
        if not known or not isinstance(about.get("kind", ""), str) or not _are_words(about.get("aliases", [])):
            raise ReadError(f'corpus.toml: names."{name}" should be {{ kind = "person", aliases = [...] }}.')
        rows += [(name, about.get("kind", ""), alias) for alias in dict.fromkeys([name, *about.get("aliases", [])])]
    return pd.DataFrame(rows, columns=["name", "kind", "alias"])


def themes_table(toml: dict) -> pd.DataFrame:
    """One row a term of a theme: theme, term, origin ("outside list" or "after reading")."""
    rows = []
    for theme, about in toml["themes"].items():
        terms = about.get("terms", []) if isinstance(about, dict) else about
        origin = about.get("origin", "after reading") if isinstance(about, dict) else "after reading"
        known = not isinstance(about, dict) or not about.keys() - {"terms", "origin"}
        if not known or not _are_words(terms) or not terms or origin not in ("outside list", "after reading"):
            raise ReadError(
                f'corpus.toml: [themes.{theme}] needs terms = [...] and origin = "outside list" or "after reading".'
            )
        rows += [(theme, term, origin) for term in terms]
    return pd.DataFrame(rows, columns=["theme", "term", "origin"])


def episodes_table(toml: dict, texts: dict, blocks: pd.DataFrame) -> pd.DataFrame:
    """One row a passage: episode, year, document, block (where it begins), start, end, text.

    A passage is named by its first and last words; apostrophes, quotation marks and white space may differ.
    """
    rows = []
    for episode in toml["episodes"]:
        name, year = episode.get("name", ""), episode.get("year", 0)
        for document, passages in episode.items():
            if document in ("name", "year") or document not in texts:
                continue
            text = texts[document].text
            starts = blocks.loc[blocks["document"] == document, "start"].to_numpy()
            for first, last in _pairs(passages, name, document):
                start, end = _find_passage(text, first, last, f"episode {name!r} of {document}")
                block = int((starts <= start).sum())
                rows.append((name, year, document, block, start, end, text[start:end]))
    return pd.DataFrame(rows, columns=["episode", "year", "document", "block", "start", "end", "text"])


def _pairs(passages: object, name: str, document: str) -> list:
    pairs = passages if isinstance(passages, list) else [passages]
    if not all(isinstance(pair, list) and list(map(type, pair)) == [str, str] for pair in pairs):
        raise ReadError(f'corpus.toml: episode {name!r}: {document} should be [["first words", "last words"], ...].')
    return pairs


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)


def _find_passage(text: str, first: str, last: str, where: str) -> tuple[int, int]:
    begin = _loosely(first).search(text)
    if not begin:
        raise ReadError(
            f"corpus.toml: {where}: the text has no {first!r}; copy the passage's first words from the file."
        )
    end = _loosely(last).search(text, begin.start())
    if not end:
        raise ReadError(
            f"corpus.toml: {where}: no {last!r} follows {first!r}; copy the passage's last words from the file."
        )
    return begin.start(), end.end()


def _loosely(words: str) -> re.Pattern:
    parts = [re.sub("['‘’]", "['‘’]", re.sub('[“”"]', '[“”"]', re.escape(word))) for word in words.split()]
    return re.compile(r"\s+".join(parts))
