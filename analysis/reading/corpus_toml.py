"""What corpus.toml tells: titles, names, themes and episodes; checked, so that a slip is said.

Checked by hand: a schema library (msgspec) was no shorter, and told the place of a slip as `$.sources[...]`.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import ReadError, name_some
from analysis.metadata import RESERVED
from analysis.naming import compose

SOURCE_KINDS = ("primary", "scholarly", "reference", "web")
_NOTE_STYLES = ("", "footnotes", "endnotes", "none")
_CODE = re.compile(r"(?:[A-Za-z]{2,3}(?:[-_][A-Za-z]+)?)?")
_LARGEST = 2**63
_HABITS = ("short openers", "long lines apart")


@dataclass(frozen=True)
class Told:
    """What corpus.toml tells of one document; each field empty where it tells nothing.

    Attributes
    ----------
    title, author, date, kind : str
        As they are shown.
    notes : str
        "footnotes", "endnotes", "none", or "" to find out.
    language : str
        Its code ("en", "de"), or "" to find out.
    habits : list of str
        What this file's lines do and others' do not: "short openers" (a paragraph's first line breaks off short),
        "long lines apart" (among wrapped lines, one far longer is a block quotation or a dialogue).
    speakers : list of str
        The labels that open a turn, as the file writes them.
    verse : list of [first words, last words]
        Passages in verse; [["", ""]] for all of it.
    skip : list of [first words, last words]
        Passages that are kept as back matter, out of the counts.
    sources : dict
        Number of a note: kind of its source.
    columns : dict
        Whatever else it tells (year = 1919): a column of `corpus.documents`.
    """

    title: str = ""
    author: str = ""
    date: str = ""
    kind: str = ""
    notes: str = ""
    language: str = ""
    habits: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    verse: list[list[str]] = field(default_factory=list)
    skip: list[list[str]] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str | int | float | bool] = field(default_factory=dict)


UNTOLD = Told()


def read_corpus_toml(folder: Path | None) -> dict:
    """corpus.toml as a dict: order, documents (name: Told), names, themes, episodes, expected; empty without a file."""
    toml: dict = {}
    if folder and (path := folder / "corpus.toml").is_file():
        try:
            text = path.read_bytes().decode("utf-8-sig")
            toml = _plain(tomllib.loads(text))
        except OSError as error:
            raise ReadError(f"corpus.toml cannot be read: {error.strerror}.") from None
        except UnicodeDecodeError:
            raise ReadError("corpus.toml is not saved as UTF-8; open it in an editor and save it so.") from None
        except (ValueError, RecursionError) as error:  # also of numbers of thousands of digits
            raise ReadError(f"corpus.toml is not valid TOML: {error}{_curly(text, str(error))}.") from None
    defaults: dict[str, list | dict] = {"order": [], "documents": {}, "names": {}, "themes": {}, "episodes": []}
    defaults["expected"] = []
    for key in ("episodes", "expected"):
        if isinstance(toml.get(key), dict):
            raise ReadError(f"corpus.toml: write [[{key}]], with two brackets, above each of them.")
    for key, value in toml.items():
        if key not in defaults or not isinstance(value, type(defaults[key])):
            raise ReadError(f"corpus.toml: [{key}] is not understood; it may hold {', '.join(defaults)}.")
    if not all(_is_episode(episode) for episode in toml.get("episodes", [])):
        raise ReadError("corpus.toml: episodes are written as [[episodes]] with a name, a year and passages.")
    told = {name: _read_told(name, about) for name, about in toml.get("documents", {}).items()}
    return defaults | toml | {"documents": told}


def _curly(text: str, said: str) -> str:
    """What to do where the line that an error names has quotation marks that TOML does not know."""
    line = re.search(r"at line (\d+)", said)
    curly = re.search("[“”„«»]", text.split("\n")[int(line[1]) - 1]) if line else None
    return f"; write straight quotation marks, not {curly[0]}" if curly else ""


def _plain(value: Any) -> Any:
    """What a file tells, each text on one line; refused is what no table can hold."""
    if isinstance(value, dict):
        return {_plain(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, str):
        value = compose(re.sub(r"\s*[\r\n]\s*", " ", value))
        if signs := re.search(r"[^\S\t ]|[\x00-\x08\x0e-\x1f\x7f]", value.replace("\xa0", " ")):
            raise ReadError(
                f"corpus.toml: {value[:40]!r} holds the sign {signs[0]!r}, which cannot be shown; delete it."
            )
    elif isinstance(value, float | int) and not abs(value) < _LARGEST:
        raise ReadError(
            f"corpus.toml: {str(value)[:20]} is no number that a table can hold; put it in quotation marks."
        )
    return value


def join_toml(tomls: Iterable[dict]) -> dict:
    """What the corpus.toml of several folders tell, as one; of what two tell of, the later goes before."""
    whole, *others = tomls
    for toml in others:
        for key, value in toml.items():
            whole = whole | {key: whole[key] + value if isinstance(value, list) else whole[key] | value}
    return whole


def _read_told(name: str, about: object) -> Told:
    """What a table [documents.NAME] tells; any key that is not known becomes a column."""
    where = f"corpus.toml: [documents.{name}]"
    if not isinstance(about, dict):
        raise ReadError(f'{where} should be a table, with lines such as title = "…".')
    known = {key: value for key, value in about.items() if key in _FORMS}
    if isinstance(known.get("date"), int | dt.date) and not isinstance(known["date"], bool):
        known["date"] = str(known["date"])
    for key, value in known.items():
        if not _FORMS[key].holds(value):
            raise ReadError(f"{where} {key} should be {_FORMS[key].form}.")
    columns = {key: value for key, value in about.items() if key not in _FORMS}
    for key, value in columns.items():
        slip = get_close_matches(key, _FORMS, n=1, cutoff=0.8)
        if slip:
            raise ReadError(f"{where} {key!r} is near to {slip[0]!r}: write that, or name the column otherwise.")
        if not isinstance(value, str | int | float | bool | dt.date):
            raise ReadError(f"{where} {key!r} should be a word, a number, a date or true or false, to be a column.")
        if key in RESERVED:
            raise ReadError(f"{where} {key!r} is what the reader itself tells in its tables; name it otherwise.")
    if known.get("verse") is True:
        known["verse"] = [["", ""]]
    told = Told(**{key: value for key, value in known.items() if value is not False}, columns=columns)
    for key, value, allowed in (
        ("notes", [told.notes], _NOTE_STYLES),
        ("habits", told.habits, _HABITS),
        ("sources", told.sources.values(), SOURCE_KINDS),
    ):
        for item in value:
            if item not in allowed:
                raise ReadError(f"{where} {key} holds {item!r}, not {', '.join(filter(None, allowed))}.")
    return told


def is_word(value: object) -> bool:
    """Whether a value is text with something in it."""
    return isinstance(value, str) and bool(value.strip())


def is_year(value: object) -> bool:
    """Whether a value can be a year: a word or a whole number."""
    return is_word(value) or (isinstance(value, int) and not isinstance(value, bool))


def _is_episode(value: object) -> bool:
    return isinstance(value, dict) and is_word(value.get("name")) and is_year(value.get("year", 0))


class _Form(NamedTuple):
    form: str
    holds: Callable[[object], bool]


def _are_pairs(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(pair, list) and list(map(type, pair)) == [str, str] for pair in value
    )


def are_words(value: object) -> bool:
    """Whether a value is a list of words."""
    return isinstance(value, list) and all(map(is_word, value))


_WORD = _Form("a word or words in quotation marks", lambda value: isinstance(value, str))
_WORDS = _Form('a list such as ["one", "another"]', are_words)
_PAIRS = _Form('pairs such as [["first words", "last words"]]', _are_pairs)
_FORMS = dict.fromkeys(("title", "author", "date", "kind", "notes", "language"), _WORD)
_FORMS["language"] = _Form('a code such as "en"', lambda value: isinstance(value, str) and bool(_CODE.fullmatch(value)))
_FORMS |= {"habits": _WORDS, "speakers": _WORDS}
_FORMS["skip"] = _Form(
    _PAIRS.form, lambda value: isinstance(value, list) and _are_pairs(value) and all(map(all, value))
)
_FORMS["verse"] = _Form(f"true, or {_PAIRS.form}", lambda value: isinstance(value, bool) or _are_pairs(value))
_FORMS["sources"] = _Form(
    'a table such as { 14 = "primary" }',
    lambda value: isinstance(value, dict) and all(isinstance(kind, str) for kind in value.values()),
)


def check_documents(toml: dict, names: Collection[str]) -> None:
    """Refuse a corpus.toml that tells of documents which are not there, or orders one twice."""
    twice = next((name for name in toml["order"] if toml["order"].count(name) > 1), None)
    if twice is not None:
        raise ReadError(f"corpus.toml: order holds {twice!r} twice; name it once.")
    passages = [name for episode in toml["episodes"] for name in episode if name not in ("name", "year")]
    for name in [*toml["order"], *toml["documents"], *passages]:
        if name not in names:
            raise ReadError(
                f"corpus.toml tells of a document {name!r}, but there is {name_some(names, 20)}; rename or delete it "
                "(a document is called as its file, without the ending)."
            )
