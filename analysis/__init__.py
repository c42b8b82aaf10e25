"""Two Tellings: read two texts on the same history against each other.

Importing this package defines names and nothing else; each name loads its module on first use.
"""

import lazy_loader

__version__ = "0.3.0"
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
