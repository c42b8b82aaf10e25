"""Two readers who mark the same texts: how far they agree, and where they do not."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import TooLittleTextError
from analysis.evidence import alpha_interval, nullable
from analysis.sentences import split_sentences

NONE = ""  # a sentence that a coder left unmarked


@checked(codings="coder")
def compare_codings(corpus: Corpus, codings: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Do readers mark alike? Krippendorff's alpha (nominal) over the sentences, for each kind of code.

    Read `alpha`: from .80 reliable, .67 to .80 tentative; below, the codes say more of the reader than of the text.

    Parameters
    ----------
    corpus : Corpus
        The texts.
    codings : DataFrame
        Of `read_codings`, by two coders or more; marks without a coder are passed over, and capitals make no other
        coder or code.
    seed : int
        Of every random step.

    Returns
    -------
    DataFrame
        One row a kind that two coders or more have used:
        kind, coders : which, and how many people
        sentences, marked : sentences of the documents that two or more of them worked on, and those that any marked
        alpha : Krippendorff's, an unmarked sentence being a code of its own; <NA> where codes do not vary
        low, high : 95% interval, from sentences drawn again; <NA> likewise

    Raises
    ------
    TooLittleTextError
        Where only one person has coded.
    """
    rows = []
    for kind, grid in _grids(corpus, codings):
        numbers = np.unique(grid.to_numpy(str), return_inverse=True)[1].reshape(grid.shape).T
        values = dict(zip(("alpha", "low", "high"), alpha_interval(numbers, nominal=True, seed=seed), strict=True))
        facts = {
            "kind": kind,
            "coders": grid.shape[1],
            "sentences": len(grid),
            "marked": int((grid != NONE).any(axis=1).sum()),
        }
        rows.append(facts | {name: nullable([value])[0] for name, value in values.items()})
    return pd.DataFrame(rows, columns=["kind", "coders", "sentences", "marked", "alpha", "low", "high"])


@checked(codings="coder")
def find_coding_disagreements(corpus: Corpus, codings: pd.DataFrame) -> pd.DataFrame:
    """Sentences that readers have marked differently, to be talked over.

    Parameters
    ----------
    corpus : Corpus
        The texts.
    codings : DataFrame
        Of `read_codings`, by two coders or more.

    Returns
    -------
    DataFrame
        One row a sentence and coder:
        kind, document, sentence, line : where
        coder, code : who, and what; "" for a sentence left unmarked

    Raises
    ------
    TooLittleTextError
        Where only one person has coded.
    """
    starts = split_sentences(corpus).set_index(["document", "sentence"])["start"]
    rows = []
    for kind, grid in _grids(corpus, codings):
        apart = grid[grid.nunique(axis=1) > 1]
        for (document, sentence), codes in zip(apart.index, apart.to_dict("records"), strict=True):
            line = corpus[document].line_at(int(starts[document, sentence]))
            rows += [(kind, document, sentence, line, coder, code) for coder, code in codes.items()]
    return pd.DataFrame(rows, columns=["kind", "document", "sentence", "line", "coder", "code"])


def _grids(corpus: Corpus, codings: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """(kind, sentences × coders with their codes) for each kind that two or more coders used on one document."""
    marked = codings[codings["start"].notna() & codings["end"].notna() & codings["coder"].astype(str).ne("")]
    marked = marked.assign(coder=_spelt_once(marked["coder"]), code=_spelt_once(marked["code"]))
    if marked["coder"].nunique() < 2:
        raise TooLittleTextError("Agreement needs two coders: write who marked a passage in the column coder.")
    sentences = split_sentences(corpus)
    for kind, part in marked.groupby("kind", sort=False):
        shared = part.groupby("document")["coder"].nunique()
        held = sentences[sentences["document"].isin(shared[shared > 1].index)]
        if len(held):
            coders = sorted(part["coder"].unique())
            codes = {coder: _codes_of(held, part[part["coder"] == coder]) for coder in coders}
            yield str(kind), pd.DataFrame(codes, index=pd.MultiIndex.from_frame(held[["document", "sentence"]]))


def _spelt_once(names: pd.Series) -> pd.Series:
    """Names that differ in capitals and spaces alone, as the first of them is written."""
    alike = names.astype(str).str.split().str.join(" ").str.casefold()
    return alike.map(dict(zip(alike[::-1], names[::-1], strict=True)))


def _codes_of(sentences: pd.DataFrame, marked: pd.DataFrame) -> list[str]:
    """What one person coded of each sentence; several codes are written as one."""
    codes: list[set[str]] = [set() for _ in range(len(sentences))]
    for document, start, end, code in zip(
        *(marked[name] for name in ("document", "start", "end", "code")), strict=True
    ):
        inside = (sentences["document"] == document) & (sentences["start"] < end) & (sentences["end"] > start)
        for place in np.flatnonzero(inside):
            codes[place].add(code)
    return [" + ".join(sorted(found)) for found in codes]
