"""How long the house takes: importing, drawing, running. By hand: `python benchmarks/house.py [--rounds 3]`.

Goals: `import analysis` at most 0.1 s above pandas; all figures under 15 s; a notebook's own work (without starting
its kernel and importing libraries) under 8 s; `python -m analysis build` under 90 s on two cores. Medians are printed;
each round takes the measures in turn, so that a slow minute of the machine hits all of them.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = {
    "python alone": "pass",
    "import pandas": "import pandas",
    "import analysis": "import analysis",
    "import pandas, analysis": "import pandas, analysis",
    "read_corpus of seeds": "from analysis import read_corpus; read_corpus('seeds')",
}


def measures() -> dict[str, list[str]]:
    """Name → command, in a fresh process each; what is written goes to build/."""
    notebooks = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
    command = [sys.executable, "-m", "analysis"]
    found = {name: [sys.executable, "-c", code] for name, code in PYTHON.items()}
    found["all figures"] = [*command, "figures", "--out", "build/figures"]
    found |= {f"notebook {name}": [*command, "notebooks", name] for name in notebooks}
    found["build, all of it"] = [*command, "build"]
    return found


def figure_times() -> dict[str, float]:
    """Seconds each figure takes by itself, on a corpus that nothing has been worked out for yet."""
    from analysis import read_corpus
    from analysis.figures import recipes

    taken = {}
    for name, draw in recipes().items():
        corpus = read_corpus(ROOT / "seeds")
        start = time.perf_counter()
        draw(corpus).png()
        taken[f"figure {name}"] = time.perf_counter() - start
    return taken


def main() -> None:
    """Prints a table: what, median seconds, fastest and slowest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="measures whose name holds this")
    asked = parser.parse_args()
    taken = defaultdict(list)
    for _ in range(asked.rounds):
        for name, command in measures().items():
            if asked.only in name:
                start = time.perf_counter()
                subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                taken[name].append(time.perf_counter() - start)
        if asked.only in "figure":
            for name, seconds in figure_times().items():
                taken[name].append(seconds)
    for name, seconds in taken.items():
        print(f"{name:28} {statistics.median(seconds):7.2f} s   ({min(seconds):.2f} to {max(seconds):.2f})")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
