"""A parsed sentence to its clauses: a verb, who is its subject, what is its object, whether it is passive or denied."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.history.parsing import Tree
from analysis.reading.english import words

NOT = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely", "barely"))
_SUBJECTS = ("nsubj", "nsubjpass")
_CLAUSES = ("conj", "advcl", "relcl", "ccomp", "parataxis", "cc", "mark", "preconj")
_RELATIVE = frozenset(("who", "which", "that", "whom"))
COPULAS = frozenset(("be", "become", "seem", "appear", "look", "remain", "prove", "feel", "stay", "grow", "sound"))
# Participles that tell what somebody is, not what was done to him: he was convinced that …
STATES_OF_MIND = frozenset(
    words("""
convinced determined dissatisfied disappointed resigned committed devoted opposed obsessed preoccupied bewildered
confused satisfied pleased displeased interested prepared inclined concerned frightened accustomed unattended""")
)
_MODAL_BEFORE_TO = frozenset(("have", "be", "ought", "use", "go"))  # had to go, was to go, used to go, is going to go


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb of a sentence and those who stand to it; words are places in the Tree, -1 where there is none."""

    verb: int  # the word that counts: "tried" of "tried to impress", "issue" of "had to issue"
    subjects: tuple[int, ...]  # joined subjects are one each; of a relative clause the word it hangs on
    agents: tuple[int, ...]  # of the phrase with "by"
    passive: bool
    negated: bool
    modal: str  # may, would, must …; "" where told as done
    first: int  # the words of the clause, from this one
    last: int  # to this one


def find_clauses(tree: Tree) -> Iterator[Clause]:
    """The clauses with a verb in a tense, and those cut short to a passive participle with "by" (led by Lenin)."""
    for verb in range(len(tree)):
        if not tree.tag[verb].startswith("VB") or tree.dep[verb] in ("aux", "auxpass", "amod", "compound"):
            continue
        if tree.child(verb, "expl") >= 0:  # there was
            continue
        if any(_only_modal(tree, verb, at) for at in tree.children(verb, "xcomp")):
            continue
        owner = _owner(tree, verb)
        if owner >= 0:
            yield _clause(tree, verb, owner)
        elif tree.tag[verb] == "VBN" and tree.child(verb, "agent") >= 0:
            patient = tree.head[verb] if tree.dep[verb] in ("acl", "relcl") else -1
            subjects = (patient,) if patient >= 0 else ()
            yield Clause(verb, subjects, _agents(tree, verb), True, False, "", *_span(tree, verb, verb))


def find_subject(tree: Tree, verb: int) -> int:
    """The subject of a verb; the pronoun where the parser gives it two (You know, Lee, it was late).

    Where it gives none to a verb in a tense: the name that it left beside it (…,” ended Trotsky) or hung on an opening
    "For". -1 for none.
    """
    subjects = tree.children(verb, *_SUBJECTS)
    if subjects:
        return next((at for at in subjects if tree.tag[at] == "PRP"), subjects[0])
    if tree.tag[verb] in ("VBD", "VBZ", "VBP") and tree.lemma[verb] != "be":
        beside = [at for at in tree.children(verb, "npadvmod", "dep") if tree.tag[at] == "NNP"]
        if beside:
            return beside[0]
    if tree.text[0] == "For" and tree.head[0] == verb and is_finite(tree, verb):
        return tree.child(0, "pobj")
    return -1


def _earlier(tree: Tree, verb: int) -> int:
    """The clause that the parser hung on this verb though it only stands before it: he had little, and had lost it."""
    for at in tree.children(verb, "ccomp", "advcl"):
        if at < verb and tree.child(at, *_SUBJECTS) >= 0 and tree.child(at, "mark") < 0:
            between = [tree.text[word] for word in range(at, verb)]
            if not {"“", '"', "”"}.intersection(between):
                return at
    return -1


def _owner(tree: Tree, verb: int) -> int:
    """The verb whose subject this one has: itself, or the one it is joined to, or that it completes; -1 for none."""
    if find_subject(tree, verb) >= 0:  # a tense is asked for: not "saw him going", "let him go", "for him to go"
        return verb if is_finite(tree, verb) or tree.tag[verb] == "VBN" else -1
    seen = verb
    for _ in range(6):
        above = tree.head[seen]
        joined = tree.dep[seen] == "conj" and tree.tag[above][:2] == "VB" and _goes_on(tree, verb, above)
        if not joined and not (tree.dep[seen] == "xcomp" and _only_modal(tree, above, seen)):
            return _earlier(tree, seen) if is_finite(tree, seen) else -1
        seen = above
        if find_subject(tree, seen) >= 0:
            return seen if is_finite(tree, seen) or tree.tag[seen] == "VBN" else -1
    return -1


def is_finite(tree: Tree, verb: int) -> bool:
    helpers = [at for at in tree.children(verb, "aux", "auxpass") if tree.lemma[at] != "to"]
    return tree.tag[verb] in ("VBD", "VBZ", "VBP") or bool(helpers)


