"""Links laid over a report's pictures: a click on a stroke, a dot, a bar or a name opens its line or its count."""

import html
import re
from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.sharing.links import Countable, line_address, query_address

_SHOWN = re.compile(
    r"(<img\b[^>]*>)(?=(?:(?!<img\b).){0,4000}?(?:<p><em>(.*?)</em></p>|<figcaption>(.*?)</figcaption>))", re.DOTALL
)


def overlay_pictures(
    page: str, marks: Mapping[str, pd.DataFrame], documents: Iterable[str], countable: Countable
) -> str:
    """The page with links over each picture that it knows.

    Parameters
    ----------
    page : str
        HTML, pictures with their captions as a Picture writes them, or in a `figcaption`.
    marks : mapping of str to DataFrame
        Caption → where the picture's marks stand, as `read_pictures` gives it.
    documents : iterable of str
        The texts that there are.
    countable : function
        Whether the page with the lines can answer a question, with names joined or not.

    Returns
    -------
    str
        Keyboards and screen readers pass over these links: the list below the picture leads to the same lines.
    """

    known = set(documents)

    def overlaid(match: re.Match[str]) -> str:
        areas = marks.get(html.unescape(match[2] or match[3]))
        links = [] if areas is None else [_link(row, known, countable) for row in areas.to_dict("records")]
        if not any(links):
            return match[0]
        return f'<span class="marked">{match[1]}<span aria-hidden="true">{"".join(links)}</span></span>'

    return _SHOWN.sub(overlaid, page)


def _link(row: dict, known: set[str], countable: Countable) -> str:
    label, document = str(row["label"]), str(row["document"])
    if document in known and not pd.isna(row["line"]):
        address, told = line_address(document, row["line"]), f"{document}, line {row['line']}"
        told = f"{label}: {told}" if label else told
    elif countable(label, True):
        address, told = query_address(label, names=True), f"{label}: counts and lines"
    else:
        return ""
    left, top = (min(max(float(row[side]), 0), 1) for side in ("left", "top"))
    width, height = min(row["width"], 1 - left), min(row["height"], 1 - top)
    place = f"left:{left:.2%};top:{top:.2%};width:{width:.2%};height:{height:.2%}"
    return f'<a href="{address}" style="{place}" title="{html.escape(told)}" tabindex="-1"></a>'
