"""The findings in README.md: the claims of the stored notebooks, between two marks that nothing else may touch."""

import re

from analysis.errors import AnalysisError
from analysis.workbook.report import findings

OPEN = "<!-- findings: written by `python -m analysis notebooks --store` -->"
CLOSE = "<!-- /findings -->"


def renew_findings(readme: str, notebooks: dict[str, object]) -> str:
    """README's text with every claim of the executed notebooks as a list under the notebook that shows it.

    Errors: a README without the two marks.
    """
    if OPEN not in readme or CLOSE not in readme:
        raise AnalysisError(f"README.md has lost the marks of its findings; put {OPEN} and {CLOSE} where they belong.")
    lines, before = [], None
    for name, text, how in findings(notebooks):
        if name != before:
            lines.append(f"\n[{name}](notebooks/{name}.ipynb)\n")
        lines.append(f"- {text} *({how})*")
        before = name
    block = "\n".join([OPEN, *lines, "", CLOSE])
    return re.sub(f"{re.escape(OPEN)}.*?{re.escape(CLOSE)}", lambda _: block, readme, flags=re.DOTALL)
