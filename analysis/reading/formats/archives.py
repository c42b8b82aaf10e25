"""Word files to HTML."""

from pathlib import Path

from analysis.errors import ReadError


def docx_to_html(path: Path) -> str:
    """A Word file as HTML, by mammoth, with quotation styles kept."""
    try:
        import mammoth
    except ImportError:
        raise ReadError("Word files need mammoth: run pip install mammoth.") from None
    quotes = ("Quote", "Intense Quote", "Block Text")
    styles = [f"p[style-name='{name}'] => blockquote > p:fresh" for name in quotes]
    styles.append("p[style-name='Title'] => h1:fresh")
    try:
        with path.open("rb") as file:
            return mammoth.convert_to_html(file, style_map="\n".join(styles)).value
    except Exception as error:  # whatever a broken archive makes the converter raise
        fault = type(error).__name__
        raise ReadError(f"{path.name} cannot be opened as a Word file ({fault}); save it anew as .docx.") from None
