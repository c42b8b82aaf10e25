"""Sentence after sentence with its grammar and its actors: what finders of actions and judgements read."""

import re
from collections.abc import Iterator

import pandas as pd

from analysis.corpus import Corpus
from analysis.errors import warn_user
from analysis.history.actors import Actors
from analysis.history.cast import Cast
from analysis.history.parsing import Tree, parse_sentences
from analysis.history.pronouns import GAP, Thread
from analysis.history.whose import Voices
from analysis.reading.language import ENGLISH, name_language
from analysis.sentences import split_sentences

_POINTING = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im|[Tt]hey|[Tt]hem|[Ss]he|[Ii]t|[Tt]his|[Tt]hat|two|[Bb]oth)\b")
_I = re.compile(r"\bI\b")


def read_scenes(corpus: Corpus, actors: Actors) -> Iterator[tuple[Tree, Cast]]:
    """The sentences that can hold an actor, parsed, with the words that speak for each.

    Parsed are those with a name and those near enough behind one for a pronoun to mean it; documents in another
    language than English are left out, and a warning says so.
    """
    sentences = in_english(corpus, split_sentences(corpus))
    needed = sentences[_hold_actors(sentences, actors)]
    thread = Thread(corpus, actors, Voices(corpus))
    for tree, text in zip(parse_sentences(corpus, needed), needed["text"], strict=True):
        cast = Cast(tree, actors, text)
        thread.read(tree, cast)
        yield tree, cast


def _hold_actors(sentences: pd.DataFrame, actors: Actors) -> pd.Series:
    """Which sentences name an actor, or stand within GAP sentences of one that does or that points back to one."""
    found, since, last = [], GAP + 1, ""
    rows = zip(sentences["document"], sentences["text"], sentences["speaker"], strict=True)
    for document, text, speaker in rows:
        if document != last:
            since, last = GAP + 1, document
        names = bool(actors.pattern.search(text)) or (speaker in actors.heading and bool(_I.search(text)))
        points = since <= GAP and bool(_POINTING.search(text))
        since = 0 if names or points else since + 1
        found.append(since <= GAP)
    return pd.Series(found, index=sentences.index, dtype=bool)


def in_english(corpus: Corpus, sentences: pd.DataFrame) -> pd.DataFrame:
    others = {name: corpus[name].language for name in corpus if corpus[name].language not in ("", ENGLISH)}
    if others:
        told = ", ".join(f"{name} ({name_language(code)})" for name, code in others.items())
        warn_user(f"The parser knows English only, so {told} is left out here.")
    return sentences[~sentences["document"].isin(list(others))]
