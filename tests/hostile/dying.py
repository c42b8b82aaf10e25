"""`python -m tests.hostile.dying AT SIGNAL COMMAND …`: a command that is sent a signal at a step of its writing.

AT counts the steps in which files and folders are made, replaced or removed: even before the step, odd after it; below
0 it is never sent. A file `began` in the temporary folder says that the command has begun.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PLACES = ((os, "replace"), (Path, "write_bytes"), (Path, "mkdir"), (Path, "unlink"), (shutil, "rmtree"))


def main() -> int:
    at, number = int(sys.argv[1]), int(sys.argv[2])
    seen = 0

    def dying(step: Callable[..., Any]) -> Callable[..., Any]:
        def taken(*given: Any, **named: Any) -> Any:
            nonlocal seen
            seen += 1
            if seen == at // 2 + 1 and at % 2 == 0:
                os.kill(os.getpid(), number)
            result = step(*given, **named)
            if seen == at // 2 + 1 and at % 2:
                os.kill(os.getpid(), number)
            return result

        return taken

    from analysis.__main__ import run as command

    Path(tempfile.gettempdir(), "began").touch()
    for place, name in _PLACES:
        setattr(place, name, dying(getattr(place, name)))
    return command(sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
