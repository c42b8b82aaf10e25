"""The package `analysis` by a name that no file of yours has: `import two_tellings`, `python -m two_tellings`.

The package is called `analysis`, and Python looks beside your script before it looks among installed packages: a file
`analysis.py` of yours, or a folder `analysis` with an `__init__.py`, hides it. Nothing inside the package can notice
that, since it is then never loaded. Imported by this name it says so in one sentence.
"""

import importlib.util
import sys
from pathlib import Path
from typing import Any

_HOME = Path(__file__).resolve().parent / "analysis"


def _find_other() -> str:
    """Where the `analysis` lies that Python takes in place of this package; "" where it takes this one."""
    loaded = sys.modules.get("analysis")
    spec = getattr(loaded, "__spec__", None) or importlib.util.find_spec("analysis")
    origin = getattr(loaded, "__file__", None) or (spec.origin if spec else None)
    if origin and Path(origin).resolve().parent == _HOME:
        return ""
    return str(origin or "something")


_other = _find_other()
_SAYS = f"{_other} hides the package analysis of Two Tellings: rename that file or folder, and start Python anew."
if _other and __name__ != "__main__":
    raise ImportError(_SAYS)


def __getattr__(name: str) -> Any:
    import analysis

    return getattr(analysis, name)


def __dir__() -> list[str]:
    import analysis

    return list(analysis.__all__)


def main() -> int:
    """The command line, as `python -m analysis` has it."""
    if _other:
        print(f"Stopped: {_SAYS}", file=sys.stderr)
        return 2
    from analysis.__main__ import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
