"""The causal language of English over a parsed sentence: which words say that one thing brought about another.

Each finder yields `Link`s; words are places in the Tree. A cause or effect that is -1 stands in the sentence before.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.history.parsing import Tree
from analysis.reading.english import words

CAUSE, PURPOSE, CONDITION, OBSTACLE = "cause", "purpose", "condition", "obstacle"
HEDGES = frozenset(
    words("""
        perhaps maybe may might possibly probably presumably apparently seemingly likely arguably seem seemed seems
        appear appeared appears suggest suggests suggested""")
)
# A subject does it to an object: cause and effect.
_DOING = frozenset(
    words("""
        cause provoke trigger spark prompt induce force compel precipitate exacerbate worsen intensify aggravate deepen
        catalyze catalyse fuel foster occasion necessitate engender generate undermine hasten inspire produce influence
        strain weaken strengthen embitter enrage alarm convulse bring drive encourage motivate""")
)
_OBSTACLES = frozenset(words("prevent hinder impede preclude thwart forestall bar prohibit discourage deter"))
_ONLY_WITH_MORE = {"bring": ("about", "on"), "drive": ("apart", "out", "into", "to", "away"), "force": (), "compel": ()}
_FROM = frozenset(words("result stem arise spring derive follow flow proceed originate emerge issue"))
_TO = {"lead": "to", "result": "in", "contribute": "to", "culminate": "in", "conduce": "to", "tend": "to"}
# A verb, its object and a preposition: set the stage for.
_PHRASES = {
    ("set", "stage"): ("for",), ("pave", "way"): ("for", "to"), ("open", "door"): ("for", "to"),
    ("open", "way"): ("for", "to"), ("give", "rise"): ("to",), ("lay", "foundation"): ("for", "of"),
    ("lay", "groundwork"): ("for",), ("play", "role"): ("in",), ("play", "part"): ("in",),
    ("have", "effect"): ("on", "upon"), ("have", "impact"): ("on", "upon"),
}  # fmt: skip
# Nouns whose "of", "for" or "in" names the effect, and those whose "of" names the cause.
_OF_EFFECT = frozenset(
    words("cause reason source root origin catalyst trigger ground motive basis factor spark explanation occasion")
)
_OF_CAUSE = frozenset(words("result consequence effect outcome product upshot fruit aftermath reflection response"))
_AFTER_NOUNS = ("of", "for", "in", "behind", "to")
_PREPOSITIONS = tuple(
    tuple(form.split())
    for form in (
        "as a result of", "as a consequence of", "in consequence of", "on account of", "by reason of", "by virtue of",
        "in response to", "in the wake of", "for fear of", "for want of", "for lack of", "because of", "due to",
        "owing to", "thanks to", "out of",
    )
)  # fmt: skip
_FEELINGS = frozenset(
    words("fear anger spite respect pity necessity love hatred jealousy envy pride desperation habit")
)
_ADVERBS = frozenset(words("therefore thus hence consequently accordingly thereby"))
_LONG_ADVERBS = tuple(
    tuple(form.split())
    for form in (
        "as a result", "as a consequence", "in consequence", "for this reason", "for that reason", "for these reasons",
        "because of this", "because of that",
    )
)  # fmt: skip
_STATES = frozenset(
    words("be have know believe want need lack mean feel remain think consider regard possess wish hope fear")
)
_ROOMS = frozenset(
    words("door room house hall table station river gate street road stair kitchen garden town village city bed place")
)
_FINITE = ("VBD", "VBZ", "VBP", "MD")
# What a person does to a person is a deed rather than a cause, unless it is said what came of it.
_MILD = frozenset(words("produce generate encourage inspire influence weaken strengthen alarm engender foster hasten"))
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


@dataclass(frozen=True, slots=True)
class Link:
    """One causal claim: the words that say so, and the heads of cause and effect, with what to leave out below each."""

    said: tuple[int, ...]
    cause: int
    effect: int
    sort: str = CAUSE
    verb: int = -1  # the verb that may be hedged or denied


def find_links(tree: Tree) -> Iterator[Link]:
    """Every causal claim of a sentence, each connective once."""
    lower = [text.lower() for text in tree.text]
    taken: set[int] = set()
    for finder in (_long_forms, _clauses, _verbs, _nouns, _adverbs):
        for link in finder(tree, lower):
            if not taken.intersection(link.said):
                taken.update(link.said)
                yield link


def _long_forms(tree: Tree, lower: list[str]) -> Iterator[Link]:
    """Because of, as a result of, out of fear: what follows is the cause."""
    for at in range(len(lower)):
        for form in _PREPOSITIONS:
            if tuple(lower[at : at + len(form)]) != form:
                continue
            last = at + len(form) - 1
            cause = max(tree.child(last, "pobj", "pcomp"), tree.child(at, "pobj"))
            if cause < 0 or lower[cause] in ("this", "that", "which"):
                continue
            if form == ("out", "of") and tree.lemma[cause] not in _FEELINGS:
                continue
            effect = _clause_head(tree, tree.head[at])
            yield Link(tuple(range(at, last + 1)), cause, effect, verb=effect)


def _clauses(tree: Tree, lower: list[str]) -> Iterator[Link]:
    """Because, since, as, for, so that, lest, if: clauses that hang on a clause."""
    for mark in range(len(lower)):
        word, verb = lower[mark], tree.head[mark]
        if word == "for":
            yield from _for(tree, lower, mark)
            continue
        if tree.dep[mark] != "mark" or not tree.tag[verb].startswith(("VB", "MD")):
            continue
        main = _clause_head(tree, tree.head[verb]) if tree.head[verb] != verb else -1
        if word == "because":
            yield Link((mark,), verb, main if main != verb else -1, verb=main)
        elif word == "since" and main >= 0 and not _perfect(tree, main) and tree.child(verb, *_SUBJECTS) >= 0:
            yield Link((mark,), verb, main, verb=main)
        elif word == "as" and main >= 0 and tree.lemma[verb] in _STATES and tree.child(verb, *_SUBJECTS) >= 0:
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
    if subject < 0 or any(_no_subject(tree, lower, at) for at in range(mark + 1, subject)):
        return
    verb = tree.head[subject]
    finite = any(tree.tag[at] in _FINITE for at in (verb, *tree.children(verb, "aux", "auxpass")))
    opens = mark == 0 or lower[mark - 1] in (",", ";", "—", "–", ":", "-", "(")
    if finite and opens and verb > subject and tree.dep[verb] != "relcl":
        before = [at for at in range(mark) if tree.tag[at].startswith("VB")]
        main = _clause_head(tree, before[-1]) if before else -1
        yield Link((mark,), verb, main if main != verb or not before else before[0], verb=main)


def _no_subject(tree: Tree, lower: list[str], at: int) -> bool:
    """Whether this word between "for" and a subject shows that "for" is a preposition."""
    return tree.tag[at].startswith("VB") or lower[at] in ("which", "whom", "to", "what", "who", "years", "months", ",")


def _verbs(tree: Tree, lower: list[str]) -> Iterator[Link]:
    """Caused, led to, stems from, was driven by, set the stage for, leading to."""
    for verb in range(len(lower)):
        if not tree.tag[verb].startswith("VB"):
            continue
        lemma, cause = tree.lemma[verb].lower(), _doer(tree, verb)
        if tree.child(verb, "auxpass") >= 0 and tree.child(verb, "agent") < 0:
            continue
        agent = tree.child(verb, "agent")
        if agent >= 0 and lemma in _DOING | _OBSTACLES and tree.tag[verb] == "VBN":
            by = tree.child(agent, "pobj", "pcomp")
            subject = tree.child(verb, "nsubjpass", "csubjpass")
            effect = subject if subject >= 0 else tree.head[verb] if tree.head[verb] != verb else verb
            if by >= 0:
                yield Link((verb, agent), by, effect, OBSTACLE if lemma in _OBSTACLES else CAUSE, verb)
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
        if _TO.get(lemma) == word and object_ < 0 and tree.lemma[held] not in _ROOMS:
            yield (verb, preposition), held, CAUSE, False
        elif lemma in _FROM and word in ("from", "out") and tree.lemma[held] not in _ROOMS and tree.tag[held] != "NNP":
            yield (verb, preposition), held, CAUSE, True
        elif object_ >= 0 and word in _PHRASES.get((lemma, tree.lemma[object_].lower()), ()):
            yield (verb, object_, preposition), held, CAUSE, False
    for preposition in tree.children(object_, "prep") if object_ >= 0 else []:
        held = tree.child(preposition, "pobj", "pcomp")
        if held >= 0 and lower[preposition] in _PHRASES.get((lemma, tree.lemma[object_].lower()), ()):
            yield (verb, object_, preposition), held, CAUSE, False
            return
    if lemma == "lead" and object_ >= 0 and tree.child(verb, "xcomp") >= 0:
        yield (verb,), tree.child(verb, "xcomp"), CAUSE, False
    elif (lemma == "make" and any(tree.dep[at] == "ccomp" for at in objects)) or (
        lemma == "mean" and tree.child(verb, "ccomp") >= 0
    ):
        yield (verb,), tree.child(verb, "ccomp"), CAUSE, False
    elif lemma in _OBSTACLES and objects:
        yield (verb,), objects[0], OBSTACLE, False
    elif lemma in _DOING and objects:
        more = tree.children(verb, "prt", "advmod", "prep")
        wanted = _ONLY_WITH_MORE.get(lemma)
        with_more = [at for at in more if wanted is not None and lower[at] in wanted]
        told = tree.child(verb, "xcomp", "ccomp") >= 0
        mild = lemma in _MILD and not told and _is_person(tree, _doer(tree, verb))
        if (wanted is None or with_more or told) and not mild:
            yield (verb, *with_more[:1]), objects[0], CAUSE, False


def _doer(tree: Tree, verb: int) -> int:
    """The subject; of a participle the clause that it hangs on; of a relative clause the word before it."""
    subject = tree.child(verb, *_SUBJECTS)
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
        if lemma not in _OF_EFFECT | _OF_CAUSE or not tree.tag[noun].startswith("NN"):
            continue
        preposition = next((at for at in tree.children(noun, "prep") if lower[at] in _AFTER_NOUNS), -1)
        held = tree.child(preposition, "pobj", "pcomp") if preposition >= 0 else tree.child(noun, "relcl")
        other = _other_side(tree, noun)
        if held < 0 or other < 0 or (preposition >= 0 and lower[preposition] == "in" and lemma != "factor"):
            continue
        cause, effect = (other, held) if lemma in _OF_EFFECT else (held, other)
        yield Link((noun, preposition) if preposition >= 0 else (noun,), cause, effect, verb=tree.head[noun])


def _other_side(tree: Tree, noun: int) -> int:
    """What a copula sets beside a noun, whichever of the two is the subject."""
    verb = tree.head[noun]
    if tree.lemma[verb] not in ("be", "become", "remain", "seem", "prove", "lie"):
        return -1
    if tree.dep[noun] in ("attr", "oprd"):
        return tree.child(verb, *_SUBJECTS)
    return tree.child(verb, "attr", "ccomp", "xcomp") if tree.dep[noun] == "nsubj" else -1


def _adverbs(tree: Tree, lower: list[str]) -> Iterator[Link]:
    """Therefore, thus, as a result: the cause stands in the clause or in the sentence before."""
    for at in range(len(lower)):
        form = next((form for form in _LONG_ADVERBS if tuple(lower[at : at + len(form)]) == form), None)
        if form is None and (lower[at] not in _ADVERBS or tree.dep[at] != "advmod"):
            continue
        if form is None and lower[at] == "thus" and tree.tag[tree.head[at]] in ("JJ", "RB"):
            continue
        said = tuple(range(at, at + len(form or (at,))))
        verb = _clause_head(tree, tree.head[at])
        before = tree.head[verb] if tree.dep[verb] in ("conj", "advcl") and tree.head[verb] < at else -1
        if before >= 0 or at <= 3 or lower[at - 1] in (";", "—", ","):
            yield Link(said, before, verb, verb=verb)


def _clause_head(tree: Tree, word: int) -> int:
    """The verb (or root) of the clause in which a word stands."""
    while tree.head[word] != word and not (
        tree.tag[word].startswith(("VB", "MD")) and tree.dep[word] not in ("aux", "auxpass", "amod", "pcomp", "xcomp")
    ):
        word = tree.head[word]
    return word


def _perfect(tree: Tree, verb: int) -> bool:
    return any(tree.lemma[at] == "have" for at in tree.children(verb, "aux"))


def _had(tree: Tree, verb: int) -> bool:
    return any(tree.text[at].lower() in ("had", "were") for at in tree.children(verb, "aux", "auxpass"))


def _would_have(tree: Tree, verb: int) -> bool:
    aux = {tree.text[at].lower() for at in tree.children(verb, "aux")}
    return bool(aux & {"would", "might", "could", "should"}) and "have" in aux
