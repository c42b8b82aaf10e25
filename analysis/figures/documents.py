"""Figures of many documents: which counts are alike, as a tree and as a map."""

import pandas as pd

from analysis.compare.clusters import DocumentTree, cluster_documents
from analysis.compare.distances import compare_documents
from analysis.compare.maps import map_documents
from analysis.errors import TooLittleTextError
from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, document_colours, listing, recipe
from analysis.knobs import WHOSE
from analysis.plots import plot_map, plot_tree
from analysis.study import Study

MOST = 40  # lines of a tree that can be read on a page
COLOURED = 6  # documents that have a colour of their own


@recipe
def document_tree(study: Study, *, most: int = MOST) -> Drawn:
    """Which documents' counts are alike: the nearest joined first, and whether each group comes back.

    Read the numbers before the shape: one of 90 or more is a group that nine in ten copies of the texts bear out.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs; it needs three documents.
    most : int
        Lines to draw; of more documents those joined first are drawn as groups.

    Returns
    -------
    Picture
        Its table: one row a join, nearest first, as `cluster_documents` gives it:
        join, left, right : its number, and what is joined; a group where there are more documents than lines
        height, size : mean distance between the two sides, and documents in the group
        support : share of copies in which the group comes back; <NA> for the last join
    """
    silent = _check(study, "tree")
    tree = cluster_documents(study.plain_terms, voice=study.voice, seed=study.seed, progress=False)
    joins = gather_joins(tree.joins, most)
    lines = len(joins) + 1
    figure, ax = new_figure(height=0.26 * lines + 0.7)
    plot_tree(joins, unit="mean distance of what is joined", ax=ax)
    gathered = (
        f" {len(tree.joins) + 1} documents are too many to draw: groups joined early are one line, “A + 4” for A and "
        "four more."
    )
    note = (
        f"At each join: in how many of 100 copies of the texts, segments drawn anew, the group comes back (black from "
        f"90 on). {_measured(tree, study)}{gathered if lines <= len(tree.joins) else ''}{silent}"
    )
    alt = "; ".join(_join_in_words(row) for row in joins.itertuples())
    return figure, joins.drop(columns="members"), note, f"A tree. {alt}."


def gather_joins(joins: pd.DataFrame, most: int) -> pd.DataFrame:
    """The last joins of a tree, what was joined before them drawn as one line each: `first document + 4`."""
    kept = joins.tail(max(most - 1, 1)).reset_index(drop=True)
    drawn = {f"join {number}" for number in kept["join"]}
    names = {
        f"join {number}": f"{members[0]} + {len(members) - 1}"
        for number, members in zip(joins["join"], joins["members"], strict=True)
        if f"join {number}" not in drawn
    }
    return kept.assign(left=kept["left"].replace(names), right=kept["right"].replace(names))


def _join_in_words(row) -> str:
    told = "all" if pd.isna(row.support) else f"support {100 * row.support:.0f} of 100"
    return f"{row.left} with {row.right} at {row.height:.2f} ({told})"


@recipe
def document_map(study: Study) -> Drawn:
    """Which documents' counts are alike, laid out on a plane: near points are alike, as far as a plane can tell.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs; it needs three documents.

    Returns
    -------
    Picture
        Its table: one row a document:
        document : its name
        x, y : where it lies, in units of the distance
    """
    silent = _check(study, "map")
    found = map_documents(compare_documents(study.plain_terms, voice=study.voice))
    names = list(found.table["document"])
    figure, ax = new_figure(height=5.0)
    plot_map(found.table, colours=document_colours(study) if len(names) <= COLOURED else None, ax=ax)
    note = (
        f"The plane keeps {100 * found.kept:.0f}% of what the distances span; directions mean nothing. Counted in "
        f"{WHOSE[study.voice]}: cosine delta of the most frequent words. Names that would cover others are "
        f"left out.{silent}"
    )
    ends = {end: found.table["document"].iloc[place] for end, place in _ends(found.table).items()}
    told = ", ".join(f"{end} {name}" for end, name in ends.items())
    return figure, found.table, note, f"{len(names)} points: {listing(names[:12])}; {told}."


def _ends(table: pd.DataFrame) -> dict[str, int]:
    x, y = table["x"].to_numpy(), table["y"].to_numpy()
    ends = {"leftmost": x.argmin(), "rightmost": x.argmax(), "lowest": y.argmin(), "highest": y.argmax()}
    return {end: int(place) for end, place in ends.items()}


def _check(study: Study, picture: str) -> str:
    """Raise a sentence where there is nothing to cluster; what the note says of documents that are left out."""
    names = [name for name in study.corpus if name in set(study.plain_terms["document"].unique())]
    if len(names) < 3:
        told = f"{WHOSE[study.voice]} stand in {listing(names)}"
        raise TooLittleTextError(
            f"There is nothing to cluster: a {picture} takes three documents or more, and {told} only."
        )
    silent = [name for name in study.corpus if name not in names]
    return f" Left out, without such words: {listing(silent)}." if silent else ""


def _measured(tree: DocumentTree, study: Study) -> str:
    return f"Counted in {WHOSE[study.voice]}: {tree.measure} of the {tree.words} most frequent words."
