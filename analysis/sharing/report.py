"""A report with the page to ask beside it, and its numbers linked to lines."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.corpus import Corpus
from analysis.errors import AnalysisError
from analysis.sharing.links import PAGE, Countable, link_pictures, link_tables
from analysis.sharing.overlays import overlay_pictures
from analysis.sharing.page import TITLE, Excerpts, explore_page
from analysis.study import Study
from analysis.terms.queries import parse_query

Pictures = Mapping[str, tuple[pd.DataFrame, pd.DataFrame]]
_NAV = re.compile(r'(<nav aria-label="Pages">.*?)(</nav>)', re.DOTALL)


def share_report(
    files: Mapping[Path, bytes], source: Corpus | Study, *, excerpts: Excerpts = "few", pictures: Pictures | None = None
) -> dict[Path, bytes]:
    """The files of a report with `explore.html` among them, and links to it in every page.

    Parameters
    ----------
    files : mapping of Path to bytes
        The pages, in one folder.
    source : Corpus or Study
        The texts that they tell of.
    excerpts : {"few", "all", "none"}
        As in `export_page`; what the pages quote counts within the tenth.
    pictures : mapping of str to tuple of DataFrame, optional
        Caption → table and places of the marks, as `read_pictures` finds them in a folder of `save_figures`: the marks
        of pictures shown with the same caption are linked too.

    Returns
    -------
    dict of Path to bytes
        Nothing is written.
    """
    corpus = source.corpus if isinstance(source, Study) else source
    pages = {path: content.decode() for path, content in files.items() if path.suffix == ".html"}
    tables = {caption: table for caption, (table, _) in (pictures or {}).items()}
    marks = {caption: areas for caption, (_, areas) in (pictures or {}).items()}
    told = [*pages.values(), *(table.to_csv() for table in tables.values())]
    explore = explore_page(corpus, excerpts=excerpts, told=told, home="index.html")
    countable = _countable(explore)
    linked: dict[Path, bytes] = dict(files)
    for path, page in pages.items():
        page = link_pictures(link_tables(page, corpus, countable), tables, corpus, countable)
        page = overlay_pictures(page, marks, corpus, countable)
        page = _NAV.sub(lambda nav: f'{nav[1]}\n<a href="{PAGE}">{TITLE}</a>{nav[2]}', page, count=1)
        linked[path] = page.encode()
    return linked | {next(iter(files)).parent / PAGE: explore.encode("utf-8", "surrogatepass")}


def _countable(page: str) -> Countable:
    """What the page can answer, told by its own data."""
    data = json.loads(re.findall(r'id="data">(.*?)</script>', page, re.DOTALL)[0])
    whole, terms = data["excerpts"] == "all", set(data["terms"])
    phrases = {False: set(data.get("phrases", ())), True: set(data.get("namedPhrases", ()))}

    def countable(query: str, names: bool) -> bool:
        try:
            words = parse_query(query)
        except AnalysisError:
            return False
        if len(words) > 1:
            return whole
        joined = " ".join(words[0])
        return joined in terms or joined in phrases[names] or (whole and terms.issuperset(words[0]))

    return countable
