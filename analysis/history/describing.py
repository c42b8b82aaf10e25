"""The words that describe a noun, found by their grammar: before it, beside it, said of it, or called out for it."""

from collections.abc import Iterator

from analysis.history.cast import Cast
from analysis.history.clauses import COPULAS, STATES_OF_MIND, Clause, find_clauses, find_subject
from analysis.history.describing_words import BARE, DULL, KIN, NO_TRAITS, PASSING, REGARD, TELLING_PREPOSITIONS, TRAITS
from analysis.history.parsing import Tree
from analysis.history.pronouns import is_person
from analysis.reading.english import RANKS

Clauses = dict[int, Clause]
Found = tuple[str, str, int, int, int]  # actor, form, first and last word, and the word that tells whose words they are


def find_descriptions(tree: Tree, cast: Cast) -> Iterator[Found]:
    """Every description of an actor in a sentence."""
    clauses = {clause.verb: clause for clause in find_clauses(tree)}
    for word in range(len(tree)):
        names, _ = cast.resolve(word)
        for name in names:
            if word in cast.epithets:
                part = [word, *(one for at in tree.children(word, "amod", "compound") for one in tree.under(at))]
                yield name, "epithet", *_ends(tree, part), word
            elif word not in cast.meant:
                yield from _before_and_beside(tree, cast, word, name)
            if tree.dep[word] == "poss":
                yield from _owned(tree, word, name)
        if tree.text[word].lower() in STATES_OF_MIND and tree.child(word, "auxpass", "nsubjpass") >= 0:
            yield from _minded(tree, cast, word)
        if tree.tag[word][:2] == "VB":
            if tree.lemma[word] in COPULAS:
                yield from _linked(tree, cast, clauses, word)
            if tree.lemma[word] in REGARD:
                yield from _regarded(tree, cast, clauses, word)
    for clause in clauses.values():
        for subject in clause.subjects:
            for name in cast.resolve(subject)[0]:
                yield from _as(tree, clause.verb, subject, name)


def _linked(tree: Tree, cast: Cast, clauses: Clauses, verb: int) -> Iterator[Found]:
    """What a linking verb says of its subject, of an actor's manner, or, turned about, of the name behind it."""
    bare = tree.child(verb, "nsubj")  # of a verb in no tense: led to the Union being weak
    subjects = clauses[verb].subjects if verb in clauses else tuple(tree.joined(bare) if bare >= 0 else ())
    for subject in subjects:
        owner = tree.child(subject, "poss")
        trait = owner >= 0 and (tree.lemma[subject].lower() in TRAITS or tree.lemma[subject].lower() in BARE)
        for name in cast.resolve(owner)[0] if trait else cast.resolve(subject)[0]:
            yield from _said(tree, cast, verb, name)
        behind = tree.child(verb, "attr")
        if behind > verb and behind in cast.named and tree.tag[subject] == "NN" and is_person(tree, subject):
            yield cast.named[behind], "predicate", *_ends(tree, tree.under(subject, without=("relcl",))), verb


def _minded(tree: Tree, cast: Cast, word: int) -> Iterator[Found]:
    """He was convinced, they were dissatisfied with it."""
    subject = find_subject(tree, word)
    part = tree.under(word, without=("nsubj", "nsubjpass", "aux", "auxpass", "advcl", "mark", "conj", "cc"))
    for name in cast.resolve(subject)[0] if subject >= 0 else ():
        yield name, "predicate", *_ends(tree, [at for at in part if at >= word]), word


