"""Whom "he", "they", "the two giants" and "this old fox" mean, where one answer only is open."""

import re
from collections import Counter
from dataclasses import dataclass

from analysis.corpus import Corpus
from analysis.history.actors import PLURAL_KINDS, Actors
from analysis.history.cast import Cast
from analysis.history.parsing import Tree
from analysis.history.whose import Voices
from analysis.reading.english import words

_SUBJECTS = ("nsubj", "nsubjpass")
# What a pronoun can mean: one person, several, a state.
_FITS = {"he": "one", "his": "one", "him": "one", "they": "many", "them": "many", "she": "she", "it": "state"}
GAP = 2  # sentences without any name through which "he" still means the same
# Endings and words of nouns that name a person: another one whom "he" may mean.
_PERSON = re.compile(r"(?:man|men|woman|ist|ier|er|or|ant|ian|eer)$")
_PERSONS = frozenset(
    words("""
king queen soldier boy girl wife husband son daughter brother sister father mother chief friend enemy poet priest prince
princess duke lord lady guard host guide spy judge captain colonel general president premier secretary ambassador head
colleague comrade one other someone nobody everybody rival victim genius hero idiot fool tyrant fellow""")
)
_THINGS = frozenset(
    words("""
danger order power matter letter paper number river winter summer quarter chapter corner character water weather border
disaster offer answer anger dinner center layer factor error terror horror labor harbor favor motor sector mirror
instant restaurant plant grant want war air hair affair chair floor door color honor humor manner banner layer tower
flower shower finger hunger shoulder frontier pier barrier carrier paper timber timer computer remainder reminder
encounter register theater december september october november current garrison""")
)
_POWERS = frozenset(
    words("""
country nation state power giant ally side government rival partner republic neighbor neighbour empire people party
adversary capital""")
)


@dataclass(frozen=True, slots=True)
class _Met:
    """A noun met as a subject or by name: who it is (none for one not looked for), and what pronouns can mean it."""

    names: tuple[str, ...]
    one: bool  # he may mean it
    many: bool  # they may
    state: bool  # it may
    she: bool  # a state, or a woman by her title
    subject: bool
    main: bool  # the subject of the sentence itself


class Thread:
    """Reads sentence after sentence; knows whom a pronoun or a noun that points back can mean, or neither."""

    def __init__(self, corpus: Corpus, actors: Actors, voices: Voices):
        self._corpus, self._actors, self._voices = corpus, actors, voices
        self._counts: Counter[str] = Counter()  # of names in this document
        self._place: tuple[str, int] = ("", 0)
        self._before: dict[tuple[str, str], tuple[list[_Met], int]] = {}  # by voice: the last sentence's; its gap

    def read(self, tree: Tree, cast: Cast) -> None:
        """Fill `cast.meant` (pronouns) and `cast.epithets` (nouns that point back and judge) with headings."""
        if self._place[0] != tree.document:
            self._before = {}
            self._counts = Counter(name for *_, name in self._actors.find(self._corpus[tree.document].text))
        elif self._place[1] != tree.block:  # the author's last sentence alone reaches over the end of a paragraph
            self._before = {voice: found for voice, found in self._before.items() if voice[0] == "author"}
        self._place = (tree.document, tree.block)
        here: dict[tuple[str, str], list[_Met]] = {}
        for word in range(len(tree)):
            if tree.tag[word][0] in "NP":  # nouns and pronouns
                voice = self._voices.at(tree.document, tree.start[word])
                self._meet(tree, cast, word, voice, here.setdefault(voice, []))
        for voice in {*here, *self._before}:
            met, gap = here.get(voice, []), self._before.get(voice, ([], 0))[1]
            if any(one.one or one.many or one.she for one in met):
                self._before[voice] = (met, 0)
            elif voice in self._before and gap < GAP:
                self._before[voice] = (self._before[voice][0], gap + 1)
            else:
                self._before.pop(voice, None)

    def _meet(self, tree: Tree, cast: Cast, word: int, voice: tuple[str, str], met: list[_Met]) -> None:
        text, before = tree.text[word].lower(), self._before.get(voice, ([], 0))[0]
        subject = tree.dep[word] in _SUBJECTS
        if text == "i":
            name = self._actors.heading.get(voice[1], "")
            if name:
                cast.meant[word] = (name,)  # of himself a speaker says "he" to nobody
        elif text in _FITS:
            names = self._mean(tree, cast, word, met, before)
            if names:
                cast.meant[word] = names
                met.append(self._met(tree, word, names))
        elif _points_at_two(tree, word):
            names = self._two(tree, word, met, before)
            if names:
                judged = tree.child(word, "amod") >= 0 or tree.lemma[word] in ("giant", "rival", "adversary")
                (cast.epithets if judged else cast.meant)[word] = names
        elif word not in cast.inside and _points_at_one(tree, word):
            names = _only(met, before, "one")
            if names:
                cast.epithets[word] = names
                met.append(self._met(tree, word, names))
        elif tree.tag[word][:2] == "NN" and (subject or word in cast.named):
            name = cast.who(word)
            met.append(self._met(tree, word, (name,) if name else ()))
            joined = dict.fromkeys(filter(None, map(cast.who, tree.joined(word))))
            if len(joined) > 1:
                met.append(self._met(tree, word, tuple(joined)))

    def _met(self, tree: Tree, word: int, names: tuple[str, ...]) -> _Met:
        kind = self._actors.kinds.get(names[0], "") if names else ""
        pronoun = tree.text[word].lower()
        many = tree.tag[word] in ("NNS", "NNPS") and kind != "person"  # Rosecrans is one
        plural = len(names) > 1 or many or pronoun in ("they", "them")
        plural = (
            plural or (not names and tree.child(word, "conj") >= 0) or (bool(names) and self._plural(pronoun, kind))
        )
        person = (kind in ("person", "") and bool(names)) or (not names and is_person(tree, word))
        line = (word, *_up(tree, word))
        woman = bool(names) and names[0] in self._actors.women
        state = bool(names) and not plural and kind not in ("person", "")
        return _Met(
            names,
            person and not plural and not woman,
            plural,
            state,
            state or woman,
            any(tree.dep[at] in (*_SUBJECTS, "npadvmod") for at in line),
            any(tree.dep[tree.head[at]] == "ROOT" and tree.dep[at] in _SUBJECTS for at in line),
        )

    def _plural(self, text: str, kind: str) -> bool:
        people = kind in PLURAL_KINDS and (text.capitalize() in self._actors.demonyms or text.endswith("s"))
        return people or kind == "party"

    @staticmethod
    def _mean(tree: Tree, cast: Cast, word: int, met: list[_Met], before: list[_Met]) -> tuple[str, ...]:
        pronoun = tree.text[word].lower()
        if pronoun == "he" and _told_to(tree, cast, word):
            return ()
        if pronoun == "it":  # "it" means many things: only at the head of a sentence, of the one before its subject
            heads = tree.dep[tree.head[word]] == "ROOT" and tree.dep[word] == "nsubj" and word < 2
            mains = [one for one in before if one.main]
            if not heads or tree.lemma[tree.head[word]] in ("be", "seem", "take", "appear") or len(mains) != 1:
                return ()
            return mains[0].names if mains[0].state else ()
        if pronoun in ("him", "them"):  # never who acts in the same clause
            doers = {name for at in tree.children(_verb(tree, word), *_SUBJECTS) for name in cast.resolve(at)[0]}
            met, before = ([one for one in part if not doers.intersection(one.names)] for part in (met, before))
        return _only(met, before, _FITS[pronoun])

    def _two(self, tree: Tree, word: int, met: list[_Met], before: list[_Met]) -> tuple[str, ...]:
        """The two of the kind asked for that were named last; else the two that the text names far more often than
        any third."""
        lemma = tree.lemma[word].lower()
        state = lemma in _POWERS
        if not state and not _names_person(lemma):
            return ()
        for part in (met, [*before, *met]):
            fit = [
                name for name in dict.fromkeys(name for one in part for name in one.names) if self._fits(name, state)
            ]
            if len(fit) == 2:
                return tuple(fit)
        often = [(name, n) for name, n in self._counts.most_common() if self._fits(name, state)]
        clear = len(often) > 1 and (len(often) == 2 or often[1][1] >= 2 * often[2][1])
        return tuple(name for name, _ in often[:2]) if clear else ()

    def _fits(self, name: str, state: bool) -> bool:
        return self._actors.kinds.get(name) == ("state" if state else "person")


