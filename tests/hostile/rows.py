"""One row of the table that `python -m tests.hostile` prints."""

from dataclasses import dataclass, field


@dataclass
class Row:
    """What one kind of trial came to; `found` keeps the first few failures, in words enough to try them again."""

    part: str
    what: str
    tried: int = 0
    answered: int = 0  # with a result
    refused: int = 0  # in one sentence, an AnalysisError
    crashes: int = 0
    hangs: int = 0
    wrong: int = 0  # a result with NaN or infinity, a file half-written, a thing left behind, bytes that differ
    found: list[str] = field(default_factory=list)

    @property
    def failures(self) -> int:
        return self.crashes + self.hangs + self.wrong

    def fail(self, kind: str, told: str) -> None:
        """Count a failure: "crashes", "hangs" or "wrong"."""
        setattr(self, kind, getattr(self, kind) + 1)
        if len(self.found) < 100:
            self.found.append(f"{kind}: {told}")
