"""What the passages are about: topics that stay when passages are left out, and what each text spends on them.

`vocabulary` (which terms may speak) → `factors` (one fit) → `consensus` (many fits joined) → `model` (tables with
laws) → `quality` (what may be interpreted), `passages` (back to the text), `prevalence` (one text against another).
"""

from .baseline import compare_themes, topic_specifications
from .course import tell_apart, topic_course, topic_shares
from .how_many import topic_counts
from .model import TopicModel, fit_topics
from .passages import find_passages
from .prevalence import compare_topics, project_topics
from .vocabulary import TOPIC_TERMS, choose_topic_terms
from .words import top_terms

__all__ = [
    "TOPIC_TERMS", "TopicModel", "choose_topic_terms", "compare_themes", "compare_topics", "find_passages",
    "fit_topics", "project_topics", "tell_apart", "top_terms", "topic_counts", "topic_course", "topic_shares",
    "topic_specifications",
]
