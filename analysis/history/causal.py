"""The causal language of English over a parsed sentence: which words say that one thing brought about another.

Each finder yields `Link`s; words are places in the Tree. A cause or effect that is -1 stands in the sentence before.
"""

from collections.abc import Iterator

from analysis.history.causal_adverbs import find_adverb_links
from analysis.history.causal_clauses import find_clause_links
from analysis.history.causal_words import (
    AFTER_NOUNS,
    BETWEEN,
    BY_ONLY,
    CAUSE,
    DOING,
    FEELINGS,
    FROM,
    MILD,
    OBSTACLE,
    OBSTACLES,
    OF_CAUSE,
    OF_EFFECT,
    ONLY_FEELINGS,
    ONLY_WITH_MORE,
    OWED,
    PHRASES,
    PREPOSITIONS,
    ROOMS,
    SHOWN,
    SUBJECTS,
    TO,
)
from analysis.history.links import Link, clause_head, in_its_place
from analysis.history.parsing import Tree


def find_links(tree: Tree) -> Iterator[Link]:
    """Every causal claim of a sentence, each connective once."""
    lower = [text.lower() for text in tree.text]
    taken: set[int] = set()
    for finder in (_long_forms, find_clause_links, _verbs, _nouns, find_adverb_links):
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
            if form[0] in ONLY_FEELINGS and tree.lemma[cause] not in FEELINGS:
                continue
            if form == ("due", "to") and _is_owed(tree, lower, at):
                continue
            main = clause_head(tree, tree.head[at])
            if tree.tag[tree.head[at]].startswith("JJ") and form[0] in ONLY_FEELINGS:
                main = tree.head[at]  # silent from fear
            bought = form[:3] == ("at", "the", "cost")  # what is paid comes of what is done
            sides = (main, cause) if bought else (cause, main)
            yield Link(tuple(range(at, last + 1)), *sides, verb=main)


def _is_owed(tree: Tree, lower: list[str], due: int) -> bool:
    """It is due to him to say; the sum due to France."""
    above = tree.head[due]
    subject = tree.child(above, *SUBJECTS)
    if tree.lemma[above] in OWED or (subject >= 0 and tree.lemma[subject] in OWED):
        return True
    to = any(tree.dep[at] == "aux" and lower[at] == "to" for at in range(due + 2, min(due + 8, len(lower))))
    return subject >= 0 and lower[subject] == "it" and to


def _verbs(tree: Tree, lower: list[str]) -> Iterator[Link]:
    """Caused, led to, stems from, was driven by, set the stage for, leading to."""
    for verb in range(len(lower)):
        if not tree.tag[verb].startswith("VB"):
            continue
        lemma, cause = tree.lemma[verb].lower(), _doer(tree, verb)
        if lemma in BETWEEN:
            yield from _between(tree, lower, verb, lemma)
        if tree.child(verb, "auxpass") >= 0 and tree.child(verb, "agent") < 0:
            continue
        agent = tree.child(verb, "agent")
        if agent >= 0 and lemma in (DOING | OBSTACLES | {"render"}) - {"lead"} and tree.tag[verb] == "VBN":
            by = tree.child(agent, "pobj", "pcomp")
            subject = tree.child(verb, "nsubjpass", "csubjpass")
            effect = subject if subject >= 0 else tree.head[verb] if tree.head[verb] != verb else verb
            if by >= 0:
                yield Link((verb, agent), by, effect, OBSTACLE if lemma in OBSTACLES else CAUSE, verb)
            continue
        for found in _of_verb(tree, lower, verb, lemma):
            said, effect, sort, turned = found
            if cause >= 0 and tree.dep[cause] == "nsubjpass" and tree.tag[verb] == "VBN":
                continue
            whom = tree.child(verb, "dobj") if tree.dep[effect] in ("xcomp", "pcomp") else -1
            if cause >= 0:
                cause_, effect_ = (effect, cause) if turned else (cause, effect)
                yield Link(said, in_its_place(tree, cause_), in_its_place(tree, effect_), sort, verb, whom)


def _between(tree: Tree, lower: list[str], verb: int, lemma: str) -> Iterator[Link]:
    """The victory was attributed to him; they owed it to chance."""
    effect = max(tree.child(verb, "dobj"), tree.child(verb, "nsubjpass"))
    for preposition in tree.children(verb, "prep", "dative"):
        cause = tree.child(preposition, "pobj", "pcomp")
        lent = lemma == "owe" and tree.child(effect, "poss") < 0  # owed a sum, not his life
        if lower[preposition] == BETWEEN[lemma] and cause >= 0 and effect >= 0 and not lent:
            yield Link((verb, preposition), cause, in_its_place(tree, effect), verb=verb)


