"""What `make` does: everything into build/, and a look at whether the stored figures are still what is drawn."""

from pathlib import Path

from analysis.workbook.report import findings


def compare_indexes(stored: dict[str, dict], drawn: dict[str, dict]) -> list[str]:
    """Differences between the stored figures and those just drawn, a sentence each; none when they agree."""
    changed = [name for name in drawn if name in stored and stored[name]["digest"] != drawn[name]["digest"]]
    retold = [
        name for name in drawn if name in stored and name not in changed and dict(stored[name]) != dict(drawn[name])
    ]
    named = (
        ("are not stored yet", sorted(set(drawn) - set(stored))),
        ("are stored and no longer drawn", sorted(set(stored) - set(drawn))),
        ("show other numbers than the stored ones", changed),
        ("have another caption or other words than the stored ones", retold),
    )
    return [f"{len(names)} figures {what}: {', '.join(names)}" for what, names in named if names]


def compare_notebooks(folder: Path, executed: dict[str, object]) -> list[str]:
    """Names of notebooks whose stored outputs differ from what was just run."""
    import nbformat

    from analysis.workbook.stored import output_texts

    stale = []
    for name, notebook in executed.items():
        stored = nbformat.read(folder / f"{name}.ipynb", as_version=4)
        if list(output_texts(stored)) != list(output_texts(notebook)):
            stale.append(name)
    return stale


def tell_findings(notebooks: dict[str, object]) -> str:
    """The findings in plain words, under the notebook that shows each, with what sort of statement it is."""
    lines, before = [], None
    for name, text, how in findings(notebooks):
        if name != before:
            lines.append(f"\n{name}")
        lines.append(f"  - {text} [{how}]")
        before = name
    return "\n".join(lines).strip() or "The notebooks make no claims."
