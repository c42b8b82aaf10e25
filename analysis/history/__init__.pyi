"""The finders, one module each; `__init__.py` loads them from here, one by one, when they are asked for."""

from .actions import find_actions as find_actions
from .causes import find_causes as find_causes
from .characterisations import find_characterisations as find_characterisations
from .coverage import count_coverage as count_coverage
from .dates import find_dates as find_dates
from .episodes import propose_episodes as propose_episodes
from .in_force import find_dates_in_force as find_dates_in_force
from .mentions import find_mentions as find_mentions
from .names import suggest_names as suggest_names
from .parallels import find_parallels as find_parallels
from .phrases import find_shared_phrases as find_shared_phrases
from .silences import find_silences as find_silences
from .sources import describe_sources as describe_sources
from .tellings import describe_episodes as describe_episodes
from .tensions import find_tensions as find_tensions
