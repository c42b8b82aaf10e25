"""The causal language of English over a parsed sentence: which words say that one thing brought about another.

Each finder yields `Link`s; words are places in the Tree. A cause or effect that is -1 stands in the sentence before.
"""

from collections.abc import Iterator

from analysis.history.causal_clauses import find_clause_links
from analysis.history.causal_words import (
    ADVERBS,
    AFTER_NOUNS,
    CAUSE,
    DOING,
    FEELINGS,
    FROM,
    LONG_ADVERBS,
    MILD,
    OBSTACLE,
    OBSTACLES,
    OF_CAUSE,
    OF_EFFECT,
    ONLY_WITH_MORE,
    PHRASES,
    PREPOSITIONS,
    ROOMS,
    SUBJECTS,
    TO,
)
from analysis.history.links import Link, clause_head
from analysis.history.parsing import Tree


def find_links(tree: Tree) -> Iterator[Link]:
    """Every causal claim of a sentence, each connective once."""
    lower = [text.lower() for text in tree.text]
    taken: set[int] = set()
    for finder in (_long_forms, find_clause_links, _verbs, _nouns, _adverbs):
        for link in finder(tree, lower):
            if not taken.intersection(link.said):
                taken.update(link.said)
                yield link


def _long_forms(tree: Tree, lower: list[str]) -> Iterator[Link]:
    """Because of, as a result of, out of fear: what follows is the cause."""
    for at in range(len(lower)):
        for form in PREPOSITIONS:
            if tuple(lower[at : at + len(form)]) != form:
                continue
            last = at + len(form) - 1
            cause = max(tree.child(last, "pobj", "pcomp"), tree.child(at, "pobj"))
            if cause < 0 or lower[cause] in ("this", "that", "which"):
                continue
            if form == ("out", "of") and tree.lemma[cause] not in FEELINGS:
                continue
            effect = clause_head(tree, tree.head[at])
            yield Link(tuple(range(at, last + 1)), cause, effect, verb=effect)


def _verbs(tree: Tree, lower: list[str]) -> Iterator[Link]:
    """Caused, led to, stems from, was driven by, set the stage for, leading to."""
    for verb in range(len(lower)):
        if not tree.tag[verb].startswith("VB"):
            continue
        lemma, cause = tree.lemma[verb].lower(), _doer(tree, verb)
        if tree.child(verb, "auxpass") >= 0 and tree.child(verb, "agent") < 0:
            continue
        agent = tree.child(verb, "agent")
        if agent >= 0 and lemma in DOING | OBSTACLES and tree.tag[verb] == "VBN":
            by = tree.child(agent, "pobj", "pcomp")
            subject = tree.child(verb, "nsubjpass", "csubjpass")
            effect = subject if subject >= 0 else tree.head[verb] if tree.head[verb] != verb else verb
            if by >= 0:
                yield Link((verb, agent), by, effect, OBSTACLE if lemma in OBSTACLES else CAUSE, verb)
            continue
        for found in _of_verb(tree, lower, verb, lemma):
            said, effect, sort, turned = found
            if turned:
                yield Link(said, effect, cause, sort, verb)
            elif cause >= 0:
                yield Link(said, cause, effect, sort, verb)


