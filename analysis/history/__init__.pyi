"""The finders, one module each; `__init__.py` loads them from here, one by one, when they are asked for."""

from .coverage import count_coverage as count_coverage
from .dates import find_dates as find_dates
from .in_force import find_dates_in_force as find_dates_in_force
from .mentions import find_mentions as find_mentions
from .names import suggest_names as suggest_names
from .phrases import find_shared_phrases as find_shared_phrases
