"""One file in which a visitor asks for a word and sees its counts, places and lines; no kernel, no network."""

import base64
import hashlib
import html
import json
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any, Literal

import pandas as pd

from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import AnalysisError, check_kind, unknown_name
from analysis.files import save_file
from analysis.sharing.passages import all_passages, pack_passages
from analysis.sharing.places import cut_lanes, find_phrases, pack_counts, tell_lanes
from analysis.sharing.rights import SPANS, choose_excerpts
from analysis.study import Study
from analysis.terms import VOICES, name_term, read_stop_terms, split_terms
from analysis.terms.table import join_names

Excerpts = Literal["few", "all", "none"]
EXCERPTS = ("few", "all", "none")
TITLE = "Ask the texts"
SCRIPTS = ("explore_find.js", "explore_show.js", "explore_read.js")
_TRIES = 6


@checked
def export_page(source: Corpus | Study, path: str | Path, *, excerpts: Excerpts = "few") -> Path:
    """A page to hand on: type a word and see counts, places and lines of every text, in any browser, without network.

    One file with everything in it; it asks no host for anything and forbids itself to. What is typed is read as by
    `concordance`: words, phrases, `commun*`, `red|white`; counts are those of `count_terms`, names joined on request.
    An address may lead into it: `page.html#q=coexistence`, `page.html#paper:27`.

    **How much of the texts it gives away** is for you to say. "all": every line, and the texts to read (without title
    page and back matter): for texts that are yours to pass on. "few": at most forty words an excerpt and a tenth of
    each text; of all else it holds words counted in stretches of two hundred words or more, from which no sentence can
    be put together, so that it shows bars for strokes, and counts a phrase only if it is a name, stands in a theme, or
    stands three times. "none": the counts alone.

    Parameters
    ----------
    source : Corpus or Study
        The texts.
    path : str or Path
        The file to write; one that is there is replaced.
    excerpts : {"few", "all", "none"}
        How much text the page carries.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    AnalysisError
        For what is no corpus, an unknown choice of excerpts, a file that cannot be written, and, if not all may be
        passed on, a text so short that its counts would give it away.

    Notes
    -----
    A limit is no licence: whether a tenth may be passed on, or a count, is for the owner of the rights and the law of
    your country to say. Doubt the voices where `corpus.quotations` does.
    """
    target = Path(path)
    content = explore_page(source, excerpts=excerpts).encode("utf-8", "surrogatepass")
    try:
        save_file(target, content)
    except OSError as error:
        raise AnalysisError(f"{target} cannot be written: {error.strerror or error}.") from None
    return target


