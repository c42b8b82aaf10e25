"""Whom "he", "she", "they" and "I" mean, told where one answer only is open; elsewhere nothing is said."""

import re
from bisect import bisect_right
from dataclasses import dataclass

import pandas as pd

from analysis.corpus import Corpus
from analysis.history.actors import PLURAL_KINDS, Actors, Cast
from analysis.history.parsing import Tree
from analysis.reading.english import words

_SUBJECTS = ("nsubj", "nsubjpass")
_GAP = 2  # sentences without any person through which "he" still means the same
# Endings and words of nouns that name a person: another one whom "he" may mean.
_PERSON = re.compile(r"(?:man|woman|ist|ier|er|or|ant|ian|eer)$")
_PERSONS = frozenset(
    words("""
king queen soldier boy girl wife husband son daughter brother sister father mother chief friend enemy poet priest prince
princess duke lord lady guard host guide spy judge captain colonel general president premier secretary ambassador head
king colleague comrade one other someone nobody everybody""")
)


class Voices:
    """Whose words stand at a place of a text: (voice, speaker)."""

    def __init__(self, corpus: Corpus):
        self._starts: dict[str, list[int]] = {}
        self._told: dict[str, list[tuple[str, str]]] = {}
        for name, part in corpus.spoken().groupby("document", sort=False):
            self._starts[str(name)] = part["start"].tolist()
            self._told[str(name)] = list(zip(part["voice"], part["speaker"], strict=True))

    def at(self, document: str, place: int) -> tuple[str, str]:
        return self._told[document][max(bisect_right(self._starts[document], place) - 1, 0)]

    def add(self, table: pd.DataFrame, places: list[int]) -> pd.DataFrame:
        """The table with `voice` and `speaker` of these places, one a row."""
        told = [self.at(name, place) for name, place in zip(table["document"], places, strict=True)]
        return table.assign(voice=[voice for voice, _ in told], speaker=[who for _, who in told])


@dataclass(frozen=True, slots=True)
class _Met:
    """A noun met as a subject or named: who it is ("" for one not looked for), and what pronouns can mean it."""

    name: str
    one: bool  # he may mean it
    many: bool  # they may
    state: bool  # she may
    subject: bool


class Thread:
    """Reads sentence after sentence; knows for each pronoun that is a subject the one name it can mean, if any."""

    def __init__(self, actors: Actors, voices: Voices):
        self._actors, self._voices = actors, voices
        self._place: tuple[str, int] = ("", 0)
        self._before: dict[tuple[str, str], tuple[list[_Met], int]] = {}  # by voice: those of the last sentence; gap

    def read(self, tree: Tree, cast: Cast) -> None:
        """Fill `cast.meant`: the word of each pronoun that was understood → a heading."""
        if self._place[0] != tree.document:
            self._before = {}
        elif self._place[1] != tree.block:  # the author's last sentence alone reaches over the end of a paragraph
            self._before = {voice: found for voice, found in self._before.items() if voice[0] == "author"}
        self._place = (tree.document, tree.block)
        here: dict[tuple[str, str], list[_Met]] = {}
        for word in range(len(tree)):
            pronoun = (tree.tag[word] == "PRP" and tree.dep[word] in _SUBJECTS) or tree.text[word] in ("his", "His")
            noun = tree.tag[word][:2] == "NN" and (word in cast.named or tree.dep[word] in _SUBJECTS)
            if not (pronoun or noun):
                continue
            voice = self._voices.at(tree.document, tree.start[word])
            met = here.setdefault(voice, [])
            if pronoun:
                name = self._mean(tree, cast, word, voice, met)
                if name:
                    cast.meant[word] = name
                    if tree.text[word] != "I":  # of himself a speaker says "he" to nobody
                        met.append(self._met(tree, cast, word, name))
            else:
                met.append(self._met(tree, cast, word, cast.who(word)))
        for voice in {*here, *self._before}:
            met, gap = here.get(voice, []), self._before.get(voice, ([], 0))[1]
            if any(one.one or one.many or one.state for one in met):
                self._before[voice] = (met, 0)
            elif voice in self._before and gap < _GAP:
                self._before[voice] = (self._before[voice][0], gap + 1)
            else:
                self._before.pop(voice, None)

    def _met(self, tree: Tree, cast: Cast, word: int, name: str) -> _Met:
        kind = self._actors.kinds.get(name, "")
        plural = tree.tag[word] in ("NNS", "NNPS") or (word in cast.named and self._collective(tree, word, kind))
        plural = plural or (not name and tree.child(word, "conj") >= 0)
        person = (kind in ("person", "") and bool(name)) or (not name and _is_person(tree, word))
        pronoun = tree.text[word].lower() if tree.tag[word] in ("PRP", "PRP$") else ""
        return _Met(
            name,
            (person and not plural) or pronoun in ("he", "his"),
            plural or pronoun == "they",
            bool(name) and kind not in ("person", "") and pronoun != "they",
            any(tree.dep[at] in (*_SUBJECTS, "npadvmod") for at in (word, *_up(tree, word))),
        )

    def _collective(self, tree: Tree, word: int, kind: str) -> bool:
        return kind in PLURAL_KINDS and (
            tree.text[word] in self._actors.demonyms or tree.text[word].endswith("s") or kind == "party"
        )

    def _mean(self, tree: Tree, cast: Cast, word: int, voice: tuple[str, str], met: list[_Met]) -> str:
        pronoun = tree.text[word].lower()
        if pronoun == "i":
            return self._actors.heading.get(voice[1], "")
        fits = {"he": "one", "his": "one", "they": "many", "she": "state"}.get(pronoun)
        if fits is None:
            return ""
        if pronoun == "he" and self._told_to(tree, cast, word):
            return ""
        return _only(met, fits, self._before.get(voice, ([], 0))[0])

    def _told_to(self, tree: Tree, cast: Cast, word: int) -> bool:
        """Whether "he" stands in what one person tells another: he may be either."""
        verb = tree.head[word]
        while tree.dep[verb] in ("conj", "advcl", "xcomp") and tree.head[verb] != verb:
            verb = tree.head[verb]
        if tree.dep[verb] != "ccomp":
            return False
        to = tree.children(tree.head[verb], "dobj", "dative")
        return any(cast.who(at) or tree.tag[at] == "PRP" for at in to if at < word)


def _only(met: list[_Met], fits: str, before: list[_Met]) -> str:
    """The one name that a pronoun can mean: the last subject that fits, here or in the sentence before; else the only
    one that fits. "" where one not looked for is as likely."""
    for part in (met, before):
        open_ = [one for one in part if getattr(one, fits)]
        subjects = [one for one in open_ if one.subject]
        if subjects:
            names = {one.name for one in subjects}
            first = subjects[0].name if part is before else subjects[-1].name
            return first if len(names) == 1 or (part is met and first) else ""
        names = {one.name for one in open_}
        if len(names) == 1:
            return names.pop()
        if names:
            return ""
    return ""


def _is_person(tree: Tree, word: int) -> bool:
    """Whether a noun that is none of the names may be a person: another name, or a word for one."""
    if tree.tag[word] == "NNP":
        return True
    lemma = tree.lemma[word].lower()
    return lemma in _PERSONS or bool(_PERSON.search(lemma))


def _up(tree: Tree, word: int) -> list[int]:
    """The nouns that a noun is joined to (of "Mao and Zhou said" Mao, for Zhou) or owns (his plan)."""
    found: list[int] = []
    while tree.dep[word] in ("conj", "poss") and len(found) < 6:
        word = tree.head[word]
        found.append(word)
    return found