def _of_verb(tree: Tree, lower: list[str], verb: int, lemma: str) -> Iterator[tuple[tuple[int, ...], int, str, bool]]:
    """(the words, the effect, the sort, whether what follows is the cause) for a verb and its object or preposition."""
    objects = tree.children(verb, "dobj", "ccomp", "xcomp", "dative", "oprd")
    object_ = tree.child(verb, "dobj")
    for preposition in tree.children(verb, "prep", "prt"):
        word = lower[preposition]
        held = tree.child(preposition, "pobj", "pcomp")
        if held < 0:
            continue
        if TO.get(lemma) == word and object_ < 0 and tree.lemma[held] not in ROOMS:
            yield (verb, preposition), held, CAUSE, False
        elif lemma in FROM and word in ("from", "out") and tree.lemma[held] not in ROOMS and tree.tag[held] != "NNP":
            yield (verb, preposition), held, CAUSE, True
        elif object_ >= 0 and word in PHRASES.get((lemma, tree.lemma[object_].lower()), ()):
            yield (verb, object_, preposition), held, CAUSE, False
    for preposition in tree.children(object_, "prep") if object_ >= 0 else []:
        held = tree.child(preposition, "pobj", "pcomp")
        if held >= 0 and lower[preposition] in PHRASES.get((lemma, tree.lemma[object_].lower()), ()):
            yield (verb, object_, preposition), held, CAUSE, False
            return
    if lemma == "lead" and object_ >= 0 and tree.child(verb, "xcomp") >= 0:
        yield (verb,), tree.child(verb, "xcomp"), CAUSE, False
    elif (lemma == "make" and any(tree.dep[at] == "ccomp" for at in objects)) or (
        lemma == "mean" and tree.child(verb, "ccomp") >= 0
    ):
        yield (verb,), tree.child(verb, "ccomp"), CAUSE, False
    elif lemma in OBSTACLES and objects:
        yield (verb,), objects[0], OBSTACLE, False
    elif lemma in DOING and objects:
        more = tree.children(verb, "prt", "advmod", "prep")
        wanted = ONLY_WITH_MORE.get(lemma)
        with_more = [at for at in more if wanted is not None and lower[at] in wanted]
        told = tree.child(verb, "xcomp", "ccomp") >= 0
        mild = lemma in MILD and not told and _is_person(tree, _doer(tree, verb))
        if (wanted is None or with_more or told) and not mild:
            yield (verb, *with_more[:1]), objects[0], CAUSE, False


def _doer(tree: Tree, verb: int) -> int:
    """The subject; of a participle the clause that it hangs on; of a relative clause the word before it."""
    subject = tree.child(verb, *SUBJECTS)
    if subject >= 0 and tree.tag[subject] in ("WDT", "WP") and tree.head[verb] != verb:
        return tree.head[verb]
    if subject >= 0 or tree.head[verb] == verb:
        return subject
    if tree.dep[verb] in ("conj", "xcomp"):
        return _doer(tree, tree.head[verb])
    return tree.head[verb] if tree.dep[verb] in ("advcl", "acl", "relcl", "pcomp") and tree.tag[verb] == "VBG" else -1


def _is_person(tree: Tree, word: int) -> bool:
    return word >= 0 and tree.tag[word] in ("PRP", "NNP", "NNPS", "WP")


def _nouns(tree: Tree, lower: list[str]) -> Iterator[Link]:
    """X was the cause of Y; Y was the result of X; the reason for Y was X."""
    for noun in range(len(lower)):
        lemma = tree.lemma[noun].lower()
        if lemma not in OF_EFFECT | OF_CAUSE or not tree.tag[noun].startswith("NN"):
            continue
        preposition = next((at for at in tree.children(noun, "prep") if lower[at] in AFTER_NOUNS), -1)
        held = tree.child(preposition, "pobj", "pcomp") if preposition >= 0 else tree.child(noun, "relcl")
        other = _other_side(tree, noun)
        if held < 0 or other < 0 or (preposition >= 0 and lower[preposition] == "in" and lemma != "factor"):
            continue
        cause, effect = (other, held) if lemma in OF_EFFECT else (held, other)
        yield Link((noun, preposition) if preposition >= 0 else (noun,), cause, effect, verb=tree.head[noun])


def _other_side(tree: Tree, noun: int) -> int:
    """What a copula sets beside a noun, whichever of the two is the subject."""
    verb = tree.head[noun]
    if tree.lemma[verb] not in ("be", "become", "remain", "seem", "prove", "lie"):
        return -1
    if tree.dep[noun] in ("attr", "oprd"):
        return tree.child(verb, *SUBJECTS)
    return tree.child(verb, "attr", "ccomp", "xcomp") if tree.dep[noun] == "nsubj" else -1


def _adverbs(tree: Tree, lower: list[str]) -> Iterator[Link]:
    """Therefore, thus, as a result: the cause stands in the clause or in the sentence before."""
    for at in range(len(lower)):
        form = next((form for form in LONG_ADVERBS if tuple(lower[at : at + len(form)]) == form), None)
        if form is None and (lower[at] not in ADVERBS or tree.dep[at] != "advmod"):
            continue
        if form is None and lower[at] == "thus" and tree.tag[tree.head[at]] in ("JJ", "RB"):
            continue
        said = tuple(range(at, at + len(form or (at,))))
        verb = clause_head(tree, tree.head[at])
        before = tree.head[verb] if tree.dep[verb] in ("conj", "advcl") and tree.head[verb] < at else -1
        if before >= 0 or at <= 3 or lower[at - 1] in (";", "—", ","):
            yield Link(said, before, verb, verb=verb)