def _before_and_beside(tree: Tree, cast: Cast, word: int, name: str) -> Iterator[Found]:
    for at in tree.children(word, "amod", "acl", "advcl"):
        if tree.tag[at][:2] != "JJ" and not (tree.dep[at] == "amod" and tree.tag[at] in ("VBN", "VBG")):
            continue
        part = [at for at in tree.joined(at) if _judges(tree, cast, at)]
        if part:
            yield name, "adjective", *_ends(tree, [one for at in part for one in _with_adverbs(tree, at, word)]), word
    for at in tree.children(word, "appos"):
        if at not in cast.named and _explains(tree, at):
            others = {one for joined in tree.joined(at)[1:] if joined in cast.named for one in tree.under(joined)}
            yield name, "apposition", *_ends(tree, [one for one in tree.under(at) if one not in others]), word
    for at in tree.children(word, "relcl"):
        if any(tree.text[one].lower() == "whose" for one in tree.under(at)[:4]) and tree.lemma[at] in COPULAS:
            yield name, "predicate", *_ends(tree, tree.under(at)), word
    if word in cast.named:
        yield from _titles(tree, cast, word, name)


def _titles(tree: Tree, cast: Cast, word: int, name: str) -> Iterator[Found]:
    """The common nouns that a name explains or follows: an old friend, Lee; the Czech leader Novotny."""
    above = tree.head[word]
    if tree.dep[word] == "appos" and tree.tag[above] == "NN" and above not in cast.inside and is_person(tree, above):
        part = [at for at in tree.under(above, without=("appos", "relcl", "conj", "cc")) if at < word]
        yield name, "apposition", *_ends(tree, part), word
    nouns = [at for at in tree.children(word, "compound", "nmod") if tree.tag[at] == "NN" and at not in cast.inside]
    nouns = [
        at
        for at in nouns
        if tree.text[at][0].islower() and tree.text[at].capitalize() not in RANKS and is_person(tree, at)
    ]
    if nouns:
        first = min(one for at in nouns for one in tree.under(at, without=("det",)))
        yield name, "apposition", first, max(nouns), word


def _said(tree: Tree, cast: Cast, verb: int, name: str) -> Iterator[Found]:
    """He was critical of them, he seemed a fool, he was without pity."""
    for at in tree.children(verb, "acomp", "attr", "oprd"):
        plain = at > verb and tree.tag[at][:2] in ("JJ", "NN", "VB", "CD") and at not in cast.named
        counted = tree.tag[at] == "CD" and tree.child(at, "prep") < 0  # not "one of the first nations"
        if plain and tree.lemma[at].lower() not in PASSING and not counted:
            part = tree.under(at, without=("advcl",))
            yield name, "predicate", *_ends(tree, [*_adverbs(tree, verb, at), *part]), verb
    for at in tree.children(verb, "prep"):
        if tree.lemma[verb] == "be" and at > verb and tree.lemma[at] in TELLING_PREPOSITIONS:
            yield name, "predicate", *_ends(tree, [*_adverbs(tree, verb, at), *tree.under(at)]), verb


def _as(tree: Tree, verb: int, subject: int, name: str) -> Iterator[Found]:
    """A phrase with "as" before the subject: As the first socialist state, the Union enjoyed …"""
    for at in tree.children(verb, "prep"):
        noun = tree.child(at, "pobj")
        if tree.lemma[at].lower() == "as" and at < subject and noun >= 0 and tree.tag[noun] in ("NN", "NNS"):
            yield name, "epithet", *_ends(tree, tree.under(noun)), verb


def _regarded(tree: Tree, cast: Cast, clauses: Clauses, verb: int) -> Iterator[Found]:
    """What one is called or held for: called them fools, was regarded as a tyrant, described himself as a teacher."""
    place, names = _held(tree, cast, clauses, verb)
    if not names:  # considered the Soviets “imperialists”, read as one noun
        for at in tree.children(verb, "oprd", "dobj"):
            for one in tree.children(at, "nmod"):
                if one in cast.named and tree.tag[one] == "NNPS":
                    yield cast.named[one], "epithet", one + 1, max(tree.under(at, without=("relcl", "punct"))), verb
    for at in [one for part in tree.children(verb, "prep", "oprd") for one in tree.joined(part)] if names else []:
        noun = tree.child(at, "pobj", "pcomp", "amod") if tree.lemma[at] == "as" else at
        if noun >= 0 and at > place and (tree.lemma[at] == "as" or tree.dep[at] == "oprd"):
            form = "epithet" if tree.tag[noun][:2] == "NN" else "predicate"
            for name in names:
                yield name, form, *_ends(tree, tree.under(noun)), verb
    for at in tree.children(verb, "ccomp"):  # considered the Soviets imperialists: a clause without a verb
        subject = tree.child(at, "nsubj")
        if tree.tag[at][:2] in ("NN", "JJ") and subject >= 0:
            part = [one for one in tree.under(at) if one > max(tree.under(subject))]
            for name in cast.resolve(subject)[0] if part else ():
                yield name, "epithet", *_ends(tree, part), verb


