"""Many documents in a picture: the two sides in place of a crowd."""

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd

from analysis.compare.sides import name_sides
from analysis.corpus import Corpus
from analysis.study import Study

_OFFSETS = ("start", "end", "at")
_COUNTED = {"block": "blocks", "quotation": "quotations", "note": "notes"}  # numbers that begin anew in each document
_GROUPED: WeakKeyDictionary[Study, Study] = WeakKeyDictionary()  # so that several figures share the tables


def groups_above(most: int) -> Callable:
    """For a recipe with a colour or a panel a document: where there are more than `most`, it draws the two sides.

    Each side is its documents one after the other; the caption says so.
    """

    def wrap(function: Callable) -> Callable:
        @functools.wraps(function)
        def draw(study: Study, *args, **options):
            if len(study.corpus) <= most:
                return function(study, *args, **options)
            if study not in _GROUPED:
                _GROUPED[study] = two_groups(study)
            figure, table, note, alt = function(_GROUPED[study], *args, **options)
            many = f"{len(study.corpus)} documents are too many to draw one by one: each side is drawn as one."
            return figure, table, f"{note} {many}", alt

        return draw

    return wrap


def two_groups(study: Study) -> Study:
    """The same reading of two documents: the target's texts one after the other, and the reference's."""
    names = study.names["target"], study.names["reference"]
    sides = name_sides(study.corpus.documents["document"], study.question["target"], study.question["reference"])
    corpus = join_documents(study.corpus, dict(zip(names, map(list, sides), strict=True)))
    return replace(study, corpus=corpus, target=names[0], reference=names[1])


def join_documents(corpus: Corpus, groups: dict[str, list[str]]) -> Corpus:
    """A corpus with one document a group: its texts in order with a blank line between, and every table with them."""
    largest = {number: getattr(corpus, table).groupby("document")[number].max() for number, table in _COUNTED.items()}
    texts, moved = {}, {}
    for group, members in groups.items():
        parts, lines, shift = [], [], dict.fromkeys(("offset", *_COUNTED), 0)
        for name in members:
            moved[name] = {"document": group, **shift}
            parts.append(corpus[name].text)
            lines += [(offset + shift["offset"], line) for offset, line in corpus[name].lines]
            shift["offset"] += len(corpus[name].text) + 2
            for number in _COUNTED:
                shift[number] += int(largest[number].get(name, 0))
        texts[group] = replace(
            corpus[members[0]], name=group, title=group, author="", date="", kind="", declared_words=None,
            text="\n\n".join(parts), lines=tuple(lines), own_title="",
        )  # fmt: skip
    places = pd.DataFrame(moved).T
    tables = ("blocks", "quotations", "notes", "edits", "episodes")
    joined: dict[str, Any] = {name: _move(getattr(corpus, name), places) for name in tables}
    return replace(corpus, texts=texts, documents=_count(corpus.documents, groups), **joined)


def _move(table: pd.DataFrame, moved: pd.DataFrame) -> pd.DataFrame:
    """A table's rows in the order of the groups, offsets and numbers counted on."""
    rows = table[table["document"].isin(moved.index)]
    place = pd.Series(range(len(moved)), index=moved.index)
    rows = rows.sort_values("document", key=lambda names: names.map(place), kind="stable", ignore_index=True)
    if rows.empty:
        return rows
    own = moved.loc[rows["document"].to_numpy()].reset_index(drop=True)
    steps = dict.fromkeys(_OFFSETS, own["offset"]) | {name: own[name] for name in _COUNTED}
    new = {name: rows[name] + step.astype("int64") for name, step in steps.items() if name in rows}
    return rows.assign(**new, document=own["document"].astype(rows["document"].dtype))


def _count(documents: pd.DataFrame, groups: dict[str, list[str]]) -> pd.DataFrame:
    """The table of documents, a row a group."""
    group = documents["document"].map({name: group for group, members in groups.items() for name in members})
    documents = documents.assign(quoted=documents["quoted_share"] * documents["words"])
    sums = documents.groupby(group)[["words", "blocks", "notes", "quoted"]].sum().loc[list(groups)].reset_index()
    first = documents.groupby(group)["language"].first().loc[list(groups)].to_numpy()
    return sums.drop(columns="quoted").assign(
        title=sums["document"], kind="", declared_words=pd.array([pd.NA] * len(sums), dtype="Int64"),
        quoted_share=sums["quoted"] / sums["words"].clip(lower=1), language=first,
    )  # fmt: skip
