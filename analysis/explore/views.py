"""Which view a tab is: study, moment and answer to HTML."""

from analysis.explore.answers import Answer
from analysis.explore.asked import Asked
from analysis.explore.coding import code_html
from analysis.explore.lines import lines_html
from analysis.explore.markup import Safe, sentence, tag
from analysis.explore.proposals import causes_html, episodes_html
from analysis.explore.reading import read_html
from analysis.explore.strokes import barcode_html, counts_html
from analysis.explore.tabs import tone_html, topics_html, words_html
from analysis.study import Study

VIEWS = {"tone": tone_html, "topics": topics_html, "episodes": episodes_html, "causes": causes_html, "code": code_html}
ALONE = "There is one text, so there is nothing to compare it with: Words needs a second one."


def view_html(study: Study, asked: Asked, answer: Answer) -> Safe:
    """The view of the tab chosen; AnalysisError where these texts or knobs leave nothing to show."""
    if asked.tab == "words":
        return words_html(study, asked) if len(study.corpus) > 1 else sentence(ALONE)
    if asked.tab == "read":
        return read_html(study.corpus, asked, answer.hits)
    if asked.tab in VIEWS:
        return VIEWS[asked.tab](study, asked)
    return found_html(study, asked, answer)


def found_html(study: Study, asked: Asked, answer: Answer) -> Safe:
    """What was typed: how often, where, in which lines."""
    if not asked.query:
        return sentence("Type a word above: you will see how often each text has it, where, and in which lines.")
    if not len(answer.hits):
        return sentence(answer.told)
    documents = list(study.corpus.texts)
    alone = sentence("There is one text: counts have nothing to be held against.") if len(documents) == 1 else None
    return tag(
        "div",
        alone,
        counts_html(answer.counts, answer.hits, documents),
        barcode_html(answer.hits, documents, asked.query),
        lines_html(study.corpus, answer.hits, asked),
    )
