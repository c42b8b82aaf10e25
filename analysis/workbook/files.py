"""Writes files whole, or not at all."""

from pathlib import Path

from analysis.errors import AnalysisError


def write_all(files: dict[Path, bytes]) -> list[Path]:
    """Writes files that have changed, each in one step; gives back the paths in order.

    Errors: AnalysisError where a folder cannot be written.
    """
    from analysis.figures.folder import write_file

    for path, content in files.items():
        try:
            if not path.exists() or path.read_bytes() != content:
                write_file(path, content)
        except OSError as error:
            raise AnalysisError(f"{path} cannot be written: {error.strerror or error}.") from None
    return list(files)