def is_person(tree: Tree, word: int) -> bool:
    """Whether a noun may be a person: a name, or a word for one."""
    lemma = tree.lemma[word].lower()
    return tree.tag[word] == "NNP" or _names_person(lemma)


def _names_person(lemma: str) -> bool:
    return lemma in _PERSONS or (lemma not in _THINGS and bool(_PERSON.search(lemma)))


def _only(met: list[_Met], before: list[_Met], fits: str) -> tuple[str, ...]:
    """The one that a pronoun can mean: the last subject here that fits, else the subject of the sentence before, else
    the only one that fits; none where one not looked for is as likely."""
    for part in (met, before):
        open_ = [one for one in part if getattr(one, fits)]
        subjects = [one for one in open_ if one.subject]
        mains = [one for one in subjects if one.main] if part is before else subjects[-1:]
        found = {one.names for one in mains or subjects or open_}
        if found:
            return found.pop() if len(found) == 1 else ()
    return ()


def _points_at_two(tree: Tree, word: int) -> bool:
    """Whether a noun means two named before: both countries, the two statesmen."""
    before = [tree.lemma[at].lower() for at in tree.children(word, "nummod", "det", "predet")]
    return tree.tag[word] == "NNS" and ("both" in before or {"the", "two"} <= set(before))


def _points_at_one(tree: Tree, word: int) -> bool:
    """Whether a noun points back to a person and judges: this old Presbyterian, this blind Don Quixote."""
    if tree.tag[word] not in ("NN", "NNP") or not is_person(tree, word):
        return False
    this = any(tree.lemma[at].lower() in ("this", "that") for at in tree.children(word, "det"))
    return this and tree.child(word, "amod") >= 0


def _told_to(tree: Tree, cast: Cast, word: int) -> bool:
    """Whether "he" stands in what one person tells another: he may be either."""
    verb = tree.head[word]
    while tree.dep[verb] in ("conj", "advcl", "xcomp") and tree.head[verb] != verb:
        verb = tree.head[verb]
    if tree.dep[verb] != "ccomp":
        return False
    to = tree.children(tree.head[verb], "dobj", "dative")
    return any(cast.who(at) or tree.tag[at] == "PRP" for at in to if at < word)


def _verb(tree: Tree, word: int) -> int:
    """The verb of the clause that a word stands in."""
    while tree.tag[word][:2] != "VB" and tree.head[word] != word:
        word = tree.head[word]
    return word


def _up(tree: Tree, word: int) -> list[int]:
    """The nouns that a noun is joined to (of "Mao and Zhou said" Mao, for Zhou) or owns (his plan)."""
    found: list[int] = []
    while tree.dep[word] in ("conj", "poss") and len(found) < 6:
        word = tree.head[word]
        found.append(word)
    return found