def explore_page(
    source: Corpus | Study, *, excerpts: Excerpts = "few", told: Iterable[str] = (), home: str = ""
) -> str:
    """The page as text; see `export_page`.

    Parameters
    ----------
    source : Corpus or Study
        The texts.
    excerpts : {"few", "all", "none"}
        How much text the page carries.
    told : iterable of str
        Pages that are passed on together with this one: what they quote counts within the tenth.
    home : str
        The page to lead back to; none for "".

    Returns
    -------
    str
        HTML.
    """
    corpus = source.corpus if isinstance(source, Study) else source
    check_kind("export_page", corpus, "Corpus")
    if excerpts not in EXCERPTS:
        raise unknown_name("choice of excerpts", excerpts, EXCERPTS)
    data = json.dumps(page_data(corpus, excerpts, told), ensure_ascii=False, separators=(",", ":"))
    script = "\n".join(['"use strict";', *map(_read, SCRIPTS)])
    return Template(_read("explore.html")).substitute(
        title=html.escape(TITLE),
        texts=html.escape(_together([corpus[name].title for name in corpus])),
        style=f"{_read('report.css')}\n{_read('explore.css')}",
        home=f'<nav aria-label="Pages"><a href="{html.escape(home)}">Contents</a></nav>' if home else "",
        data=data.replace("<", "\\u003c"),  # so that no text can end the script it stands in
        script=script,
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def page_data(corpus: Corpus, excerpts: Excerpts, told: Iterable[str] = ()) -> dict[str, Any]:
    """All that the page knows, ready for JSON."""
    terms = split_terms(corpus)
    joined = join_names(corpus, terms)
    if not len(terms):
        raise AnalysisError("There is no word in these texts to be asked for.")
    words = sorted({*terms["term"], *joined["term"]})  # in an order that tells nothing
    vocabulary = {term: place for place, term in enumerate(words)}
    whole = excerpts == "all"
    passages = all_passages(corpus) if whole else pd.DataFrame(columns=SPANS)
    if excerpts == "few":
        passages = choose_excerpts(corpus, terms, told)
    documents = [
        {"name": name, "title": corpus[name].title, **packed}
        for name, packed in zip(corpus, pack_passages(corpus, passages, terms, joined, vocabulary), strict=True)
    ]
    data = {"excerpts": excerpts, "terms": words, "documents": documents, "names": _names(corpus, vocabulary)}
    if not whole:
        data |= _count(corpus, documents, terms, joined, vocabulary)
    for document in documents:
        document |= {"plain": _sizes(terms, document["name"]), "named": _sizes(joined, document["name"])}
    return data | {"tries": _tries(terms)}


def _count(corpus: Corpus, documents: list[dict], terms: pd.DataFrame, joined: pd.DataFrame, vocabulary) -> dict:
    """Puts the counts by stretch into each document; gives back the phrases that are told."""
    cut = cut_lanes(corpus, terms)
    for document in documents:
        document["lanes"] = tell_lanes(corpus, terms, cut, document["name"])
    cells = pd.Series(cut["cell"].to_numpy(), index=pd.MultiIndex.from_frame(terms[["document", "start"]]))

    def put(key: str, uses: pd.DataFrame, numbers: dict[str, int]) -> None:
        lying = cells.reindex(pd.MultiIndex.from_frame(uses[["document", "start"]])).to_numpy()
        for document in documents:
            mine = (uses["document"] == document["name"]).to_numpy()
            document[key] = pack_counts(uses["term"][mine], lying[mine], numbers)

    told = {}
    for key, table in (("", terms), ("named", joined)):
        put(f"{key}Counts" if key else "counts", table, vocabulary)
        phrases = find_phrases(corpus, table)
        spelled = told[f"{key}Phrases" if key else "phrases"] = sorted(phrases["term"].unique())
        runs = table.iloc[phrases["row"]].assign(term=phrases["term"].to_numpy())
        put(f"{key}PhraseCounts" if key else "phraseCounts", runs, {term: place for place, term in enumerate(spelled)})
    return told


def _sizes(terms: pd.DataFrame, name: str) -> dict[str, int]:
    voices = terms.loc[terms["document"] == name, "voice"].value_counts()
    return {voice: int(voices.get(voice, 0)) for voice in VOICES}


def _names(corpus: Corpus, vocabulary: dict[str, int]) -> dict[str, list[str]]:
    """Each name as a term → the ways it is written."""
    found: dict[str, list[str]] = {}
    for name, alias in zip(corpus.names["name"].tolist(), corpus.names["alias"].tolist(), strict=True):
        found.setdefault(name_term(name), []).append(alias)
    return {term: aliases for term, aliases in found.items() if term in vocabulary and len(aliases) > 1}


def _tries(terms: pd.DataFrame) -> list[str]:
    """Words to begin with: those that all texts use most, grammar left out."""
    subjects = terms[~terms["term"].isin(read_stop_terms())]
    counts = subjects.groupby(["term", "document"]).size().unstack(fill_value=0)
    return counts.min(axis=1).sort_values(ascending=False, kind="stable").index[:_TRIES].tolist()


def _together(titles: list[str]) -> str:
    return (
        f"{len(titles)} texts"
        if len(titles) > 3
        else " and ".join([", ".join(titles[:-1]), titles[-1]][len(titles) < 2 :])
    )


def _read(name: str) -> str:
    return files("analysis").joinpath(f"data/{name}").read_text("utf-8")
