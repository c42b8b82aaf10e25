"""Causal clauses: because, since, as, for, so, so that, so great that, lest, and if against the fact."""

from collections.abc import Iterator

from analysis.history.causal_words import ASIDES, BEFORE_THAT, CAUSE, CONDITION, FINITE, PURPOSE, STATES, SUBJECTS
from analysis.history.clauses import NOT
from analysis.history.links import Link, clause_head, main_clause
from analysis.history.parsing import Tree
from analysis.reading.english import words

_PAUSES = (",", ";", "—", "–", ":", "-", "(")
_FAR = 18  # words between "so great" and its "that"
_TIMES = frozenset(
    words("hours days weeks months years decades centuries time long ever day week month year decade moment")
)
_FILLED = ("dobj", "ccomp", "xcomp", "attr", "acomp", "oprd", "auxpass", "neg")


def find_clause_links(tree: Tree, lower: list[str]) -> Iterator[Link]:
    """Because, since, as, for, so that, lest, if: clauses that hang on a clause."""
    for mark, word in enumerate(lower):
        if word == "for":
            yield from _for(tree, lower, mark)
        elif word == "why":
            yield from _why(tree, lower, mark)
        elif word in ("so", "such"):
            yield from _so(tree, lower, mark)
        elif word == "had":
            yield from _had_he(tree, mark)
        elif tree.dep[mark] == "mark" and tree.tag[tree.head[mark]].startswith(("VB", "MD")):
            yield from _marked(tree, lower, mark)


def _marked(tree: Tree, lower: list[str], mark: int) -> Iterator[Link]:
    word, verb = lower[mark], tree.head[mark]
    main = clause_head(tree, tree.head[verb]) if tree.head[verb] != verb else -1
    if word == "because":
        yield Link((mark,), verb, main if main != verb else -1, verb=main)
    elif main < 0:
        return
    elif word in ("since", "as") and (_gives_reason if word == "as" else _is_no_time)(tree, lower, mark, verb):
        yield Link((mark,), verb, main, verb=main)
    elif word == "that" and lower[mark - 1 : mark] == ["so"]:
        modal = any(tree.tag[at] == "MD" for at in tree.children(verb, "aux"))
        yield Link((mark - 1, mark), main, verb, PURPOSE if modal else CAUSE, verb)
    elif word == "that" and mark and lower[mark - 1] in BEFORE_THAT:
        above = clause_head(tree, tree.head[main]) if main == mark - 1 else main
        if above != verb:
            yield Link((mark - 1, mark), verb, above, verb=above)
    elif word == "lest":
        yield Link((mark,), verb, main, PURPOSE, main)
    elif word == "if" and _had(tree, verb) and (_would_have(tree, main) or lower[mark + 1 : mark + 2] == ["only"]):
        yield Link((mark,), verb, main, CONDITION, main)


def _is_no_time(tree: Tree, lower: list[str], mark: int, verb: int) -> bool:
    """Since with a subject behind it, no time before it and no "has done" beside it."""
    main = clause_head(tree, tree.head[verb])
    return lower[max(mark - 1, 0)] not in _TIMES and not _perfect(tree, main) and tree.child(verb, *SUBJECTS) >= 0


def _gives_reason(tree: Tree, lower: list[str], mark: int, verb: int) -> bool:
    """As with a state, a negation or an also behind it, in a clause of its own; no "as was usual", no "as we know"."""
    subject = tree.child(verb, *SUBJECTS)
    if not (mark == 0 or lower[mark - 1] in (*_PAUSES, "but", "and")) or lower[mark + 1 : mark + 2] in (
        ["if"],
        ["though"],
    ):
        return False
    aside = tree.lemma[verb] in ASIDES or (tree.lemma[verb] == "know" and lower[subject] in ("we", "you", "i"))
    if subject < 0 or subject > verb or mark > subject or aside or tree.tag[verb] == "VBG":
        return False
    beside = {lower[at] for at in tree.children(verb, "neg", "advmod")}
    if (tree.child(verb, *_FILLED) < 0 and "also" not in beside) or lower[subject : subject + 2] == ["it", "were"]:
        return False  # as Mao feared, as it is
    return tree.lemma[verb] in STATES or _perfect(tree, verb) or bool(beside & {*NOT, "also", "still", "already"})