def _held(tree: Tree, cast: Cast, clauses: Clauses, verb: int) -> tuple[int, dict[str, None]]:
    """Whom a verb of regarding is about: its object (or who acts, behind "himself"), the subject of a passive."""
    of = [tree.child(at, "pobj") for at in tree.children(verb, "prep") if tree.lemma[at] == "of"]
    about = [tree.child(verb, "nsubjpass"), tree.child(verb, "dobj"), *of]
    place = next((at for at in about if at >= 0), -1)
    if place < 0:
        return place, {}
    held = tree.joined(place)
    if tree.text[place].lower() in ("himself", "herself", "themselves", "itself"):
        held = list(clauses[verb].subjects) if verb in clauses else []
    return place, dict.fromkeys(name for at in held for name in cast.resolve(at)[0])


def _owned(tree: Tree, word: int, name: str) -> Iterator[Found]:
    """A quality of somebody: Stalin's condescending behaviour, the President's slowness."""
    noun = tree.head[word]
    lemma = tree.lemma[noun].lower()
    adjectives = [at for at in tree.children(noun, "amod") if word < at and tree.lemma[at].lower() not in DULL]
    bare = lemma in BARE or (lemma.endswith("ness") and lemma not in NO_TRAITS)
    if bare or (adjectives and (lemma in TRAITS or lemma.endswith("ism"))):
        part = [noun, *(one for at in adjectives for one in tree.under(at))]
        yield name, "adjective", *_ends(tree, part), noun


def _explains(tree: Tree, noun: int) -> bool:
    """Whether a noun beside a name tells what it is: a loyal ally, the First Secretary; not one more name of a list."""
    if tree.tag[noun][:3] == "NNP":
        told = [tree.lemma[at].lower() for at in tree.children(noun, "det", "prep")]
        return (
            tree.child(noun, "poss") < 0
            and tree.tag[noun] == "NNP"
            and bool({"the", "a", "of"}.intersection(told))
            and tree.child(noun, "prep", "amod", "compound") >= 0
        )
    return tree.tag[noun][:2] == "NN" and len(tree.lemma[noun]) > 2 and tree.lemma[noun] not in KIN


def _judges(tree: Tree, cast: Cast, at: int) -> bool:
    text = tree.text[at]
    named = at in cast.inside or tree.tag[at] in ("NNP", "CD")
    named = named or any(tree.text[one][0].isupper() for one in tree.below[at] if one < at)  # Moscow-run
    return not named and text[0].islower() and tree.lemma[at].lower() not in DULL


def _with_adverbs(tree: Tree, at: int, noun: int) -> list[int]:
    part = tree.under(at, without=("conj", "cc", "punct"))
    return [one for one in part if (one < noun) == (at < noun)]


def _adverbs(tree: Tree, verb: int, at: int) -> list[int]:
    return [one for one in tree.children(verb, "neg", "advmod", "preconj") if verb < one < at]


def _ends(tree: Tree, part: list[int]) -> tuple[int, int]:
    """First and last word, up to a comma and "which", without signs and conjunctions at the edges."""
    part = sorted(part)
    stops = [at for at in part[1:] if tree.text[at] in ("which", "where", "when") and tree.text[at - 1] == ","]
    part = [at for at in part if not stops or at < stops[0]]
    while len(part) > 1 and (tree.dep[part[-1]] in ("punct", "cc") or not tree.text[part[-1]].strip()):
        part.pop()
    while len(part) > 1 and tree.dep[part[0]] in ("punct", "cc"):
        part.pop(0)
    return part[0], part[-1]
