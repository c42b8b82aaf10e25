"""The figures: each recipe takes a Study (or a Corpus) and gives a Picture. `python -m analysis figures` draws them.

To add one, write a function under `@recipe` in a module of this package and name it in `__init__.pyi`, from which names
are loaded when they are asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
