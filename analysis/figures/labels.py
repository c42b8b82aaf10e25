"""What pictures call the documents: labels that are short enough to leave room to draw."""

from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.corpus import Corpus

LONGEST = 22  # letters of a label


def find_labels(corpus: Corpus) -> dict[str, str]:
    """What pictures call the documents: a short title that corpus.toml tells, else the name, cut where it is long."""
    told = {name: text.title for name, text in corpus.texts.items() if text.title not in (text.own_title, name, "")}
    once = {name for name, title in told.items() if list(told.values()).count(title) == 1 and len(title) <= LONGEST}
    labels = {name: told[name] if name in once else _cut(name) for name in corpus}
    twice = {label for label in labels.values() if list(labels.values()).count(label) > 1}
    return {
        name: f"{label[:-3]}{place}" if label in twice else label
        for place, (name, label) in enumerate(labels.items(), 1)
    }


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 9]}…{name[-8:]}"


def label_documents(figure: Figure, corpus: Corpus) -> None:
    """Writes labels where a name stands alone (a panel, a row, a legend); long names are cut wherever they stand."""
    labels = {name: label for name, label in find_labels(corpus).items() if label != name}

    def shown(text: str) -> str:
        bare = text.removeprefix("● ")
        if bare in labels:
            return text.replace(bare, labels[bare])
        for name in (name for name in labels if len(name) > LONGEST):
            text = text.replace(name, labels[name])
        return text

    for text in figure.findobj(Text) if labels else ():
        text.set_text(shown(text.get_text()))
    for axis in (axis for ax in figure.axes if labels for axis in (ax.xaxis, ax.yaxis)):
        written = [label.get_text() for label in axis.get_ticklabels()]
        if written != [shown(label) for label in written]:
            axis.set_ticks(axis.get_ticklocs(), [shown(label) for label in written])
