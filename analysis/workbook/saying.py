"""How far the work has come, told at the terminal."""

import sys
import time
from typing import Protocol

_QUIET = 3  # seconds without a word


class Say(Protocol):
    """Tells a person at the terminal how far the work has come."""

    def __call__(self, text: str, *, often: bool = False) -> None: ...


def start_telling() -> Say:
    """Says on stderr how far the work has come, with the seconds since it began; what comes `often`, now and then."""
    began = said = time.monotonic()

    def say(text: str, *, often: bool = False) -> None:
        nonlocal said
        now = time.monotonic()
        if not often or now - said > _QUIET:
            said = now
            print(f"{now - began:5.0f} s  {text}", file=sys.stderr, flush=True)

    return say
