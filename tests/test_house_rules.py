"""The rules of the house, read from the files themselves: who imports what, what is named, what is never shown."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

import analysis
from tests.conftest import FOR_MANY, ROOT

MODULES = sorted((ROOT / "analysis").rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
DRAWING = ("plots", "figures", "explore")
WHOLE = ("figures", "workbook", "explore", "__main__")
WRITES = {"write_text", "write_bytes", "replace", "to_csv", "to_parquet", "savefig"}
SHOWN = [*NOTEBOOKS, *sorted((ROOT / "figures").glob("*.[jcsm][svsd]*")), ROOT / "README.md", ROOT / "CHANGELOG.md"]
MOST_WORDS, MOST_SHARE, RUN = 40, 0.1, 6  # rights (DESIGN 7); six words in a row are no chance and no mere name


def room(path: Path) -> str:
    """The module or package directly under analysis that a file belongs to."""
    return path.relative_to(ROOT / "analysis").parts[0].removesuffix(".py")


def imports(source: str, module: str) -> set[str]:
    """Every module and name that a file of this name imports, anywhere in it, with dots resolved.

    `from analysis import figures` counts as `analysis.figures`, `from . import x` as x in the same package.
    """
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*package, *([node.module] if node.module else [])])
            found |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return found


def module_of(path: Path) -> str:
    """The dotted name of a file; a package's own file counts as a module in it, as its dots do."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def rooms_used(source: str, module: str) -> set[str]:
    """The rooms of `analysis`, as `room` names them, that a file imports from."""
    homes = _homes()
    names = {name for name in imports(source, module) if name.startswith("analysis.")}
    return {homes.get(name.split(".")[1], name.split(".")[1]) for name in names}


def _homes() -> dict[str, str]:
    """For each public name the room it lives in: `from analysis import Study` uses `study`."""
    stub = ast.parse((ROOT / "analysis" / "__init__.pyi").read_text("utf-8"))
    found = [node for node in stub.body if isinstance(node, ast.ImportFrom) and node.module]
    return {alias.name: node.module.split(".")[0] for node in found for alias in node.names}


def test_the_import_rule_sees_every_form():
    """Plain, relative and package imports of one module are one import; so is a public name of that module."""
    forms = [
        "import analysis.figures.words",
        "from analysis import figures",
        "from analysis.figures import words",
        "from ..figures import words",
        "from .. import figures",
        "from analysis import save_figures",
        "def f():\n    from analysis import figures as drawn",
    ]
    assert [rooms_used(form, "analysis.terms.table") for form in forms] == [{"figures"}] * len(forms)
    assert imports("from . import rule", "analysis.terms.table") == {"analysis.terms", "analysis.terms.rule"}
    assert rooms_used("from ..errors import AnalysisError", "analysis.terms.table") == {"errors"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_follow_the_flow(path):
    """Only drawing modules import matplotlib, plots compute nothing, and few modules know the whole."""
    source, here = path.read_text("utf-8"), room(path)
    names, ours = imports(source, module_of(path)), rooms_used(source, module_of(path))
    assert here in DRAWING or not {name for name in names if name.split(".")[0] == "matplotlib"}
    if here == "plots":
        assert ours <= {"plots", "errors", "showing"}
    if here not in WHOLE:
        assert not ours & {*WHOLE, "plots"} - {here}


def test_rooms_stand_on_each_other_without_a_circle():
    """What a file imports when it is imported itself never leads back to it."""
    above = {}
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        top = ast.Module([node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)], [])
        above[module_of(path)] = imports(ast.unparse(top), module_of(path))
    left = {name: {other for other in found if other in above} for name, found in above.items()}
    while free := [name for name, found in left.items() if not found]:
        left = {name: found - set(free) for name, found in left.items() if name not in free}
    assert left == {}


