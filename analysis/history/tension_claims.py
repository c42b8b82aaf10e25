"""A parsed sentence to what another could gainsay: how many of a thing, where something happened, whether it did."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.history.clauses import Clause, find_clauses, find_object
from analysis.history.name_words import states
from analysis.history.parsing import Tree
from analysis.history.quantities import Amount, read_amount
from analysis.reading.english import words

SAME_THING = {
    way: head
    for head, *ways in map(str.split, ("soldier man troop fighter", "person people inhabitant soul", "$ dollar"))
    for way in (head, *ways)
}
# What says no more than its opposite denies: one base, and whether the verb denies it
_OPPOSITES = {
    denying: base
    for base, denyings in {
        "accept": "reject decline refuse", "support": "oppose", "win": "lose", "approve": "disapprove condemn",
        "agree": "disagree", "permit": "forbid ban prohibit", "rise": "fall", "increase": "decrease diminish",
        "praise": "criticize criticise denounce", "succeed": "fail", "obey": "defy disobey",
    }.items()
    for denying in denyings.split()
}  # fmt: skip
_SAME_DEED = {"allow": "permit", "let": "permit", "back": "support", "endorse": "approve", "grow": "increase"}
_LEFT_UNDONE = frozenset(words("refuse fail decline neglect omit"))
_DIRECTIONS = {"in": "in", "at": "in", "near": "in", "to": "to", "into": "to", "from": "from"}
_GOING = frozenset(words("visit reach leave enter"))
_IF = frozenset(words("if whether unless though lest"))
_PLACES = ("place", "state", "capital")
_TIMES = frozenset(words("year day month hour week decade century minute time night age o'clock"))
_OPEN = ("NN", "VB", "JJ", "CD")
_LIGHT = frozenset(words("be have do say go come make take get give find seem become"))


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says that another may gainsay; two are compared where `what` and `key` are the same."""

    what: str  # "number", "place", "polarity"
    key: str  # of what: the thing counted; the verb and the way; the verb
    value: Amount | str | bool
    start: int  # of the words that part them
    end: int
    verb: str
    subjects: frozenset[str]
    thing: str  # the object; of a number the words beside the thing counted
    beside: frozenset[str]


