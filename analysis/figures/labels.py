"""What documents are called in pictures, in which colours they are drawn, and how many a picture can hold."""

import re
from collections import Counter

import pandas as pd
from pandas.api.extensions import ExtensionArray

from analysis.compare.sides import name_sides
from analysis.corpus import Corpus
from analysis.knobs import WHOSE
from analysis.plots.marks import GROUP, PALETTE, colours_for
from analysis.question import Names
from analysis.study import Study

LONGEST = 30  # letters of a label: wider ones would take the plot's room
COLOURED = 6  # documents with a colour of their own
PANELS = 12  # documents with a row or panel of their own
_SUBTITLE = re.compile(r"\s*(?:[:;(]|(?<=\w\w)[.,]\s|\s[-–—]\s|\sor,)")  # what follows an initial's point is none
_LINKS = re.compile(r"(?:\s(?:the|a|an|of|and|in|on|to|for|from|by|at))+$", re.IGNORECASE)


def document_labels(study: Study) -> dict[str, str]:
    """Document → its short name in pictures: `label` or title of corpus.toml, shortened, else its file name.

    No two are alike: documents whose titles shorten to the same words are called by their file names.
    """
    told = study.corpus.documents
    names = [str(name) for name in told["document"]]
    labels = []
    for row in told.to_dict("records"):
        given = row.get("label")
        title = str(given if isinstance(given, str) and given.strip() else row.get("title") or "").strip()
        labels.append(shorten_title(title) if title and title != row["document"] else shorten_name(row["document"]))
    seen = Counter(labels)
    labels = [label if seen[label] == 1 else shorten_name(name) for label, name in zip(labels, names, strict=True)]
    seen = Counter(labels)
    numbered = [
        label if seen[label] == 1 else f"{label} ({labels[:place].count(label) + 1})"
        for place, label in enumerate(labels)
    ]
    return dict(zip(names, numbered, strict=True))


def shorten_title(title: str) -> str:
    """A title without its subtitle, cut after a word where it is still too long.

    >>> shorten_title("The Voyage of the Beagle: a diary")
    'The Voyage of the Beagle'
    """
    title = " ".join(title.split())
    if len(title) > LONGEST:
        head = _SUBTITLE.split(title)[0]
        title = head if len(head) >= 4 else title
    if len(title) <= LONGEST:
        return title
    words = _LINKS.sub("", title[: LONGEST - 1].rsplit(" ", 1)[0])
    return f"{(words if len(words) > LONGEST / 2 else title[: LONGEST - 1]).rstrip(' ,;:')}…"


def shorten_name(name: str) -> str:
    """A file name by its two ends, since long ones differ most at the end.

    >>> shorten_name("minutes_of_the_central_committee_1959_part_2")
    'minutes_of_the_…ee_1959_part_2'
    """
    return name if len(name) <= LONGEST else f"{name[: LONGEST // 2]}…{name[1 - LONGEST // 2 :]}"


def within(label: str) -> str:
    """A label inside a sentence: its article is written small.

    >>> within("The paper")
    'the paper'
    """
    article, _, rest = label.partition(" ")
    return f"{article.lower()} {rest}" if rest and article in ("The", "A", "An") else label


def side_members(study: Study) -> tuple[list[str], list[str]]:
    """The documents of the target and of the reference; no reference for a single text."""
    documents = study.corpus.documents["document"]
    if len(documents) == 1:
        return documents.tolist(), []
    target, reference = name_sides(study.corpus.documents, **study.sides)
    return [*map(str, target)], [*map(str, reference)]


def side_names(study: Study) -> Names:
    """What the two sides are called in a sentence of a picture."""
    called, labels = study.names, document_labels(study)
    target, reference = side_members(study)
    return {
        "target": _side_name(called["target"], target, labels),
        "reference": _side_name(called["reference"], reference, labels),
    }


def _side_name(called: str, members: list[str], labels: dict[str, str]) -> str:
    if called != " and ".join(members):  # "the others", or what a rule on the documents' columns is called
        return shorten_title(called)
    shown = [within(labels[name]) for name in members]
    return " and ".join(shown) if len(" and ".join(shown)) <= LONGEST else _and_more(shown)


def _and_more(shown: list[str]) -> str:
    return shown[0] if len(shown) == 1 else f"{shown[0]} and {len(shown) - 1} more"


def document_colours(study: Study) -> dict[str, str]:
    """A colour for each document, the same in every figure; past six documents, that of the side it is on."""
    documents = [str(name) for name in study.corpus.documents["document"]]
    if len(documents) <= COLOURED:
        return colours_for(documents)
    target = set(side_members(study)[0])
    return {name: PALETTE[0] if name in target else PALETTE[1] for name in documents}