def test_files_are_a_screenful_or_two():
    """No file of the package is longer than 250 lines."""
    assert [path.name for path in MODULES if len(path.read_text("utf-8").splitlines()) > 250] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_savers_write_files(path):
    """Files are written by figures, by the workbook, and by modules with a function named save_* or export_*."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    saver = room(path) in ("figures", "workbook") or any(name.startswith(("save_", "export_")) for name in functions)
    assert saver or not [call for call in ast.walk(tree) if isinstance(call, ast.Call) and _writes(call)]


def unstable_sorts(source: str) -> list[str]:
    """Sorts that leave rows that are alike in an order that hangs on the processor."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, several = node.func.attr, any(isinstance(one, ast.List) for one in node.args)
            stable = any(word.arg == "kind" for word in node.keywords) or (name == "sort_values" and several)
            if name == "argpartition" or (name in ("sort_values", "argsort") and not stable):
                found.append(f"line {node.lineno}: {name}")
    return found


def test_the_rule_of_sorts_sees_every_form():
    """One column without a kind, and the places of an array, are seen; several columns are sorted stably anyway."""
    assert len(unstable_sorts("t.sort_values('a'); np.argsort(b); s.sort_values(); np.argpartition(b, 2)")) == 4
    assert unstable_sorts("t.sort_values(['a', 'b']); np.argsort(b, kind='stable')") == []


@pytest.mark.parametrize("path", [*MODULES, *NOTEBOOKS], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_sorts_are_stable(path):
    """Rows that are alike stand in one order, whichever instructions the processor knows."""
    source = path.read_text("utf-8")
    if path.suffix == ".ipynb":
        cells = [cell["source"] for cell in nbformat.reads(source, 4)["cells"] if cell["cell_type"] == "code"]
        source = "\n".join(cells)
    assert unstable_sorts(source) == []


def test_importing_loads_nothing_heavy():
    """`import analysis` loads no data frame, no plotting and no learning library."""
    heavy = ("numpy", "pandas", "matplotlib", "sklearn", "scipy", "nltk", "nbformat", "IPython")
    code = f"import sys, analysis; print([name for name in {heavy!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("name", analysis.__all__)
def test_every_public_name_exists_and_is_explained(name):
    """Each name of `analysis` loads, and its docstring says what it is."""
    assert (getattr(analysis, name).__doc__ or "").strip()


def test_no_word_of_the_texts_in_code(seeds):
    """The names these texts speak of stand in corpus.toml and in no string of the code."""
    aliases = {alias for alias in seeds.names["alias"] if len(alias.split()) > 1 or alias[0].isupper()}
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(aliases, key=len, reverse=True))) + r")\b")
    found = {(path.name, match) for path in MODULES for text in _strings(path) for match in pattern.findall(text)}
    assert found == set()


