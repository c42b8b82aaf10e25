"""Where the paragraphs of Rich Text go: the body, a note, a text box, a table's cell."""

from itertools import groupby

from analysis.reading.formats.styled.paragraphs import Paragraph, Run, Table
from analysis.reading.formats.styled.rtf_tokens import State
from analysis.reading.formats.styled.styles import PLAIN, Look
from analysis.reading.formats.styled.walker import Blocks, field_role, mark_ranges


class _Flow:
    """A stretch of paragraphs of its own, with what is open in it."""

    def __init__(self, depth: int, note: str = "") -> None:
        self.depth, self.note = depth, note  # of its group; which note it is
        self.blocks: Blocks = []
        self.runs: list[Run] = []
        self.cell: list[Paragraph] = []
        self.row: list[list[Paragraph]] = []
        self.boxes: Blocks = []
        self.listed = False  # the paragraph has a list's sign


class Body:
    def __init__(self) -> None:
        self.flows = [_Flow(0)]
        self.notes: dict[str, list[Paragraph]] = {}
        self.seen: list[tuple[Paragraph, int]] = []  # each paragraph with its style
        self._fields: list[tuple[int, int, str]] = []  # depth, place of the paragraph, what it is told
        self._ranges: list[tuple[str, int, int]] = []

    def write(self, run: Run) -> None:
        self.flows[-1].runs.append(run)

    # ---- notes and boxes ----

    def begin_note(self, depth: int) -> None:
        key = str(len(self.notes) + 1)
        self.notes[key] = []
        self.write(Run("", note=key))
        self.flows.append(_Flow(depth, key))

    def begin_box(self, depth: int) -> None:
        self.flows.append(_Flow(depth))

    def end_group(self, depth: int, state: State) -> None:
        if len(self.flows) > 1 and self.flows[-1].depth == depth:
            self.end_paragraph(state, last=True)
            ended = self.flows.pop()
            if ended.note:
                self.notes[ended.note] = [block for block in ended.blocks if isinstance(block, Paragraph)]
            else:
                self.flows[-1].boxes += ended.blocks
        if self._fields and self._fields[-1][0] == depth:
            _, start, told = self._fields.pop()
            self._ranges.append((field_role(told), start, len(self.seen) + bool(self.flows[-1].runs)))

    # ---- fields ----

    def begin_field(self, depth: int) -> None:
        self._fields.append((depth, len(self.seen), ""))

    def tell_field(self, told: str) -> None:
        if self._fields:
            depth, start, before = self._fields[-1]
            self._fields[-1] = (depth, start, (before + told)[:1000])

    @property
    def in_page_number(self) -> bool:
        return bool(self._fields) and field_role(self._fields[-1][2]) == "page"

    # ---- paragraphs and tables ----

    def end_paragraph(self, state: State, last: bool = False) -> None:
        flow = self.flows[-1]
        if state.goes != "body" or (last and not flow.runs):
            return
        paragraph = self._paragraph(flow, state)
        (flow.cell if state.in_table and not flow.note else flow.blocks).append(paragraph)
        flow.blocks += flow.boxes
        flow.boxes = []

    def _paragraph(self, flow: _Flow, state: State) -> Paragraph:
        runs, flow.runs = _whole(flow.runs), []
        paragraph = Paragraph(runs, "", 0, state.left, state.right, state.first, state.centred, state.size)
        if flow.listed:
            paragraph.role = "item"
        elif state.outline < 9:
            paragraph.role, paragraph.level = "heading", min(state.outline + 1, 6)
        flow.listed = False
        self.seen.append((paragraph, state.style))
        return paragraph

    def end_cell(self, state: State) -> None:
        flow = self.flows[-1]
        if state.goes == "body":
            flow.row.append([*flow.cell, self._paragraph(flow, state)])
            flow.cell = []

    def end_row(self, state: State) -> None:
        flow = self.flows[-1]
        if flow.row:
            table = flow.blocks[-1] if flow.blocks else None
            if not isinstance(table, Table):
                table = Table()
                flow.blocks.append(table)
            table.rows.append(flow.row)
            flow.row = []

    def finish(self, styles: dict[int, Look]) -> Blocks:
        """The blocks of the body, with the roles of their styles."""
        for paragraph, style in self.seen:
            look = styles.get(style, PLAIN)
            if look.role and not (paragraph.role == "item" and look.role != "heading"):
                paragraph.role, paragraph.level = look.role, look.level
        mark_ranges(self._ranges, [paragraph for paragraph, _ in self.seen])
        flow = self.flows[0]
        rest = [cell for row in (*flow.row, flow.cell) for cell in row]  # a row that does not end
        return [*flow.blocks, *rest]


def _whole(runs: list[Run]) -> list[Run]:
    """Runs of one look joined, and letters beyond the first plane, written in two halves, made whole."""
    joined = []
    for look, row in groupby(runs, lambda run: run._replace(text="")):
        text = "".join(run.text for run in row)
        if not text.isascii():
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        joined.append(look._replace(text=text))
    return joined
