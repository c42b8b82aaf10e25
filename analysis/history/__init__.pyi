"""The finders, one module each; `__init__.py` loads them from here, one by one, when they are asked for."""

from .actions import find_actions as find_actions
from .characterisations import find_characterisations as find_characterisations
