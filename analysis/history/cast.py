"""The actors in one parsed sentence: which word speaks for whom."""

from analysis.history.actors import Actors
from analysis.history.parsing import Tree
from analysis.reading.english import words

# Nouns that act for a state, party or people when its name or adjective stands before them: the Chinese leaders.
BODIES = frozenset(
    words("""
government leader leadership regime authority administration official ruler elite army navy fleet force troop soldier
delegation delegate negotiator diplomat diplomacy side party politburo cabinet ministry minister parliament command
commander general leaders rulers officials leadership state republic nation empire union people kremlin communist
communists representative spokesman wing faction majority minority""")
)
PLURAL_ONLY = frozenset(
    words("""
leader official ruler soldier delegate negotiator diplomat minister commander general representative communist troop""")
)


class Cast:
    """The names in one parsed sentence: which word speaks for which actor."""

    def __init__(self, tree: Tree, actors: Actors, text: str):
        self.tree, self.actors = tree, actors
        self.named: dict[int, str] = {}  # the head word of each name → its heading
        self.inside: dict[int, str] = {}  # every word of each name
        self.meant: dict[int, tuple[str, ...]] = {}  # pronouns understood; filled by Thread
        self.epithets: dict[
            int, tuple[str, ...]
        ] = {}  # nouns that point back to an actor: this old fox; filled by Thread
        offset = tree.start[0] if len(tree) else 0
        for start, end, name in actors.find(text):
            part = [at for at in range(len(tree)) if offset + start < tree.end[at] and tree.start[at] < offset + end]
            part = [at for at in part if tree.text[at] not in ("the", "The", "’s", "'s")] or part
            if part:
                outer = [at for at in part if tree.head[at] not in part or tree.head[at] == at]
                head = outer[-1] if outer else part[-1]
                if self._stands(head, name):
                    self.named[head] = name
                self.inside.update(dict.fromkeys(part, name))

    def _stands(self, word: int, name: str) -> bool:
        """Whether a word for a people or party is all of it here: the English; not "in English", "a Bolshevik"."""
        tree = self.tree
        articles = {tree.lemma[at].lower() for at in tree.children(word, "det", "amod")}
        if self.actors.kinds.get(name) != "person" and articles & {"a", "an", "another"}:
            return False
        plural = tree.text[word].endswith(("s", "men")) or tree.tag[word] == "NNPS"
        told = articles & {"the", "these", "those", "all", "most", "some"}
        return tree.text[word] not in self.actors.demonyms or plural or bool(told)

    def who(self, word: int) -> str:
        """The actor that a noun stands for by itself: a name, a body of a state or party, or what a name explains."""
        tree = self.tree
        if word in self.named:
            return self.named[word]
        if tree.lemma[word].lower() in BODIES and tree.tag[word].startswith("NN"):
            name = self._body(word)
            if name:
                return name
        for at in tree.children(word, "appos"):
            if at in self.named and self.actors.kinds.get(self.named[at]) == "person":
                return self.named[at]
        return ""

    def resolve(self, word: int) -> tuple[tuple[str, ...], bool]:
        """The actors that a word stands for, and whether it names them; False for a pronoun or a noun that points."""
        names = self.meant.get(word) or self.epithets.get(word)
        if names:
            return names, False
        name = self.who(word)
        return ((name,) if name else ()), True

    def _body(self, word: int) -> str:
        tree = self.tree
        if tree.tag[word] in ("NN", "NNP") and tree.lemma[word].lower() in PLURAL_ONLY:
            return ""
        owners = tree.children(word, "amod", "compound", "nmod", "poss")
        of = [tree.child(at, "pobj") for at in tree.children(word, "prep") if tree.lemma[at] == "of"]
        for at in [*owners, *of]:
            name = self.inside.get(at, "")
            if name and self.actors.kinds.get(name) != "person":
                return name
        return ""
