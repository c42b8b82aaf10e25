"""Causal adverbs: therefore, thus, as a result; their cause stands in the clause or in the sentence before."""

from collections.abc import Iterator

from analysis.history.causal_words import ADVERBS, FINITE, LONG_ADVERBS
from analysis.history.links import Link, clause_head
from analysis.history.parsing import Tree


def find_adverb_links(tree: Tree, lower: list[str]) -> Iterator[Link]:
    """Therefore, thus, as a result: the cause stands in the clause or in the sentence before."""
    for at in range(len(lower)):
        form = next((form for form in LONG_ADVERBS if tuple(lower[at : at + len(form)]) == form), None)
        if form is None and (lower[at] not in ADVERBS or tree.dep[at] != "advmod"):
            continue
        if form is None and lower[at] in ("thus", "hence") and not _opens(tree, lower, at):
            continue
        if form is None and (
            (lower[at] == "thus" and tree.tag[tree.head[at]] in ("JJ", "RB")) or tree.child(at, "npadvmod") >= 0
        ):
            continue
        said = tuple(range(at, at + len(form or (at,))))
        verb = clause_head(tree, tree.head[at])
        if form and at + len(form) < len(lower) and lower[at + len(form)] == "of":
            continue
        before = tree.head[verb] if tree.dep[verb] in ("conj", "advcl") and tree.head[verb] < at else -1
        if before < 0 and at and lower[at - 1] == ";":  # the cause is the clause before the semicolon
            told = [place for place in range(at) if tree.tag[place] in FINITE]
            verb = next((place for place in range(at, len(lower)) if tree.tag[place] in FINITE), verb)
            before = clause_head(tree, told[-1]) if told else -1
        certain = lower[at] in ("therefore", "consequently", "accordingly") and tree.dep[verb] == "ROOT"
        if certain or before >= 0 or at <= 3 or lower[at - 1] in (";", "—", ","):
            yield Link(said, before, verb, verb=verb)


def _opens(tree: Tree, lower: list[str], at: int) -> bool:
    """Whether "thus" stands before its clause or its finite verb; elsewhere it says how (he sat thus)."""
    if at == 0 or lower[at - 1] in (",", ";", "—", ":", "and"):
        return True
    return tree.tag[at + 1 : at + 2] in (["VBD"], ["VBZ"]) and tree.tag[at - 1].startswith(("NN", "PRP"))
