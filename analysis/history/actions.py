"""Who does what: the clauses whose subject, or whose doer behind "by", is a person or state that the texts name."""

from collections.abc import Iterable, Iterator

import pandas as pd

from analysis.corpus import Corpus, find_rows
from analysis.history.actors import Actors, Cast, choose_actors
from analysis.history.clauses import Clause, find_clauses, find_object, is_copula
from analysis.history.parsing import Tree, english, parse_sentences
from analysis.history.pronouns import Thread, Voices
from analysis.sentences import split_sentences

COLUMNS = [
    "document", "block", "sentence", "start", "end", "actor", "verb", "object", "passive", "agent", "negated", "voice",
    "speaker", "named", "role", "modal",
]  # fmt: skip


def find_actions(corpus: Corpus, actors: pd.DataFrame | Iterable[str] | None = None) -> pd.DataFrame:
    """todo"""
    chosen = choose_actors(corpus, actors)
    rows = [row for tree, cast, thread in cast_sentences(corpus, chosen) for row in _rows(tree, cast, thread)]
    table = pd.DataFrame(rows, columns=[name for name in COLUMNS if name not in ("voice", "speaker")])
    return add_voices(corpus, table)[COLUMNS]


def cast_sentences(corpus: Corpus, actors: Actors) -> Iterator[tuple[Tree, Cast, Thread]]:
    sentences = english(corpus, split_sentences(corpus))
    spoken = corpus.spoken()
    trees = parse_sentences(corpus, sentences)
    thread = Thread(actors, Voices(corpus))
    for tree, text in zip(trees, sentences["text"], strict=True):
        cast = Cast(tree, actors, text)
        thread.read(tree, cast)
        yield tree, cast, thread


def add_voices(corpus, table):
    spoken = corpus.spoken()
    at = find_rows(spoken, table)
    return table.assign(voice=spoken["voice"].to_numpy()[at], speaker=spoken["speaker"].to_numpy()[at])


def _rows(tree: Tree, cast: Cast, thread: Thread) -> Iterator[tuple]:
    for clause in find_clauses(tree):
        if is_copula(tree, clause.verb):
            continue
        seen = set()
        for role, words in (("subject", clause.subjects), ("agent", clause.agents)):
            for word in words:
                name, named = cast.resolve(word)
                if name and (role, name) not in seen:
                    seen.add((role, name))
                    yield _row(tree, clause, name, named, role)


def _text(tree, words):
    if not words:
        return ""
    out = []
    for a, b in zip(words, words[1:] + [None]):
        out.append(tree.text[a])
        if b is not None and (b - a > 1 or tree.start[b] > tree.end[a]):
            out.append(" ")
    return "".join(out)


def _row(tree, clause: Clause, name, named, role):
    object_ = find_object(tree, clause.verb)
    agent = [x for w in clause.agents[:1] for x in tree.under(w)]
    if role == "agent":
        object_ = [x for w in clause.subjects[:1] for x in tree.under(w, without=("relcl", "acl", "punct"))]
    elif clause.passive:
        pass
    role = "patient" if clause.passive and role == "subject" else role
    return (
        tree.document,
        tree.block,
        tree.sentence,
        tree.start[clause.first],
        tree.end[clause.last],
        name,
        tree.lemma[clause.verb],
        _text(tree, object_),
        clause.passive,
        _text(tree, agent),
        clause.negated,
        named,
        role,
        clause.modal,
    )
