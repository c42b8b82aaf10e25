"""The finders, one module each; `__init__.py` loads them from here, one by one, when they are asked for."""

from .coverage import count_coverage as count_coverage
from .names import suggest_names as suggest_names
from .silences import find_silences as find_silences
from .sources import describe_sources as describe_sources
