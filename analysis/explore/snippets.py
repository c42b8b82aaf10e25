"""Show code: the few lines that give the present view in a cell of one's own."""

from analysis.explore.asked import OWN, Asked
from analysis.explore.markup import Safe, button, tag
from analysis.study import Study

PAIRS = "propose_episodes(study.corpus, **study.sides)"
WORDS = 'study.contrast.show(["term", "n_target", "n_reference", "log_ratio", "low", "high", "verdict"], rows={rows})'


def snippet(source: str, study: Study, asked: Asked) -> str:
    """Lines of Python that reproduce what is shown.

    Parameters
    ----------
    source : str
        What stands in `open_study(…)`: a quoted path, or the name of a variable.
    study : Study
        The reading that is shown.
    asked : Asked
        What is shown of it.

    Returns
    -------
    str
        Python, to be run in the folder where the explorer was opened.
    """
    return "\n".join([*_opening(source, study, asked), "", *_view(asked)]).strip()


def _opening(source: str, study: Study, asked: Asked) -> list[str]:
    knobs = [f"target={asked.target!r}"]
    if study.reference is not None:
        knobs.append(f"reference={list(study.reference)!r}")
    if asked.voice != "author":
        knobs.append(f"voice={None if asked.voice == 'all' else asked.voice!r}")
    plain = Asked((), "")
    for name in ("segment_terms", "topic_terms", "n_topics", "lexicon"):
        value = getattr(asked, name)
        if value not in (getattr(plain, name), OWN):
            knobs.append(f"{name}={value!r}")
    head = ["from analysis import figures, open_study, read_corpus", ""]
    if len(study.corpus) == 1:
        return [*head, f"study = open_study(read_corpus({source}).only([{asked.target!r}]), {', '.join(knobs)})"]
    return ["from analysis import figures, open_study", "", f"study = open_study({source}, {', '.join(knobs)})"]


def _view(asked: Asked) -> list[str]:
    if asked.tab in ("find", "read") and asked.query:
        return _asking(asked)
    return {
        "read": [f"print(study.corpus[{asked.document!r}].text)"],
        "words": [WORDS.format(rows=asked.rows)],
        "tone": ["study.tone"],
        "topics": ["study.topic_contrast"],
        "episodes": ["from analysis.history import propose_episodes", "", PAIRS],
        "causes": ["study.causes"],
        "code": ["study.codings"],
    }.get(asked.tab, ["study"])


def _asking(asked: Asked) -> list[str]:
    names = "" if asked.names else ", names=False"
    lines = ["from analysis.explore.answers import ask", ""]
    lines += [f"found = ask(study, {asked.query!r}{names})", "found.counts  # how often, with intervals"]
    lines += ["found.hits  # where", "figures.word_barcode(study, words=[" + _word(asked.query) + "])"]
    order = "" if asked.order == "position" else f", sort={asked.order!r}"
    return [*lines, f"study.lines({_word(asked.query)}{names}{order})"]


def _word(query: str) -> str:
    if len(query) > 2 and query[0] == query[-1] == "/":
        return f"re.compile({query[1:-1]!r}, re.IGNORECASE)"
    return repr(query)


def snippet_html(source: str, study: Study, asked: Asked) -> Safe:
    """The lines, to be copied into a new cell, or put there where the page can."""
    code = snippet(source, study, asked)
    code = f"import re\n\n{code}" if "re.compile" in code else code
    block = tag("pre", tag("code", code), tabindex=0, role="region", aria_label="Python code")
    copy = button("Copy", "copy", key="copy", data_value=code)
    insert = button("Put into a new cell", "insert", key="insert", data_value=code, hidden=True)
    told = tag("p", "These lines give the present view; paste them into a new cell. ", copy, " ", insert)
    return tag("details", tag("summary", "Show code"), told, block, data_key="snippet")