def label_colours(study: Study) -> dict[str, str]:
    """`document_colours` by label, in the documents' order."""
    labels = document_labels(study)
    return {labels[name]: colour for name, colour in document_colours(study).items()}


def side_colours(study: Study) -> dict[str, str]:
    """A colour for either side, by its name in pictures: a document's own; "the others" share no document's colour."""
    own, found = document_colours(study), {}
    for (side, called), members in zip(side_names(study).items(), side_members(study), strict=True):
        grey = study.names["reference"] == "the others" and side == "reference" and len(own) <= COLOURED
        found[str(called)] = GROUP if grey or not members else own[members[0]]
    return found


def relabelled(study: Study, table: pd.DataFrame) -> pd.DataFrame:
    """The table, documents called as pictures call them."""
    return table.assign(document=table["document"].map(document_labels(study)))


def laid_over(study: Study) -> tuple[dict[str, str], dict[str, str], str]:
    """For marks of all documents in one plot: document → what it is drawn as, that → its colour, and a sentence.

    Past six documents the two sides are drawn, and the sentence says so; else it is "".
    """
    if len(study.corpus) <= COLOURED:
        return document_labels(study), label_colours(study), ""
    target, reference = side_members(study)
    names, colours = side_names(study), side_colours(study)
    drawn = dict.fromkeys(target, names["target"]) | dict.fromkeys(reference, names["reference"])
    said = f"{len(drawn)} texts are too many for a colour each: {names['target']} ({_texts(target)}) is set beside "
    return drawn, colours, f"{said}{names['reference']} ({_texts(reference)}), each side taken together."


def _texts(members: list[str]) -> str:
    return f"{len(members)} text{'s' * (len(members) != 1)}"


def in_panels(study: Study, size: pd.Series, most: str) -> tuple[list[str], str]:
    """The documents that get a row or panel each, in their order, and a sentence where not all do.

    `size` ranks the documents (by name), and `most` says by what: those without a size have nothing to draw.
    """
    there = [name for name in study.corpus if name in size.index and size[name] > 0]
    if len(there) <= PANELS:
        return there, ""
    target = [name for name in side_members(study)[0] if name in there][: PANELS // 2]
    others = size.drop(target).loc[[name for name in there if name not in target]]
    chosen = {*target, *others.sort_values(ascending=False, kind="stable").index[: PANELS - len(target)]}
    first = f"{side_names(study)['target']} and " if target else ""
    some = f"{len(there)} texts are" if len(there) == len(study.corpus) else f"{len(there)} texts have these, which is"
    said = f"{some} too many for one figure; drawn are {PANELS}: {first}those with the {most}."
    return [name for name in there if name in chosen], said


def lines_of(corpus: Corpus, table: pd.DataFrame) -> ExtensionArray:
    """The line of the file where each row's `start` stands, as `Document.line_at` counts; <NA> without a start."""
    places = zip(table["document"].astype(str), table["start"], strict=True)
    return pd.array([pd.NA if pd.isna(at) else corpus[name].line_at(int(at)) for name, at in places], dtype="Int64")


def words_of(study: Study) -> pd.Series:
    """Words of each document, by its name."""
    return study.corpus.documents.set_index("document")["words"]


def voice_note(study: Study, terms: pd.DataFrame) -> str:
    """The computed half of a caption: whose words, how many, in how many segments; by side past six documents."""
    drawn, _, _ = laid_over(study)
    parts = []
    for name, group in terms.groupby(terms["document"].map(drawn), sort=False):
        segments = group.groupby(["document", "segment"]).ngroups
        parts.append(f"{within(str(name))} {len(group):,} words in {segments:,} segments")
    return f"Counted in {WHOSE[study.voice]}: {'; '.join(parts)}."


def segment_note(study: Study, table: pd.DataFrame) -> str:
    """How many segments each document, or each side past six documents, is cut into: "the paper 24, the chapter 32"."""
    drawn, _, _ = laid_over(study)
    cut = table.drop_duplicates(["document", "segment"])["document"].map(drawn).value_counts(sort=False)
    return ", ".join(f"{within(str(name))} {n:,}" for name, n in cut.items())


def whose_sentences(study: Study) -> str:
    """Whose sentences were scored, as captions say it."""
    return {"author": "the authors' own sentences", "quoted": "sentences that are quoted", None: "all sentences"}[
        study.voice
    ]