class Reader:
    """One sentence with the names in it: word → name, name → kind."""

    def __init__(self, tree: Tree, named: dict[int, str], kinds: dict[str, str], dated: set[int]):
        self.tree, self.named, self.kinds, self.dated = tree, named, kinds, dated

    def claims(self) -> Iterator[Claim]:
        clauses = {clause.verb: clause for clause in find_clauses(self.tree)}
        yield from self._numbers(clauses)
        for clause in clauses.values():
            if not self._is_open(clause):
                yield from self._places(clause)
                yield from self._deeds(clause)

    def content(self) -> frozenset[str]:
        """What the sentence is about: its names, and the other words that are not grammar."""
        tree = self.tree
        return (
            frozenset(
                self.label(at)
                for at in range(len(tree))
                if at not in self.dated and (at in self.named or tree.tag[at].startswith(_OPEN)) and self.label(at)
            )
            - _LIGHT
        )

    def label(self, at: int) -> str:
        """The name that a word is part of, else its plain form; "" for a pronoun and for none."""
        if at < 0 or self.tree.tag[at].startswith(("PRP", "W", "DT", "EX")):
            return ""
        return self.named.get(at) or self.tree.lemma[at].lower()

    def _subjects(self, clause: Clause | None) -> frozenset[str]:
        return frozenset(filter(None, map(self.label, clause.subjects))) if clause else frozenset()

    def _is_open(self, clause: Clause) -> bool:
        """Whether a clause is only supposed, wished or asked."""
        tree = self.tree
        above = clause.verb
        while True:
            if any(tree.lemma[at].lower() in _IF for at in tree.children(above, "mark")):
                return True
            if tree.head[above] == above:
                break
            above = tree.head[above]
        asked = tree.text[-1] == "?" or "?" in tree.text[clause.last : clause.last + 2]
        return asked or (bool(clause.modal) and not (clause.negated and clause.modal in ("would", "could", "can")))

    def _numbers(self, clauses: dict[int, Clause]) -> Iterator[Claim]:
        tree = self.tree
        for at in range(len(tree)):
            if tree.tag[at] != "CD" or at in self.dated or tree.dep[at] in ("compound", "quantmod", "appos"):
                continue
            noun = self._counted(at)
            first = min([at, *(word for word in tree.children(at, "compound", "quantmod") if tree.tag[word] == "CD")])
            before = " ".join(tree.text[max(0, first - 4) : first])
            amount = read_amount(" ".join(tree.text[first : at + 1]), before)
            if amount is None or amount == (1.0, 1.0):
                continue
            verb = self._verb_above(at)
            key = SAME_THING.get(tree.lemma[noun].lower(), tree.lemma[noun].lower()) if noun >= 0 else ""
            beside = self._beside(noun, at) if noun >= 0 else frozenset()
            kind = "time" if key in _TIMES else ""
            last = max(at, noun) if 0 <= noun - at < 4 else at
            shown = tree.start[first], tree.end[last]
            subjects = self._subjects(clauses.get(verb))
            lemma = tree.lemma[verb].lower() if verb >= 0 else ""
            yield Claim("number", key, amount, *shown, lemma, subjects, kind, beside)

    def _counted(self, at: int) -> int:
        """The thing counted: 300 men, 300 of the men; -1 where the number stands alone."""
        tree, above = self.tree, self.tree.head[at]
        if tree.dep[at] == "nummod" and tree.tag[above].startswith(("NN", "$")):
            return above
        of = next((word for word in tree.children(at, "prep") if tree.lemma[word] == "of"), -1)
        return tree.child(of, "pobj") if of >= 0 else -1

    def _beside(self, noun: int, number: int) -> frozenset[str]:
        tree = self.tree
        near = tree.children(noun, "amod", "compound", "poss", "nmod")
        of = [at for at in tree.children(noun, "prep") if tree.lemma[at] == "of"]
        near += [word for at in of for word in tree.children(at, "pobj")]
        above = tree.head[noun]
        near += [tree.head[above]] if tree.lemma[above] == "of" and tree.dep[noun] == "pobj" else []  # a loan of $5
        return frozenset(self.label(at) for at in near if at != number) - {"", "more", "other", "such"}

    def _verb_above(self, at: int) -> int:
        for _ in range(8):
            if self.tree.tag[at].startswith("VB"):
                return at
            if self.tree.head[at] == at:
                return -1
            at = self.tree.head[at]
        return -1

    def _places(self, clause: Clause) -> Iterator[Claim]:
        tree, verb = self.tree, clause.verb
        lemma, subjects = tree.lemma[verb].lower(), self._subjects(clause)
        ways = [(_DIRECTIONS[tree.lemma[at].lower()], tree.child(at, "pobj"))
                for at in tree.children(verb, "prep") if tree.lemma[at].lower() in _DIRECTIONS]  # fmt: skip
        ways += [("to", tree.child(verb, "dobj"))] if lemma in _GOING else []
        if clause.negated or not subjects:
            return
        for way, noun in ways:
            name = self.named.get(noun, "")
            if name and (self.kinds.get(name) in _PLACES or states().get(name, ("", ""))[1] in _PLACES):
                thing = self.label(find_object(tree, verb)[0])
                start, end = self._name_span(noun)
                yield Claim("place", f"{lemma} {way}", name, start, end, lemma, subjects - {name},
                            "" if thing == name else thing, frozenset())  # fmt: skip

    def _name_span(self, noun: int) -> tuple[int, int]:
        same = [at for at in range(max(0, noun - 6), noun + 1) if self.named.get(at) == self.named[noun]]
        return self.tree.start[same[0]], self.tree.end[noun]

    def _deeds(self, clause: Clause) -> Iterator[Claim]:
        tree, verb, negated = self.tree, clause.verb, clause.negated
        inner = tree.child(verb, "xcomp")
        if tree.lemma[verb] in _LEFT_UNDONE and inner >= 0 and tree.tag[inner] == "VB":
            verb, negated = inner, not negated
        elif inner >= 0 and tree.tag[inner].startswith("VB"):
            return
        lemma = tree.lemma[verb].lower()
        thing = tree.child(verb, "acomp", "attr") if lemma == "be" else find_object(tree, verb)[0]
        if thing >= 0 and tree.tag[thing].startswith("VB"):
            return
        label = self.label(thing)
        base = _OPPOSITES.get(lemma) if tree.lemma[clause.verb] not in _LEFT_UNDONE or verb == clause.verb else None
        said = not negated if not base else negated
        key = _SAME_DEED.get(base or lemma, base or lemma)
        subjects = self._subjects(clause)
        if subjects and (label or lemma not in _LIGHT):
            way = "passive" if clause.passive else "active"
            first = min([verb, clause.verb, *tree.children(clause.verb, "neg", "aux", "auxpass")])
            end = max(thing, verb) if 0 <= thing - first < 8 else max(verb, clause.verb)
            yield Claim("polarity", f"{key} {way}", said, tree.start[first], tree.end[end], lemma, subjects, label,
                        frozenset())  # fmt: skip