def _so(tree: Tree, lower: list[str], at: int) -> Iterator[Link]:
    """So great that, such power that; and ", so he left"."""
    held, after = tree.head[at], lower[at + 1 : at + 2]
    if lower[at] == "such" and after == ["that"] and tree.dep[at] in ("acomp", "attr"):
        after, held = [], at
    degree = (
        lower[at] == "such" or tree.tag[held].startswith(("JJ", "RB", "VBN", "VBD")) or after in (["many"], ["much"])
    )
    if degree and after != ["that"] and (held != at or not after):
        for that in range(at + 1, min(at + _FAR, len(lower))):
            if lower[that] in (";", ".", ":", "as"):
                return
            if lower[that] == "that" and lower[that - 1] in (*BEFORE_THAT, "fact", "provided", "say", "said", "says"):
                return
            verb = tree.head[that]
            if lower[that] == "that" and lower[at] == "such" and tree.dep[that] in SUBJECTS:
                return
            if lower[that] == "that" and verb > that and tree.tag[that] in ("IN", "WDT"):
                cause = clause_head(tree, at)
                verb = verb if tree.tag[verb].startswith(("VB", "MD")) else clause_head(tree, verb)
                if cause != verb:
                    yield Link((at, that), cause, verb, verb=verb)
                return
    elif lower[at] == "so" and at and lower[at - 1] in (",", ";", "—", "and"):
        held = next((verb for verb in (held, *tree.children(held, "conj")) if verb > at), -1)
        subject, before = tree.child(held, *SUBJECTS), [place for place in range(at) if tree.tag[place] in FINITE]
        if held > subject > at and before and lower[at + 1] not in ("far", "long", "that", "too"):
            yield Link((at,), clause_head(tree, before[-1]), held, verb=held)


def _why(tree: Tree, lower: list[str], why: int) -> Iterator[Link]:
    """This is why he left: the reason stands before."""
    if lower[why - 1 : why] in (["is"], ["was"]) and lower[why - 2 : why - 1] in (["this"], ["that"], ["which"]):
        verb = clause_head(tree, tree.head[why])
        before = [at for at in range(why - 2) if tree.tag[at] in FINITE]
        yield Link((why - 1, why), clause_head(tree, before[-1]) if before else -1, verb, verb=verb)


def _had_he(tree: Tree, had: int) -> Iterator[Link]:
    """Had Mao not spoken, it might have lived."""
    verb = tree.head[had]
    main = tree.head[verb]
    turned = tree.child(verb, *SUBJECTS) > had and tree.child(verb, "mark") < 0
    if turned and tree.dep[had] in ("aux", "auxpass") and tree.dep[verb] == "advcl" and _would_have(tree, main):
        yield Link((had,), verb, main, CONDITION, main)


def _for(tree: Tree, lower: list[str], mark: int) -> Iterator[Link]:
    """The conjunction: a subject and its verb in a tense follow, and no infinitive (for him to go)."""
    if (mark and lower[mark - 1] not in _PAUSES) or lower[mark + 1 : mark + 2] in (["example"], ["instance"]):
        return
    near = range(mark + 1, min(mark + 9, len(lower)))
    subject = next((at for at in near if tree.dep[at] in SUBJECTS or tree.dep[at] == "expl"), -1)
    verb = tree.head[subject] if subject >= 0 else -1
    held = tree.child(mark, "pobj")  # for him it was, for this reason he went
    if 0 <= held < subject and subject not in tree.under(held):
        return
    aside = "," in lower[mark + 1 : max(subject, 0)] and not tree.tag[mark + 1].startswith(("IN", ",", "RB"))
    if subject < 0 or aside or any(_no_subject(tree, lower, at) for at in range(mark + 1, subject)):
        verb = _verb_after(tree, mark)
    if verb <= mark or tree.dep[verb] == "relcl":
        return
    if any(tree.tag[at] in FINITE for at in (verb, *tree.children(verb, "aux", "auxpass"))):
        before = [at for at in range(mark) if tree.tag[at] in FINITE]
        main = main_clause(tree, before[-1]) if before else -1
        if main in (verb, main_clause(tree, verb)) or main > mark:
            main = _topmost_before(tree, before, mark)
        yield Link((mark,), verb, main, verb=main)


def _topmost_before(tree: Tree, before: list[int], mark: int) -> int:
    """Where the parser hangs the clause before "for" on the one behind it: its own highest verb."""
    verb = clause_head(tree, before[-1]) if before else -1
    while verb >= 0 and tree.head[verb] != verb and clause_head(tree, tree.head[verb]) < mark:
        above = clause_head(tree, tree.head[verb])
        if above == verb:
            break
        verb = above
    return verb


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
    verbal = tree.tag[at].startswith("VB") and tree.tag[at] not in ("VBG", "VBN")
    return verbal or lower[at] in ("which", "whom", "to", "what", "who") or lower[at] in _TIMES


def _perfect(tree: Tree, verb: int) -> bool:
    return any(tree.lemma[at] == "have" for at in tree.children(verb, "aux"))


def _had(tree: Tree, verb: int) -> bool:
    return any(tree.text[at].lower() in ("had", "were") for at in (verb, *tree.children(verb, "aux", "auxpass")))


def _would_have(tree: Tree, verb: int) -> bool:
    aux = {tree.text[at].lower() for at in tree.children(verb, "aux")}
    return bool(aux & {"would", "might", "could", "should"}) and "have" in aux
