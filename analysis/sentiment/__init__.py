"""sentences to scores to tone: what word lists can say about how a text speaks, and what they cannot.

`lexicons` word lists · `vader`, `prose` with rules · `instruments` all by name · `masking` names out of sight ·
`scores` a row a sentence · `comparison` of two sides · `actors` by who is named, and under every choice · `arcs`
through the text · `audit` agreement of the lists, the words behind a gap · `coding` a sheet for human readers.
"""

from analysis.sentiment.actors import compare_actors, find_actors, sentences_naming, vary_instruments
from analysis.sentiment.arcs import arc_shape, sentiment_arc
from analysis.sentiment.audit import compare_lexicons, find_disagreements, krippendorff_alpha, weigh_words
from analysis.sentiment.coding import CODEBOOK, export_coding_sheet, judge_coders, judge_lexicons, read_coding_sheets
from analysis.sentiment.comparison import average_sentiment, compare_sentiment
from analysis.sentiment.instruments import LEXICONS, describe_lexicons, load_lexicon
from analysis.sentiment.lexicons import Lexicon, read_lexicon
from analysis.sentiment.masking import MASKS, SUBJECT_WORDS, mask_texts
from analysis.sentiment.scores import score_sentiment

__all__ = [
    "CODEBOOK",
    "LEXICONS",
    "MASKS",
    "SUBJECT_WORDS",
    "Lexicon",
    "arc_shape",
    "average_sentiment",
    "compare_actors",
    "compare_lexicons",
    "compare_sentiment",
    "describe_lexicons",
    "export_coding_sheet",
    "find_actors",
    "find_disagreements",
    "judge_coders",
    "judge_lexicons",
    "krippendorff_alpha",
    "load_lexicon",
    "mask_texts",
    "read_coding_sheets",
    "read_lexicon",
    "score_sentiment",
    "sentences_naming",
    "sentiment_arc",
    "vary_instruments",
    "weigh_words",
]
