"""Two Tellings: read two texts on the same history against each other.

Importing this package defines names and nothing else; each name loads its module on first use.
"""

from importlib import import_module

_HOMES = {
    "analysis.errors": ["AnalysisError", "ReadError", "TooLittleTextError", "UnknownNameError", "UnknownTermError"],
    "analysis.reading": ["Corpus", "Document", "compare_with_naive", "count_voices", "read_corpus", "read_report"],
    "analysis.sentences": ["split_sentences"],
    "analysis.terms": ["TermMatrix", "family_terms", "resegment", "split_terms", "stop_terms", "term_matrix"],
    "analysis.terms.frequencies": ["count_terms", "find_positions", "split_ngrams"],
    "analysis.terms.concordance": ["concordance"],
    "analysis.compare.collocates": ["compare_collocates", "find_collocates"],
    "analysis.compare.words": ["compare_terms"],
    "analysis.terms.dispersion": ["measure_dispersion"],
    "analysis.compare.vocabulary": ["count_vocabularies", "find_lockwords", "shift_terms", "vocabulary_growth"],
    "analysis.compare.robustness": ["leave_segments_out", "split_halves"],
    "analysis.compare.specification": ["specification_curve"],
    "analysis.compare.style": ["compare_style"],
    "analysis.compare.stance": ["count_stance", "find_stance"],
    "analysis.sentiment": [
        "arc_shape",
        "average_sentiment",
        "compare_actors",
        "compare_lexicons",
        "compare_sentiment",
        "describe_lexicons",
        "export_coding_sheet",
        "find_disagreements",
        "judge_coders",
        "judge_lexicons",
        "read_coding_sheets",
        "score_sentiment",
        "sentences_naming",
        "sentiment_arc",
        "vary_instruments",
        "weigh_words",
    ],
    "analysis.topics": [
        "TOPIC_TERMS",
        "TopicModel",
        "compare_themes",
        "compare_topics",
        "find_passages",
        "fit_topics",
        "top_terms",
        "topic_counts",
    ],
    "analysis.figures": ["Picture", "save_figures"],
    "analysis.showing.claims": ["claim"],
    "analysis.showing.quotes": ["quote", "side_by_side"],
    "analysis.showing.tables": ["column_legend", "show_table", "verdict_legend"],
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}
__all__ = sorted(_HOME_OF)
__version__ = "0.1.0"


def __getattr__(name: str):
    if name not in _HOME_OF:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
