"""What stands around a view: the field to type in, the knobs, the row of tabs, the exports."""

from analysis.explore.answers import HOW
from analysis.explore.asked import OWN, TABS, VOICES, Asked
from analysis.explore.exports import KINDS
from analysis.explore.markup import Safe, button, choice, tag
from analysis.explore.strokes import sign
from analysis.sentiment.instruments import BUILT_IN


def search_html(asked: Asked, uid: str) -> Safe:
    """The field, with its label, its button and how to type."""
    field = tag(
        "input",
        type="search",
        name="query",
        value=asked.query,
        id=f"{uid}-query",
        data_key="query",
        autocomplete="off",
        spellcheck="false",
        aria_describedby=f"{uid}-how",
        placeholder="a word, a phrase, commun*, /19[45]\\d/",
    )
    return tag(
        "form",
        tag("label", "Look for", for_=f"{uid}-query"),
        field,
        tag("button", "Find", type="submit", data_key="find"),
        tag("p", f"{HOW[0].upper()}{HOW[1:]}.", id=f"{uid}-how", class_="hint"),
        data_do="ask",
        role="search",
        aria_label="Look for words",
    )


def knobs_html(asked: Asked, documents: tuple[str, ...], own: bool) -> Safe:
    """The knobs of the study, each with its label; `own`: whether the study brought a list of tone."""
    lists = [*((name, name) for name in BUILT_IN), *([(OWN, "your own")] if own else [])]
    boxes = [
        tag(
            "label",
            tag(
                "input",
                type="checkbox",
                name="documents",
                value=name,
                checked=name in asked.documents,
                data_key=f"doc-{name}",
            ),
            sign(name, list(documents)),
            f" {name}",
        )
        for name in documents
    ]
    names = tag(
        "label", tag("input", type="checkbox", name="names", checked=asked.names, data_key="names"), "names joined"
    )
    knobs = [
        choice("Looked from", "target", [(name, name) for name in asked.documents], asked.target),
        choice("Whose words", "voice", VOICES.items(), asked.voice),
        names,
        _number("Words a segment", "segment_terms", asked.segment_terms, 10, 10),
        choice("List of tone", "lexicon", lists, asked.lexicon),
        _number("Topics", "n_topics", asked.n_topics, 2, 1),
        _number("Words a segment, topics", "topic_terms", asked.topic_terms, 10, 10),
    ]
    texts = tag("fieldset", tag("legend", "Texts"), boxes)
    return tag("details", tag("summary", _told(asked)), texts, tag("div", knobs, class_="knobs"), data_key="knobs")


def _told(asked: Asked) -> str:
    """The knobs in a line, so that nobody reads a number without knowing of what."""
    joined = "names joined" if asked.names else "names not joined"
    texts = asked.documents if len(asked.documents) < 5 else (*asked.documents[:3], f"{len(asked.documents) - 3} more")
    return f"Knobs: {', '.join(texts)}; {VOICES[asked.voice]}; {joined}; segments of {asked.segment_terms} words"


def _number(label: str, name: str, value: int, least: int, step: int) -> Safe:
    field = tag("input", type="number", name=name, value=value, min=least, step=step, data_key=name)
    return tag("label", tag("span", label), field)


def tabs_html(asked: Asked, uid: str) -> Safe:
    """The row of tabs; arrow keys go along it."""
    tabs = [
        button(
            shown,
            "tab",
            key=f"tab-{name}",
            role="tab",
            id=f"{uid}-tab-{name}",
            data_value=name,
            aria_selected="true" if name == asked.tab else "false",
            aria_controls=f"{uid}-main",
            tabindex=0 if name == asked.tab else -1,
        )
        for name, shown in TABS.items()
    ]
    return tag("div", tabs, role="tablist", aria_label="Views")


def exports_html() -> Safe:
    """One button a kind of file."""
    kinds = [
        button(
            kind.upper(),
            "export",
            key=f"export-{kind}",
            data_value=kind,
            aria_label=f"Save this view as {kind.upper()}",
        )
        for kind in KINDS
    ]
    return tag("p", "Save this view: ", kinds, class_="row")
