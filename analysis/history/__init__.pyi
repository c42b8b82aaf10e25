"""The finders, one module each; `__init__.py` loads them from here, one by one, when they are asked for."""

from .silences import find_silences as find_silences
