"""Causal clauses: because, since, as, for, so that, lest, and if against the fact."""

from collections.abc import Iterator

from analysis.history.causal_words import CAUSE, CONDITION, FINITE, PURPOSE, STATES, SUBJECTS
from analysis.history.links import Link, clause_head
from analysis.history.parsing import Tree


def find_clause_links(tree: Tree, lower: list[str]) -> Iterator[Link]:
    """Because, since, as, for, so that, lest, if: clauses that hang on a clause."""
    for mark in range(len(lower)):
        word, verb = lower[mark], tree.head[mark]
        if word == "for":
            yield from _for(tree, lower, mark)
            continue
        if tree.dep[mark] != "mark" or not tree.tag[verb].startswith(("VB", "MD")):
            continue
        main = clause_head(tree, tree.head[verb]) if tree.head[verb] != verb else -1
        if word == "because":
            yield Link((mark,), verb, main if main != verb else -1, verb=main)
        elif word == "since" and main >= 0 and not _perfect(tree, main) and tree.child(verb, *SUBJECTS) >= 0:
            yield Link((mark,), verb, main, verb=main)
        elif word == "as" and main >= 0 and tree.lemma[verb] in STATES and tree.child(verb, *SUBJECTS) >= 0:
            if (mark == 0 or lower[mark - 1] == ",") and lower[mark + 1 : mark + 2] not in (["if"], ["though"]):
                yield Link((mark,), verb, main, verb=main)
        elif word == "that" and mark and lower[mark - 1] == "so" and main >= 0:
            modal = any(tree.tag[at] == "MD" for at in tree.children(verb, "aux"))
            yield Link((mark - 1, mark), main, verb, PURPOSE if modal else CAUSE, verb)
        elif word == "lest" and main >= 0:
            yield Link((mark,), verb, main, PURPOSE, main)
        elif word == "if" and main >= 0 and _had(tree, verb) and _would_have(tree, main):
            yield Link((mark,), verb, main, CONDITION, main)


def _for(tree: Tree, lower: list[str], mark: int) -> Iterator[Link]:
    """The conjunction: a subject and its verb in a tense follow, and no infinitive (for him to go)."""
    near = range(mark + 1, min(mark + 9, len(lower)))
    subject = next((at for at in near if tree.dep[at] in ("nsubj", "nsubjpass", "expl")), -1)
    verb = tree.head[subject] if subject >= 0 else -1
    if subject < 0 or any(_no_subject(tree, lower, at) for at in range(mark + 1, subject)):
        verb = _verb_after(tree, mark)
    if verb < 0:
        return
    finite = any(tree.tag[at] in FINITE for at in (verb, *tree.children(verb, "aux", "auxpass")))
    opens = mark == 0 or lower[mark - 1] in (",", ";", "—", "–", ":", "-", "(")
    if finite and opens and verb > mark and tree.dep[verb] != "relcl":
        before = [at for at in range(mark) if tree.tag[at].startswith("VB")]
        main = clause_head(tree, before[-1]) if before else -1
        yield Link((mark,), verb, main if main != verb or not before else before[0], verb=main)


def _verb_after(tree: Tree, mark: int) -> int:
    """The verb without a subject right behind what "for" seems to govern (For Mao was convinced); -1 where none is."""
    held = tree.child(mark, "pobj")
    after = max(tree.under(held)) + 1 if held >= 0 else len(tree)
    if after >= len(tree) or tree.tag[after] not in FINITE:
        return -1
    verb = tree.head[after] if tree.dep[after] in ("aux", "auxpass") else after
    return verb if tree.child(verb, *SUBJECTS) < 0 else -1


def _no_subject(tree: Tree, lower: list[str], at: int) -> bool:
    """Whether this word between "for" and a subject shows that "for" is a preposition."""
    return tree.tag[at].startswith("VB") or lower[at] in ("which", "whom", "to", "what", "who", "years", "months", ",")


def _perfect(tree: Tree, verb: int) -> bool:
    return any(tree.lemma[at] == "have" for at in tree.children(verb, "aux"))


def _had(tree: Tree, verb: int) -> bool:
    return any(tree.text[at].lower() in ("had", "were") for at in tree.children(verb, "aux", "auxpass"))


def _would_have(tree: Tree, verb: int) -> bool:
    aux = {tree.text[at].lower() for at in tree.children(verb, "aux")}
    return bool(aux & {"would", "might", "could", "should"}) and "have" in aux
