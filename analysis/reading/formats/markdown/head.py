"""What the head of a Markdown file tells: the lines between two --- or two +++, or pandoc's lines after %."""

import re

_KEY = re.compile(r"(\w[\w -]{0,40}?)\s*:(?:\s+(.*)|$)")
_FIELDS = {"title": "title", "author": "author", "authors": "author", "by": "author", "date": "date"}
_EQUALS = re.compile(r"^(\w[\w -]{0,40}?)\s*=\s*")
_MOST = 400  # lines of a head


def read_head(lines: list[str]) -> tuple[int, dict[str, str]]:
    """How many lines the head has, and the title, author and date that it tells.

    Read by its form, since a YAML library would be one more dependency for three fields: a key and a value on a line, a
    value folded over indented lines, a list of authors.

    >>> read_head(["---", 'title: "On Rivers"', "author:", "- Ann Lee", "- Bo Ray", "---", "Text."])
    (6, {'title': 'On Rivers', 'author': 'Ann Lee, Bo Ray'})
    >>> read_head(["% On Rivers", "% Ann Lee; Bo Ray", "% 2 May 2020", "", "Text."])
    (3, {'title': 'On Rivers', 'author': 'Ann Lee, Bo Ray', 'date': '2 May 2020'})
    """
    if lines and lines[0].rstrip() == "+++":
        ends = [at for at, line in enumerate(lines[1:_MOST], 1) if line.rstrip() == "+++"]
        if ends:
            return ends[0] + 1, _read_keys([_EQUALS.sub(r"\1: ", line) for line in lines[1 : ends[0]]])
    if lines and lines[0].rstrip() == "---":
        ends = [at for at, line in enumerate(lines[1:_MOST], 1) if line.rstrip() in ("---", "...")]
        if ends and any(_KEY.match(line) for line in lines[1 : ends[0]]):
            return ends[0] + 1, _read_keys(lines[1 : ends[0]])
    return _read_plain(lines) or _read_percent(lines)


def _read_plain(lines: list[str]) -> tuple[int, dict[str, str]] | None:
    """The head of MultiMarkdown: keys from the first line on, up to an empty line; title, author or date first."""
    end = next((at for at, line in enumerate(lines[:_MOST]) if not line.strip()), 0)
    first = _KEY.match(lines[0]) if end else None
    if not first or first[1].casefold() not in _FIELDS or not all(_KEY.match(line) for line in lines[:end]):
        return None
    return end, _read_keys(lines[:end])


def _read_keys(lines: list[str]) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        found = _KEY.match(line)
        if found and not line.lstrip().startswith("- "):
            key = _FIELDS.get(found[1].casefold(), "")
            value = found[2] or ""
            values.setdefault(key, [] if value in ("|", ">", ">-", "|-", "") else [value])
        elif line[:1] in (" ", "-", "\t") and line.strip():
            item = re.sub(r"^\s*-\s+", "", line).strip()
            name = re.match(r"(?:name|family|given|literal):\s*(.*)", item)
            if not _KEY.match(item) or name:
                values.setdefault(key, []).append(name[1] if name else item)
    glue = {"author": ", "}
    told = {key: glue.get(key, " ").join(map(_bare, parts)) for key, parts in values.items() if key and parts}
    return {key: value for key, value in told.items() if value}


def _bare(value: str) -> str:
    """A value without its quotation marks, the brackets of a list, and the emphasis in it."""
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_bare(part) for part in value[1:-1].split(","))
    if value[:1] in "\"'" and len(value) > 1 and value[-1] == value[0]:
        value = value[1:-1].replace('\\"', '"').replace("''", "'")
    return re.sub(r"(?<=^\d{4}-\d\d-\d\d)T.*", "", value.strip(" *_"))


def _read_percent(lines: list[str]) -> tuple[int, dict[str, str]]:
    fields: list[str] = []
    count = 0
    for line in lines[:20]:
        if line.startswith("%") and len(fields) < 3:
            fields.append(line[1:].strip())
        elif not (fields and line[:1] == " " and line.strip()):
            break
        else:
            fields[-1] += ("; " if len(fields) == 2 else " ") + line.strip()
        count += 1
    told = dict(zip(("title", "author", "date"), fields, strict=False))
    if "author" in told:
        told["author"] = ", ".join(name.strip() for name in told["author"].split(";") if name.strip())
    return count, {key: value for key, value in told.items() if value}
