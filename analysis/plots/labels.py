"""Labels beside marks, each where there is room for it."""

from collections.abc import Iterable

from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Bbox

_AROUND = (
    (4, 2, "left", "bottom"),
    (-4, 2, "right", "bottom"),
    (4, -2, "left", "top"),
    (-4, -2, "right", "top"),
    (0, 6, "center", "bottom"),
    (0, -6, "center", "top"),
)
_HALO = [withStroke(linewidth=2, foreground="white")]  # letters stand clear of lines and dots behind them
BESIDE = ((6, 0, "left", "center"), (-6, 0, "right", "center"), *_AROUND)  # right of the mark, else left, else around


def spread_labels(
    ax: Axes,
    labels: Iterable[tuple[str, list[tuple[float, float]], str]],
    *,
    taken: Iterable[Bbox] = (),
    places: Iterable[tuple[float, float, str, str]] = _AROUND,
) -> int:
    """Write each label by its mark where it covers nothing; one that finds no free place is left out.

    The figure must be laid out (`draw_without_rendering`), so that boxes are where they will be.

    Parameters
    ----------
    ax : Axes
        Where to write.
    labels : iterable of (text, points, colour)
        In order of importance; `points` are the ends of the mark that it may stand by: one, or right and left.
    taken : iterable of Bbox
        What must not be covered, in pixels.
    places : iterable of (dx, dy, horizontal, vertical)
        Offsets in points and alignments to try, best first; those aligned "right" stand by the last end.

    Returns
    -------
    int
        How many were written.
    """
    taken, frame, written = list(taken), ax.get_window_extent(), 0
    for told, points, colour in labels:
        for dx, dy, ha, va in places:
            at = points[-1] if ha == "right" else points[0]
            text = ax.annotate(
                told, at, (dx, dy), textcoords="offset points", ha=ha, va=va, fontsize="small", color=colour
            )
            text.set(in_layout=False, path_effects=_HALO)  # the layout is settled
            box = text.get_window_extent()
            inside = frame.contains(box.x0, box.y0) and frame.contains(box.x1, box.y1)
            if inside and not any(box.overlaps(other) for other in taken):
                taken.append(box.padded(1.5))
                written += 1
                break
            text.remove()
    return written
