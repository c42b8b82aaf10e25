"""A small world for hostile calls: two texts with names, dates, quotations and marks, and good arguments to every
public function, by name."""

import functools
import inspect
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

import analysis
from analysis import history

NAMED = """
[names]
"Ann Lee" = { kind = "person", aliases = ["Lee"] }
"Rome" = { kind = "place" }
[themes]
water = ["river*", "sea"]
war = ["war*", "battle"]
[[expected]]
name = "the flood"
year = 1950
terms = ["flood"]
origin = "a chronicle"
"""
TOML = f"""{NAMED}
[[episodes]]
name = "the flood"
year = 1950
a = [["The flood of 1950", "rose over Rome"]]
b = [["The flood of 1950", "rose over Rome"]]
"""
PARTS = (
    "The flood of {year} came because the river rose over {place}.",
    "Ann Lee feared the war, and the good people of {place} were afraid of a terrible battle.",
    "Lee said, “We are happy with the sea and the {thing}.”",
    "In {year} Rome attacked the {thing}, so the council sent ships to {place}.",
    "It may be that the {thing} was never as fine as the old songs of the sea have it.",
    "He called the {thing} a great and brave mistake, but it caused a bad winter in {year}.",
)
CODINGS = """code,kind,document,quote,note,coder
fear,stance,a,Ann Lee feared the war,,x
fear,stance,a,Lee said,,y
flood,cause,a,because the river rose,,x
flood,cause,b,because the river rose,,y
flood,episode,b,The flood of 1950 came,,x
nothing,silence,,,why,x
"""


def toy_text(seed: int, sentences: int = 60) -> str:
    rng = random.Random(seed)
    told = ["The flood of 1950 came because the river rose over Rome."]
    for number in range(sentences):
        place, thing = rng.choice(["Rome", "the north", "Delft"]), rng.choice(["market", "bridge", "treaty", "harvest"])
        told.append(PARTS[number % len(PARTS)].format(year=rng.randint(1948, 1956), place=place, thing=thing))
    return "\n\n".join(" ".join(told[start : start + 8]) for start in range(0, len(told), 8)) + "\n"


@functools.cache
def toy_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="toys"))
    for seed, name in enumerate("ab"):
        (folder / f"{name}.txt").write_text(toy_text(seed), "utf-8")
    (folder / "corpus.toml").write_text(TOML, "utf-8")
    (folder / "codings.csv").write_text(CODINGS, "utf-8")
    return folder


def public_functions() -> dict[str, Callable]:
    """Every public function of the package and of its finders."""
    found = {name: getattr(package, name) for package in (analysis, history) for name in package.__all__}
    return {name: function for name, function in sorted(found.items()) if inspect.isfunction(function)}


@functools.cache
def good_values() -> dict[str, Any]:
    """One good value for each name that a parameter has."""
    folder = toy_folder()
    corpus = analysis.read_corpus(folder)
    terms = analysis.split_terms(corpus, segment_terms=30)
    sentences = analysis.split_sentences(corpus)
    scores = analysis.score_sentiment(sentences, names=corpus.names)
    matrix = analysis.term_matrix(terms)
    model = analysis.fit_topics(terms, n_topics=2, resamples=5, choose=False)
    sheet, out = folder / "sheet", folder / "out"
    key = analysis.export_coding_sheet(scores, sheet, n=20)
    rows = (sheet / "sheet.csv").read_text("utf-8-sig")
    for coder in "xy":
        lines = [line.rstrip(",") + f",{number % 5 - 2}," for number, line in enumerate(rows.splitlines()[1:])]
        (folder / f"{coder}.csv").write_text("\n".join(["item,text,code,note", *lines]), "utf-8")
    three = analysis.corpus_from_texts({name: toy_text(seed) for seed, name in enumerate("abc")})
    sheets = {"x": folder / "x.csv", "y": folder / "y.csv"}
    return {
        "actor": "Ann Lee",
        "actors": ["Ann Lee", "Rome"],
        "arc": analysis.score_arc(scores, window=40, shuffles=20),
        "codes": analysis.read_coding_sheets(sheets, key),
        "codings": analysis.read_codings(corpus),
        "corpus": corpus,
        "dates": history.find_dates(corpus),
        "distances": analysis.compare_documents(analysis.split_terms(three)),
        "families": corpus.themes,
        "files": folder,
        "folder": out,
        "key": key,
        "matrix": matrix,
        "model": model,
        "names": corpus.names,
        "node": "sea",
        "query": "sea",
        "scores": scores,
        "sentences": sentences,
        "sheets": sheets,
        "source": folder,
        "study": corpus,
        "target": "a",
        "terms": terms,
        "texts": {"a": "One text. It is short.", "b": "Another."},
        "themes": corpus.themes,
        "wanted": ["sea"],
        "words": 3,
    }


