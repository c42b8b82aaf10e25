"""One causal claim in a parsed sentence, and the clause in which a word stands."""

from dataclasses import dataclass

from analysis.history.causal_words import CAUSE
from analysis.history.parsing import Tree


@dataclass(frozen=True, slots=True)
class Link:
    """One causal claim: the words that say so, and the heads of cause and effect, with what to leave out below each."""

    said: tuple[int, ...]
    cause: int
    effect: int
    sort: str = CAUSE
    verb: int = -1  # the verb that may be hedged or denied


def clause_head(tree: Tree, word: int) -> int:
    """The verb (or root) of the clause in which a word stands."""
    while tree.head[word] != word and not (
        tree.tag[word].startswith(("VB", "MD")) and tree.dep[word] not in ("aux", "auxpass", "amod", "pcomp", "xcomp")
    ):
        word = tree.head[word]
    return word
