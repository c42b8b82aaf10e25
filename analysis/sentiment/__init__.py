"""sentences to scores to tone: what word lists can say about how a text speaks, and what they cannot.

`lexicons` word lists · `vader`, `prose` with rules · `instruments` all by name · `masking` names out of sight, those of
`capitals` too · `scores` a row a sentence · `means` a row a document · `comparison` of two sides · `actors` by who is
named, and under every choice · `arcs` through the text · `audit` agreement of the lists · `word_shift` the words behind
a gap.
"""

from analysis.sentiment.actors import compare_actors, compare_instruments, find_actors, find_sentences_naming
from analysis.sentiment.arcs import find_arc_shapes, score_arc
from analysis.sentiment.audit import compare_lexicons, find_disagreements
from analysis.sentiment.comparison import compare_sentiment
from analysis.sentiment.instruments import LEXICONS, find_lexicons, load_lexicon
from analysis.sentiment.lexicons import Lexicon, read_lexicon
from analysis.sentiment.masking import MASKS, SUBJECT_WORDS, mask_texts
from analysis.sentiment.means import score_mean_sentiment
from analysis.sentiment.scores import score_sentiment
from analysis.sentiment.word_shift import compare_sentiment_words

__all__ = [
    "LEXICONS",
    "MASKS",
    "SUBJECT_WORDS",
    "Lexicon",
    "compare_actors",
    "compare_instruments",
    "compare_lexicons",
    "compare_sentiment",
    "compare_sentiment_words",
    "find_actors",
    "find_arc_shapes",
    "find_disagreements",
    "find_lexicons",
    "find_sentences_naming",
    "load_lexicon",
    "mask_texts",
    "read_lexicon",
    "score_arc",
    "score_mean_sentiment",
    "score_sentiment",
]
