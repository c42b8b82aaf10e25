"""What the header of a text in TEI tells, and the signs that its entities stand for."""

from html.entities import html5
from typing import Any

from analysis.reading.formats.styled.packed import told_head


def put_signs(root: Any) -> None:
    """The sign that HTML has under an entity's name in the entity's place; entities themselves are never resolved."""
    from lxml import etree

    for entity in list(root.iter(etree.Entity)):
        text = html5.get(f"{entity.name[:40]};", " ") + (entity.tail or "")
        before, parent = entity.getprevious(), entity.getparent()
        if before is not None:
            before.tail = (before.tail or "") + text
        elif parent is not None:
            parent.text = (parent.text or "") + text
        entity.tail = None
        parent.remove(entity)


def head_of(root: Any) -> dict[str, str]:
    """Title, author and date of the header: the date of the source where it has one, else of this edition."""

    def first(*paths: str) -> str:
        found = (element for path in paths for element in root.iterfind(f"{{*}}teiHeader/{path}"))
        return next((text for element in found if (text := " ".join("".join(element.itertext()).split()))), "")

    base = "{*}fileDesc/{*}titleStmt/"
    date = first("{*}profileDesc/{*}creation/{*}date", "{*}fileDesc/{*}sourceDesc//{*}date")
    date = date or first("{*}fileDesc/{*}publicationStmt/{*}date", "{*}fileDesc/{*}publicationStmt/{*}p/{*}date")
    head = told_head(first(f"{base}{{*}}title[@type='main']", f"{base}{{*}}title"), first(f"{base}{{*}}author"))
    return head | ({"date": date[:100]} if date else {})
