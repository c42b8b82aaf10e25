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
    whom: int = -1  # the object that stands before an infinitive: (forced) Mao to retreat; its words are of the effect


def clause_head(tree: Tree, word: int) -> int:
    """The verb (or root) of the clause in which a word stands."""
    while tree.head[word] != word and not (
        tree.tag[word].startswith(("VB", "MD")) and tree.dep[word] not in ("aux", "auxpass", "amod", "pcomp", "xcomp")
    ):
        word = tree.head[word]
    return word


def main_clause(tree: Tree, word: int) -> int:
    """The verb of the independent clause in which a word stands: what a loosely added reason is the reason of."""
    verb = clause_head(tree, word)
    while tree.head[verb] != verb and not (tree.dep[verb] == "conj" and tree.child(verb, "nsubj", "nsubjpass") >= 0):
        verb = clause_head(tree, tree.head[verb])
    return verb


def in_its_place(tree: Tree, word: int) -> int:
    """For who, which, that: the word they stand for, or the clause before; otherwise the word itself."""
    if word < 0 or tree.tag[word] not in ("WDT", "WP"):
        return word
    verb = clause_head(tree, tree.head[word])
    while tree.dep[verb] in ("conj", "xcomp") and tree.head[verb] != verb:
        verb = tree.head[verb]
    return tree.head[verb] if tree.dep[verb] in ("relcl", "acl", "advcl", "ccomp") and tree.head[verb] < word else word