def _goes_on(tree: Tree, verb: int, above: int) -> bool:
    """Whether a joined verb shares the subject of the one before: in a tense, or under the same auxiliary (would sail
    and fight, was killed and buried); a participle only behind "and" or "or", and nothing behind "rather than"."""
    by = [at for at in tree.children(above, "cc") if at < verb]
    if any(tree.lemma[at].lower() in ("than", "not") for at in by):
        return False
    tags = {tree.tag[verb], tree.tag[above]}
    return is_finite(tree, verb) or (tags == {"VBG"} and bool(by)) or tags <= {"VBN", "VBD"} or tags <= {"VB", "VBP"}


def _only_modal(tree: Tree, verb: int, inner: int) -> bool:
    """Whether a verb before "to" is a mere auxiliary of what follows: he had to go, he was to go."""
    to = any(tree.lemma[at] == "to" for at in tree.children(inner, "aux"))
    bare = tree.child(verb, "dobj", "acomp", "attr", "nsubjpass") < 0
    going = tree.lemma[verb] != "go" or tree.tag[verb] == "VBG"
    return to and bare and going and tree.lemma[verb] in _MODAL_BEFORE_TO


def _clause(tree: Tree, verb: int, owner: int) -> Clause:
    subject = find_subject(tree, owner)
    subjects = _antecedents(tree, owner, subject)
    helped = tree.child(verb, "auxpass", "nsubjpass") >= 0
    joined = owner != verb and tree.tag[verb] == "VBN" and tree.child(verb, "aux") < 0
    passive = helped or (joined and tree.child(owner, "auxpass", "nsubjpass") >= 0)
    negated = any(_denied(tree, at) for at in {verb, owner}) or _empty(tree, verb, subject)
    first, last = _span(tree, verb, owner)
    modal = next((tree.lemma[at] for at in tree.children(verb, "aux") if tree.tag[at] == "MD"), "")
    if not modal and owner != verb and not is_finite(tree, verb):
        modal = next((tree.lemma[at] for at in tree.children(owner, "aux") if tree.tag[at] == "MD"), "")
    return Clause(verb, subjects, _agents(tree, verb), passive, negated, modal, first, last)


def _antecedents(tree: Tree, owner: int, subject: int) -> tuple[int, ...]:
    if tree.lemma[subject].lower() in _RELATIVE and tree.dep[owner] == "relcl":
        return (tree.head[owner],)
    return tuple(tree.joined(subject))


def _agents(tree: Tree, verb: int) -> tuple[int, ...]:
    by = tree.children(verb, "agent")
    return tuple(word for at in by for noun in tree.children(at, "pobj") for word in tree.joined(noun))


def _denied(tree: Tree, verb: int) -> bool:
    words_ = tree.children(verb, "neg", "advmod", "preconj", "cc")
    longer = any(tree.lemma[at] == "long" and tree.child(at, "neg") >= 0 for at in words_)  # no longer
    return longer or any(tree.lemma[at].lower() in NOT for at in words_)


def _empty(tree: Tree, verb: int, subject: int) -> bool:
    """Whether the subject or the object is none: no one came, he carried no papers."""
    nouns = [subject, *tree.children(verb, "dobj")]
    return any(
        tree.lemma[at].lower() in ("no", "neither") for noun in nouns for at in tree.children(noun, "det", "neg")
    )


def _span(tree: Tree, verb: int, owner: int) -> tuple[int, int]:
    """First and last word of the clause, without the clauses joined to it before or after, and without end signs."""
    part = tree.under(verb, without=_CLAUSES)
    part += [at for at in tree.children(verb, "ccomp") if at > verb for at in tree.under(at)]
    part = sorted(part)
    first = next(iter([at for at in part if tree.dep[at] != "punct"]), verb)
    last = max(at for at in part if tree.dep[at] != "punct" or at == verb)
    return first, last


def is_copula(tree: Tree, verb: int) -> bool:
    """Whether a verb only links its subject to what it is said to be: he was ill, he seemed convinced."""
    if tree.tag[verb] == "VBN" and tree.text[verb].lower() in STATES_OF_MIND and tree.child(verb, "agent") < 0:
        return tree.child(verb, "auxpass") >= 0
    return tree.lemma[verb] == "be" or (
        tree.lemma[verb] in COPULAS and tree.child(verb, "acomp", "attr", "oprd") > verb
    )


def find_object(tree: Tree, verb: int) -> tuple[int, list[int]]:
    """What a verb is done to: its object, else the infinitive or clause that completes it, else the phrase behind it.

    The word that heads it (the noun behind the preposition; -1 for none), and all its words in order.
    """
    for deps in (("dobj",), ("xcomp", "ccomp", "oprd"), ("dative",), ("prep",)):
        for at in tree.children(verb, *deps):
            part = [word for word in tree.under(at, without=("relcl", "punct")) if word > verb]
            noun = tree.child(at, "pobj") if deps[0] in ("dative", "prep") and tree.tag[at] in ("IN", "TO") else at
            if at > verb and noun >= 0:
                return noun, part
    return -1, []
