"""Word files (.docx) to paragraphs: the words as they stand once all changes are accepted, their styles as roles.

Read by hand from the XML: of 1,000 pages mammoth makes HTML in a multiple of the time, knows styles by English names
only, no indents, and lists contents and deleted rows as text.
"""

import posixpath
from typing import Any

from analysis.reading.chunks import Edit
from analysis.reading.formats.styled.packed import Archive, cannot_open, local, told_head
from analysis.reading.formats.styled.paragraphs import Paragraph, Written
from analysis.reading.formats.styled.walker import flat
from analysis.reading.formats.styled.word_styles import Styles, attribute, read_styles
from analysis.reading.formats.styled.word_walk import Reader


def read_word(data: bytes, name: str) -> Written:
    """The paragraphs, tables and notes of a Word file."""
    archive = Archive(data, name)
    main = next(iter(_related(archive, "", "officeDocument")), "word/document.xml")
    root = archive.xml(main)
    body = next((part for part in root if local(part) == "body"), None) if root is not None else None
    if body is None:
        raise cannot_open(name)
    roots = {kind: archive.xml(part) for kind in _PARTS for part in _related(archive, main, kind)[:1]}
    styles = read_styles(roots.get("styles"), roots.get("numbering"))
    reader = Reader(styles)
    blocks = reader.read(body)
    notes: dict[str, list[Paragraph]] = {}
    for kind in ("footnotes", "endnotes"):
        notes |= _read_notes(roots.get(kind), kind[0], styles, reader.custom)
    comments = roots.get("comments")
    for comment in comments if comments is not None else ():
        text = " ".join("".join(comment.itertext("{*}t")).split())
        reader.edits.append(Edit(1, "comment left out", text, ""))
    heads = [archive.xml(part) for kind in ("header", "footer") for part in _related(archive, main, kind)[:50]]
    texts = {" ".join("".join(root.itertext("{*}t")).split()) for root in heads if root is not None} - {""}
    reader.edits += [Edit(1, "running head", text, "") for text in sorted(texts)]
    return Written(blocks, notes, _properties(archive), reader.edits)


_PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments")


def _related(archive: Archive, part: str, kind: str) -> list[str]:
    """The names of the parts of a kind that a part (or the whole file: "") refers to."""
    folder, name = posixpath.split(part)
    rels = archive.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    found = []
    for rel in rels if rels is not None else ():
        if (rel.get("Type") or "").rpartition("/")[2] == kind and rel.get("TargetMode") != "External":
            target = rel.get("Target") or ""
            found.append(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return found


def _properties(archive: Archive) -> dict[str, str]:
    core = archive.xml("docProps/core.xml")
    told = {local(part): part.text for part in core} if core is not None else {}
    return told_head(told.get("title"), told.get("creator"))


def _read_notes(root: Any, letter: str, styles: Styles, custom: set[str]) -> dict[str, list[Paragraph]]:
    notes = {}
    for element in root if root is not None else ():
        key = letter + (attribute(element, "id") or "")
        if "eparator" in (attribute(element, "type") or "") or attribute(element, "type") == "continuationNotice":
            continue
        blocks = list(flat(Reader(styles).read(element)))
        if key in custom and blocks and blocks[0].runs:
            first = blocks[0].runs[0]
            blocks[0].runs[0] = first._replace(text=first.text.lstrip("*†‡§¶ "))
        notes[key] = blocks
    return notes