def _of_verb(tree: Tree, lower: list[str], verb: int, lemma: str) -> Iterator[tuple[tuple[int, ...], int, str, bool]]:
    """(the words, the effect, the sort, whether what follows is the cause) for a verb and its object or preposition."""
    objects = tree.children(verb, "dobj", "ccomp", "xcomp", "dative", "oprd")
    objects = [at for at in objects if at > verb or tree.tag[at] in ("WDT", "WP")]
    object_ = tree.child(verb, "dobj")
    for preposition in tree.children(verb, "prep", "prt"):
        word = lower[preposition]
        held = tree.child(preposition, "pobj", "pcomp")
        if held < 0:
            continue
        to_what = object_ < 0 and tree.lemma[held] not in ROOMS
        if TO.get(lemma) == word and (to_what or tree.tag[held] == "WDT"):
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
    elif lemma in ("make", "render") and _makes(tree, verb) >= 0:
        yield (verb,), _makes(tree, verb), CAUSE, False
    elif lemma == "mean" and tree.child(verb, "ccomp") > verb and not _is_person(tree, _doer(tree, verb)):
        yield (verb,), tree.child(verb, "ccomp"), CAUSE, False
    elif lemma in OBSTACLES and objects:
        kept = [tree.child(at, "pcomp") for at in tree.children(verb, "prep") if lower[at] == "from"]
        yield (verb,), max([*kept, -1]) if max([*kept, -1]) >= 0 else objects[0], OBSTACLE, False
    elif lemma in DOING - BY_ONLY and objects:
        more = tree.children(verb, "prt", "advmod", "prep")
        wanted = ONLY_WITH_MORE.get(lemma)
        with_more = [at for at in more if wanted is not None and lower[at] in wanted]
        told = tree.child(verb, "xcomp", "ccomp") >= 0
        doer = _doer(tree, verb)
        verbal = doer >= 0 and tree.tag[doer].startswith("VB")
        by = tree.child(doer, *SUBJECTS) if verbal else doer
        mild = lemma in MILD and (_is_person(tree, by) or (verbal and lemma == "threaten"))
        itself = lower[verb + 1].endswith(("self", "selves"))
        if (wanted is None or with_more or (told and lemma != "bring")) and not mild and not itself:
            yield (verb, *with_more[:1]), max(objects) if told else objects[0], CAUSE, False


def _makes(tree: Tree, verb: int) -> int:
    """What something makes of something: made them retreat, made it impossible; what a person makes so is a deed."""
    made = max(tree.child(verb, "ccomp", "oprd"), tree.child(verb, "acomp"))
    if made < verb or tree.lemma[made] in SHOWN:
        return -1
    bare = made >= 0 and tree.tag[made] == "VB" and tree.text[made].islower()
    does = bare and tree.child(made, "nsubj", "nsubjpass") >= 0
    if tree.tag[verb] == "VBN" and not any(tree.lemma[at] == "have" for at in tree.children(verb, "aux")):
        return -1
    subject = _doer(tree, verb)
    if does or subject < 0 or _is_person(tree, subject):
        return made if does else -1
    return made


def _doer(tree: Tree, verb: int) -> int:
    """The subject; of a participle the clause that it hangs on; of a relative clause the word before it."""
    subject = tree.child(verb, *SUBJECTS)
    if subject >= 0 or tree.head[verb] == verb:
        return subject
    if tree.dep[verb] in ("conj", "xcomp"):
        return _doer(tree, tree.head[verb])
    if tree.dep[verb] == "csubj" and tree.tag[verb] == "VBG":  # worsening it was the Leap
        return tree.child(tree.head[verb], "attr")
    if tree.dep[verb] == "pcomp" and tree.tag[verb] == "VBG":  # without causing
        above = clause_head(tree, tree.head[verb])
        subject = tree.child(above, *SUBJECTS)
        return subject if subject >= 0 else above
    return tree.head[verb] if tree.dep[verb] in ("advcl", "acl", "relcl") and tree.tag[verb] == "VBG" else -1


def _is_person(tree: Tree, word: int) -> bool:
    named = word >= 0 and tree.tag[word] in ("PRP", "NNP", "NNPS", "WP")
    return named and tree.text[word].lower() not in ("it", "they")


def _nouns(tree: Tree, lower: list[str]) -> Iterator[Link]:
    """X was the cause of Y; Y was the result of X; the reason for Y was X."""
    for noun in range(len(lower)):
        lemma = tree.lemma[noun].lower()
        if lemma not in OF_EFFECT | OF_CAUSE or not tree.tag[noun].startswith("NN"):
            continue
        preposition = next((at for at in tree.children(noun, "prep") if lower[at] in AFTER_NOUNS), -1)
        held = tree.child(preposition, "pobj", "pcomp") if preposition >= 0 else tree.child(noun, "relcl")
        other = _other_side(tree, noun)
        plain = tree.dep[noun] == "nsubj" and held < 0 and preposition < 0 and lemma in OF_CAUSE
        if plain and other > noun and noun <= 2:  # the result was a famine: of what was told before
            yield Link((noun,), -1, other, verb=tree.head[noun])
            continue
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
