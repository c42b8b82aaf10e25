"""The finders, one module each; `__init__.py` loads them from here, one by one, when they are asked for."""
