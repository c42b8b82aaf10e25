"""sentences to scores to tone: what word lists can say about how a text speaks, and what they cannot.

`lexicons` the instruments · `vader` its rules · `masking` names out of sight · `scores` a row a sentence · `tone` two
sides compared · `actors` by who is named, and under every choice · `arcs` through the text · `shifts` the words that
make the difference · `agreement` of the lists · `coding` a sheet for human readers · `judges` what it says.
"""

from .actors import compare_actors, find_actors, sentences_naming, vary_instruments
from .agreement import compare_lexicons, find_disagreements, krippendorff_alpha
from .arcs import arc_shape, sentiment_arc
from .coding import CODEBOOK, export_coding_sheet, read_coding_sheets
from .judges import judge_coders, judge_lexicons
from .lexicons import LEXICONS, Lexicon, describe_lexicons, load_lexicon, read_lexicon
from .masking import MASKS, SUBJECT_WORDS, mask_texts
from .scores import score_sentiment
from .shifts import weigh_words
from .tone import average_sentiment, compare_sentiment

__all__ = [
    "CODEBOOK", "LEXICONS", "MASKS", "SUBJECT_WORDS", "Lexicon", "arc_shape", "average_sentiment", "compare_actors",
    "compare_lexicons", "compare_sentiment", "describe_lexicons", "export_coding_sheet", "find_actors",
    "find_disagreements", "judge_coders", "judge_lexicons", "krippendorff_alpha", "load_lexicon", "mask_texts",
    "read_coding_sheets", "read_lexicon", "score_sentiment", "sentences_naming", "sentiment_arc", "vary_instruments",
    "weigh_words",
]  # fmt: skip