SPECIAL: dict[str, Callable[[dict], dict]] = {  # where a name means another thing, or costs time
    "claim": lambda good: {"text": "It is {n:.0f}.", "holds": True, "n": 3},
    "cluster_documents": lambda good: {"terms": _three(good), "copies": 20, "progress": False},
    "compare_vocabularies": lambda good: {"terms": good["terms"], "target": "a", "deals": 20},
    "compare_topic_numbers": lambda good: {"terms": good["terms"], "n_topics": (2, 3)},
    "compare_with_coders": lambda good: {"codes": good["codes"], "scores": good["scores"]},
    "concordance": lambda good: {"corpus": good["corpus"], "query": "sea", "terms": good["terms"]},
    "corpus_from_table": lambda good: {"table": _texts()},
    "count_coverage": lambda good: {"corpus": good["corpus"], "names": good["names"]},
    "explore": lambda good: {"source": good["corpus"]},
    "export_coding_sheet": lambda good: {"scores": good["scores"], "folder": _fresh(), "n": 20},
    "export_page": lambda good: {"source": good["corpus"], "path": _fresh() / "page.html"},
    "find_actions": lambda good: {"corpus": good["corpus"], "actors": good["names"]},
    "find_arc_shapes": lambda good: {"arc": good["arc"], "scores": good["scores"]},
    "find_characterisations": lambda good: {"corpus": good["corpus"], "actors": good["names"]},
    "find_dates_in_force": lambda good: {"corpus": good["corpus"], "dates": good["dates"]},
    "find_families": lambda good: {"terms": good["terms"], "families": good["families"]},
    "find_lexicons": lambda good: {},
    "find_passages": lambda good: {"model": good["model"], "corpus": good["corpus"], "terms": good["terms"]},
    "find_shared_phrases": lambda good: {"corpus": good["corpus"], "names": good["names"], "target": "a"},
    "find_stance": lambda good: {"terms": good["terms"]},
    "fit_topics": lambda good: {"matrix": good["terms"], "n_topics": 2, "resamples": 5, "choose": False},
    "load_matrix": lambda good: {"folder": analysis.save_matrix(good["matrix"], _fresh())},
    "mark_confirmed": lambda good: {
        "table": history.find_causes(good["corpus"]),
        "codings": good["codings"],
        "kind": "cause",
    },
    "open_study": lambda good: {"source": good["corpus"]},
    "quote": lambda good: {"corpus": good["corpus"], "document": "a", "words": "The flood of 1950 came"},
    "read_corpus": lambda good: {"source": good["source"], "metadata": _metadata()},
    "corpus_from_texts": lambda good: {"texts": good["texts"], "metadata": _metadata()},
    "save_coding": lambda good: {
        **{"corpus": good["corpus"], "code": "x", "kind": "cause", "document": "a", "start": 0, "end": 22},
        "path": _fresh() / "codings.csv",
    },
    "save_figures": lambda good: {"study": good["corpus"], "names": ["who_speaks"], "folder": _fresh()},
    "save_judgement": lambda good: {"corpus": good["corpus"], "row": 2, "status": "confirmed", "path": _marks()},
    "save_matrix": lambda good: {"matrix": good["matrix"], "folder": _fresh()},
    "score_arc": lambda good: {"scores": good["scores"], "window": 40, "shuffles": 20},
    "show_table": lambda good: {"table": good["scores"]},
    "side_by_side": lambda good: {"heading": "Both"},
    "terms_from_spacy": lambda good: {"docs": _docs()},
    "whole_passages": lambda good: {"corpus": good["corpus"], "rows": good["sentences"].head(3)},
}


def good_call(name: str, function: Callable) -> dict[str, Any]:
    """Good arguments to a function: those that SPECIAL tells, else one for each parameter without a default."""
    good = good_values()
    if name in SPECIAL:
        return SPECIAL[name](good)
    told = inspect.signature(function).parameters.values()
    optional = ("names", "reference") if "sentences" in inspect.signature(function).parameters else ()
    needed = [one.name for one in told if one.default is inspect.Parameter.empty or one.name in optional]
    return {name: good[name] for name in needed if name in good}


def _fresh() -> Path:
    return Path(tempfile.mkdtemp(dir=toy_folder()))


def _marks() -> Path:
    path = _fresh() / "codings.csv"
    path.write_text(CODINGS, "utf-8")
    return path


@functools.cache
def _three_terms() -> pd.DataFrame:
    return analysis.split_terms(
        analysis.corpus_from_texts({name: toy_text(seed, 30) for seed, name in enumerate("abc")})
    )


def _three(good: dict) -> pd.DataFrame:
    return _three_terms()


def _texts() -> pd.DataFrame:
    return pd.DataFrame({"document": ["a", "b"], "text": ["One text.", "Another text."], "year": [1950, 1951]})


def _metadata() -> pd.DataFrame:
    return pd.DataFrame({"document": ["a", "b"], "party": ["x", "y"], "year": [1950, 1951]})


def _docs() -> list:
    import spacy

    return list(spacy.blank("en").pipe(["One text here.", "Another text."]))
