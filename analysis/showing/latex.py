"""A table for LaTeX, every sign of the texts made harmless."""

from collections.abc import Sequence

_SIGNS = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "×": r"$\times$",
    "●": r"$\bullet$",
    "◐": r"$\odot$",
    "○": r"$\circ$",
    "→": r"$\rightarrow$",
}
_TABLE = str.maketrans(_SIGNS)


def escaped(text: str) -> str:
    """Text that LaTeX prints as it is.

    >>> print(escaped("50% of R&D is 2× {as} dear"))
    50\\% of R\\&D is 2$\\times$ \\{as\\} dear
    """
    return text.translate(_TABLE)


def latex_table(
    headings: Sequence[str], cells: Sequence[Sequence[str]], numeric: Sequence[bool], caption: str, note: str
) -> str:
    """A `table` environment with the rules of booktabs, numbers to the right."""
    rows = [r"\toprule", _row(headings), r"\midrule", *map(_row, cells), r"\bottomrule"]
    lines = [r"\begin{table}", rf"\caption{{{escaped(caption)}}}"] if caption else [r"\begin{table}"]
    lines += [rf"\begin{{tabular}}{{{''.join('r' if right else 'l' for right in numeric)}}}", *rows, r"\end{tabular}"]
    lines += [rf"\par\smallskip\footnotesize {escaped(note)}"] if note else []
    return "\n".join([*lines, r"\end{table}", ""])


def _row(values: Sequence[str]) -> str:
    return " & ".join(map(escaped, values)) + r" \\"
