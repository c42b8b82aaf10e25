"""What is asked of the texts at one moment, and how an event of the page changes it. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from analysis.corpus import Corpus
from analysis.sentiment.instruments import BUILT_IN
from analysis.study import Study
from analysis.terms.segments import SEGMENT_TERMS
from analysis.topics import TOPIC_TERMS
from analysis.topics.model import N_TOPICS

TABS = {
    "find": "Find",
    "read": "Read",
    "words": "Words",
    "tone": "Tone",
    "topics": "Topics",
    "episodes": "Episodes",
    "causes": "Causes",
    "code": "Code",
}
VOICES = {"author": "the authors' own words", "quoted": "words that are quoted", "all": "all words"}
ORDERS = {"position": "as they stand in the text", "left": "by the word before", "right": "by the word after"}
OWN = "own"  # the lexicon that the study brought with it
ROWS, MORE = 40, 200  # rows of a table at first, and with each "more"
MOST_SIGNS = 300  # of a query
MOST_ROWS = 2000  # more than this no page shows at once
LEAST, MOST = {"segment_terms": 10, "topic_terms": 10, "n_topics": 2}, {"n_topics": 60}


@dataclass(frozen=True)
class Place:
    """A stretch of a text: document, start and end as everywhere."""

    document: str
    start: int
    end: int


@dataclass(frozen=True)
class Asked:
    """One moment of the explorer.

    Attributes
    ----------
    documents : tuple of str
        Those looked at, in the order of the corpus; `target` is one of them.
    target : str
        The document looked from.
    voice, lexicon, segment_terms, topic_terms, n_topics : as in `Study`
        Voice "all" is None there.
    names : bool
        Whether a word is looked for where names are joined.
    query, tab, order : str
        What is looked for; one of TABS; one of ORDERS.
    sort, down : str, bool
        The column by which the table of a tab is ordered ("" = as it comes), and whether the largest comes first.
    rows, topic : int
        Rows of tables shown; the topic whose passages are shown.
    document, page : str, int
        What the tab Read shows.
    at : Place or None
        The passage that is being read.
    """

    documents: tuple[str, ...]
    target: str
    voice: str = "author"
    names: bool = True
    segment_terms: int = SEGMENT_TERMS
    topic_terms: int = TOPIC_TERMS
    n_topics: int = N_TOPICS
    lexicon: str = "vader"
    query: str = ""
    tab: str = "find"
    order: str = "position"
    sort: str = ""
    down: bool = True
    rows: int = ROWS
    topic: int = 1
    document: str = ""
    page: int = 0
    at: Place | None = None


def first_asked(study: Study) -> Asked:
    """Where the explorer begins: the knobs of a study, nothing typed."""
    names, chosen = tuple(study.corpus.texts), study.sides["target"]
    target = chosen if isinstance(chosen, str) else next(iter(chosen))
    knobs = {name: getattr(study, name) for name in ("segment_terms", "topic_terms", "n_topics")}
    lexicon = str(study.lexicon) if study.lexicon in BUILT_IN else OWN
    return Asked(names, target, study.voice or "all", lexicon=lexicon, document=names[0], **knobs)


def change(asked: Asked, event: Mapping[str, Any], known: tuple[str, ...]) -> Asked:
    """What is asked after an event of the page; an event that makes no sense changes nothing.

    `known` are all documents of the corpus, in order.
    """
    do, value = str(event.get("do", "")), str(event.get("value", ""))
    if do == "ask":
        query = value.strip()[:MOST_SIGNS]
        stays = asked.tab in ("find", "read") or query in ("", asked.query)
        return replace(asked, query=query, rows=ROWS, tab=asked.tab if stays and not event.get("go") else "find")
    if do == "tab" and value in TABS:
        return replace(asked, tab=value, sort="", down=True, rows=ROWS)
    if do == "sort":
        return replace(asked, sort=value, down=not asked.down if value == asked.sort else True)
    if do == "more":
        return replace(asked, rows=min(asked.rows + MORE, MOST_ROWS))
    if do in ("read", "open"):
        return _read(asked, event, known)
    if do == "page":
        return replace(asked, page=max(_whole(value, asked.page), 0), at=None)
    if do == "topic":
        return replace(asked, topic=max(_whole(value, asked.topic), 1))
    return _turn(asked, str(event.get("name", "")), event, known) if do == "set" else asked


def _read(asked: Asked, event: Mapping[str, Any], known: tuple[str, ...]) -> Asked:
    """A passage is opened beside the table (`read`), or in the text itself (`open`)."""
    document, start = str(event.get("document", "")), _whole(event.get("start"), -1)
    if document not in known or start < 0:
        return asked
    at = Place(document, start, max(_whole(event.get("end"), start), start))
    if event.get("do") == "open":
        return replace(asked, at=at, tab="read", document=document, page=-1)
    return replace(asked, at=at)


def _turn(asked: Asked, name: str, event: Mapping[str, Any], known: tuple[str, ...]) -> Asked:
    """A knob is turned."""
    value = event.get("value")
    if name == "documents":
        wanted = set(value) if isinstance(value, list) else set()
        chosen = tuple(document for document in known if document in wanted) or asked.documents
        return replace(asked, documents=chosen, target=asked.target if asked.target in chosen else chosen[0])
    if name == "target" and value in known:
        return replace(asked, target=str(value), documents=tuple(d for d in known if d in {*asked.documents, value}))
    if name == "document" and value in known:
        return replace(asked, document=str(value), page=0, at=None)
    if name == "names":
        return replace(asked, names=bool(value))
    closed = {"voice": VOICES, "order": ORDERS, "lexicon": (*BUILT_IN, OWN)}
    if name in closed and value in closed[name]:
        turned: dict[str, Any] = {name: value}
        return replace(asked, **turned)
    if name in LEAST:
        number = _whole(value, getattr(asked, name))
        turned = {name: min(max(number, LEAST[name]), MOST.get(name, 100_000))}
        return replace(asked, **turned)
    return asked


def _whole(value: object, otherwise: int) -> int:
    try:
        return int(str(value))
    except ValueError:
        return otherwise


def study_of(corpus: Corpus, study: Study, asked: Asked) -> Study:
    """The study that answers: the knobs of what is asked, on the texts of `corpus`; what no knob turns is `study`'s."""
    others = tuple(name for name in asked.documents if name != asked.target)
    voice: Literal["author", "quoted"] | None
    voice = "author" if asked.voice == "author" else "quoted" if asked.voice == "quoted" else None
    return Study(
        corpus if others else corpus.only([asked.target]),
        target=asked.target,
        reference=others if others and len(asked.documents) < len(corpus) else None,
        voice=voice,
        lexicon=study.lexicon if asked.lexicon == OWN else asked.lexicon,
        segment_terms=asked.segment_terms,
        topic_terms=asked.topic_terms,
        n_topics=asked.n_topics,
        stop=study.stop_terms,
        seed=study.seed,
    )
