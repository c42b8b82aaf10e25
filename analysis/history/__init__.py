"""Texts to history: what each tells, when, who acts, why, in what words and on what sources; tables that lead to lines.

Finders propose by rules and never judge; what a passage means is a reader's to say (`analysis.codings`).
"""

import lazy_loader as lazy

__getattr__, __dir__, __all__ = lazy.attach_stub(__name__, __file__)
