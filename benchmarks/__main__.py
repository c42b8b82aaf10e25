"""All that is measured where the answer is known, kind by kind: `python benchmarks FOLDER … [--only words tone]`.

FOLDER holds collections as `works.py` reads them. Everything takes about two hours on two cores; `--pairs 20` less.
"""

import argparse
from pathlib import Path

import fragility
import style
import tone
import topics_by_kind
import words
from works import markdown, read_kinds

PARTS = ("words", "tone", "style", "topics", "fragility")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args()
    kinds = tone.long_kinds(read_kinds(*options.folders))
    for part in options.only:
        print(f"\n## {part}", flush=True)
        if part == "words":
            for name, table in words.measure(kinds, options.pairs).items():
                print(f"\n{name}\n\n{markdown(table)}", flush=True)
        elif part == "topics":
            for name, table in topics_by_kind.summarise(kinds, options.pairs).items():
                print(f"\n{name}\n\n{markdown(table)}", flush=True)
        elif part == "fragility":
            print(f"\n{markdown(fragility.measure(Path('seeds'), 40))}", flush=True)
        else:
            print(f"\n{markdown((tone if part == 'tone' else style).measure(kinds, options.pairs))}", flush=True)


if __name__ == "__main__":
    main()