@pytest.mark.parametrize("path", sorted((ROOT / "tests").glob("test_*.py")), ids=lambda path: path.name)
def test_every_test_states_its_promise(path):
    """Each test has a docstring: the promise it keeps."""
    tree = ast.parse(path.read_text("utf-8"))
    tests = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    assert [test.name for test in tests if not ast.get_docstring(test)] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_thin(path):
    """Notebooks define nothing, keep cells short, and fold their code away except where a knob is turned."""
    cells = [cell for cell in nbformat.read(path, as_version=4)["cells"] if cell["cell_type"] == "code"]
    for cell in cells:
        plain = "\n".join(line for line in cell["source"].splitlines() if not line.startswith(("%", "!")))
        assert not [node for node in ast.walk(ast.parse(plain)) if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
        assert len(cell["source"].splitlines()) <= 18, cell["source"]  # a wrapped claim is long and still one sentence
    folded = [cell for cell in cells if cell["metadata"].get("jupyter", {}).get("source_hidden")]
    assert path.stem == "template" or len(folded) >= len(cells) / 2  # the template is code to be changed


def test_readme_names_everything():
    """README, short, names every notebook and command, and the gallery every figure; no make target is made up."""
    from analysis.__main__ import _parser
    from analysis.figures import recipes

    if not (ROOT / "README.md").exists():
        pytest.skip("README.md is not written yet")
    readme = (ROOT / "README.md").read_text("utf-8")
    gallery = (ROOT / "figures" / "gallery.md").read_text("utf-8")
    assert len(readme.split()) <= 1300 and "figures/gallery.md" in readme
    assert {name for name in recipes() if f"## {name}" not in gallery} <= FOR_MANY
    commands = next(action.choices for action in _parser()._actions if action.choices)
    names = [*(path.stem for path in NOTEBOOKS), *commands]
    assert [name for name in names if not re.search(rf"\b{name}\b", readme)] == []
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake (test|lab|clean|[a-z]+)`", readme)) <= targets
    assert set(re.findall(r"python -m analysis (\w+)", readme)) <= set(commands)


def test_figures_are_those_drawn():
    """The folder figures/ holds three files for each figure of its index, and nothing else."""
    index = json.loads((ROOT / "figures" / "index.json").read_text("utf-8")) if _figures() else {}
    assert _figures() == {f"{name}{end}" for name in index for end in (".png", ".svg", ".csv")}
    assert all(entry["alt"] and entry["caption"] for entry in index.values())


def test_people_are_not_named(seeds):
    """The student, the instructor and the course are read, and shown nowhere."""
    private = {value for text in seeds.texts.values() for value in _private(text) if value}
    shown = {path.name: path.read_text("utf-8") for path in SHOWN if path.exists()}
    assert private and shown
    assert [(name, value) for name, text in shown.items() for value in private if value in text] == []


def test_nothing_shows_this_machine():
    """No stored file names a folder of the machine that made it."""
    folders = [str(ROOT), str(Path.home()) + "/", "/tmp/", "ipykernel_"]
    shown = {path.name: path.read_text("utf-8") for path in SHOWN if path.exists()}
    assert [(name, folder) for name, text in shown.items() for folder in folders if folder in text] == []


def test_quotations_stay_short(seeds):
    """No excerpt of stored files is longer than forty words, and all together are at most a tenth of each text."""
    shown = [_words(text) for path in SHOWN if path.exists() for text in _texts(path)]
    for name in seeds.texts:
        source = _words(" ".join(seeds.blocks.query("document == @name")["text"]))
        longest, quoted = _quoted(source, shown)
        assert longest <= MOST_WORDS, name
        assert len(quoted) <= MOST_SHARE * len(source), name


def test_quotations_are_measured():
    """An excerpt of seven words in eleven is found, with its length and its place."""
    source = _words("One two three four five six seven eight nine ten eleven.")
    shown = _words("He says: three four five six, seven eight nine! And more.")
    assert _quoted(source, [shown]) == (7, set(range(2, 9)))
    assert _quoted(source, [_words("three four five six seven"), _words("")]) == (0, set())


def _writes(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", "")
    if name == "replace":
        return getattr(call.func, "value", None) is not None and getattr(call.func.value, "id", "") == "os"
    return name in WRITES and not (name == "to_csv" and not call.args)


def _strings(path: Path):
    tree = ast.parse(path.read_text("utf-8"))
    documented = [node for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))]
    notes = {id(node.body[0].value) for node in documented if ast.get_docstring(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.value


def _figures() -> set[str]:
    return {path.name for path in (ROOT / "figures").glob("*")} - {"index.json", "gallery.md", "marks.json"}


def _private(document) -> list[str]:
    person = document.author.split()
    return [document.author, document.instructor, document.course, *(word for word in person[:1] if len(word) > 3)]


def _texts(path: Path):
    """What a stored file shows, as separate texts: cells and outputs of a notebook, or the file itself."""
    if path.suffix != ".ipynb":
        yield path.read_text("utf-8")
        return
    for cell in nbformat.read(path, as_version=4)["cells"]:
        yield cell["source"]
        for output in cell.get("outputs", ()):
            yield output.get("text", "")
            yield from (text for kind, text in output.get("data", {}).items() if kind.startswith("text/"))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"<[^>]*>", " ", text).lower())


def _quoted(source: list[str], shown: list[list[str]]) -> tuple[int, set[int]]:
    """(longest run of the source's words in any text, places of the source that are quoted); shorter runs than RUN
    are the common language of both."""
    places = {}
    for place in range(len(source) - RUN + 1):
        places.setdefault(tuple(source[place : place + RUN]), place)
    longest, quoted = 0, set()
    for words in shown:
        at = 0
        while at <= len(words) - RUN:
            start = places.get(tuple(words[at : at + RUN]))
            length = 0
            while start is not None and start + length < len(source) and at + length < len(words):
                if source[start + length] != words[at + length]:
                    break
                length += 1
            longest, quoted = max(longest, length), quoted | set(range(start or 0, (start or 0) + length))
            at += max(length, 1)
    return longest, quoted
