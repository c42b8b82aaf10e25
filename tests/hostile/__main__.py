"""`python -m tests.hostile [PART …] [--amount 1] [--seed 0] [--out FILE]`: the long version, with counts.

Each part is a module beside this one with `run(amount, seed)`, which yields rows; an amount of 1 is the full number,
the short version in the tests takes less. The command ends with 1 if anything failed.
"""

import argparse
import importlib
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.hostile.rows import Row

PARTS = tuple(
    path.stem for path in sorted(Path(__file__).parent.glob("*.py")) if "\ndef run(" in path.read_text("utf-8")
)
SHOWN = ("part", "what", "tried", "answered", "refused", "crashes", "hangs", "wrong")


def table(rows: Iterable[Row]) -> str:
    """The rows as Markdown, and below it what failed."""
    rows = list(rows)
    lines = [f"| {' | '.join(SHOWN)} |", f"| {' | '.join('---' for _ in SHOWN)} |"]
    for row in rows:
        told = [f"{value:,}" if isinstance(value, int) else value for value in (getattr(row, name) for name in SHOWN)]
        lines.append(f"| {' | '.join(told)} |")
    return "\n".join([*lines, *(f"\n- {row.part}, {row.what}: {one}" for row in rows for one in row.found)])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=list(PARTS), metavar="PART")
    parser.add_argument("--amount", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background too, for the commands that are stopped
    rows = []
    for part in asked.parts:
        for row in importlib.import_module(f"tests.hostile.{part}").run(asked.amount, asked.seed):
            rows.append(row)
            print(f"{row.part}, {row.what}: {row.tried:,} tried, {row.failures:,} failed", file=sys.stderr, flush=True)
    print(table(rows))
    if asked.out:
        asked.out.write_text(table(rows) + "\n", "utf-8")
    return int(any(row.failures for row in rows))


if __name__ == "__main__":
    sys.exit(main())
