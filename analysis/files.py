"""Files written whole or not at all: the one way in which this project writes."""

import os
import tempfile
from pathlib import Path


def save_file(path: Path, content: bytes) -> None:
    """Replaces a file in one step, so that a reader finds the old one or the new one and never a part.

    Folders are made where they are missing. Errors: OSError, for the caller to put into words.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(part, 0o644)  # mkstemp gives a file to its owner alone
        os.replace(part, path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
