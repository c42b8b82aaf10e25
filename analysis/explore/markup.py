"""HTML made of values: everything is escaped but what was made here."""

import html
from collections.abc import Iterable

VOID = frozenset({"br", "hr", "img", "input"})


class Safe(str):
    """HTML that was made by `tag`; every other string is text, and is escaped where it is put in."""

    __slots__ = ()


def text(value: object) -> Safe:
    """A value as HTML: escaped, unless it is HTML of ours; nothing for None and False; a list's items in a row.

    >>> text("a < b"), text([tag("b", "x"), None, 3])
    ('a &lt; b', '<b>x</b>3')
    """
    if isinstance(value, Safe):
        return value
    if value is None or value is False:
        return Safe("")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return Safe("".join(map(text, value)))
    return Safe(html.escape(str(value)))


def tag(name: str, /, *children: object, **attributes: object) -> Safe:
    """One element. Attributes: `class_` and `for_` lose their stroke, `_` is read as `-`; True stands alone, None and
    False are left out.

    >>> tag("button", "Read <on>", type="button", data_do="read", disabled=True, title=None)
    '<button type="button" data-do="read" disabled>Read &lt;on&gt;</button>'
    """
    told = "".join(
        f" {_spell(key)}" if value is True else f' {_spell(key)}="{html.escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Safe(f"<{name}{told}>" if name in VOID else f"<{name}{told}>{text(children)}</{name}>")


def _spell(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def button(label: object, do: str, *, key: object = "", **attributes: object) -> Safe:
    """A real button that asks for something: `do` names what, further `data_…` attributes say of which. `key` names
    it, so that the focus stays with it when its part of the page is made again."""
    return tag("button", label, type="button", data_do=do, data_key=key or None, **attributes)


def choice(label: str, name: str, options: Iterable[tuple[str, str]], chosen: str, **attributes: object) -> Safe:
    """A list to choose from, with its label: `options` are (value, shown)."""
    items = [tag("option", shown, value=value, selected=value == chosen) for value, shown in options]
    return tag("label", tag("span", label), tag("select", items, name=name, data_key=name, **attributes))


def sentence(words: str, *, kind: str = "told") -> Safe:
    """One sentence to the reader, where a table would stand."""
    return tag("p", words, class_=kind)
