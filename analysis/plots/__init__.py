"""Table to Axes: each function draws one table on one `ax` and returns it; nothing here computes, saves or shows."""

from analysis.plots.contrasts import (
    plot_before_after,
    plot_differences,
    plot_ratios,
    plot_specifications,
    plot_word_shift,
)
from analysis.plots.counts import plot_against, plot_barcode, plot_coverage, plot_parts, plot_shares
from analysis.plots.marks import PALETTE, colours_for, name_directions
from analysis.plots.models import (
    plot_arc,
    plot_means,
    plot_measure_by_number,
    plot_ribbon,
    plot_shift,
    plot_stability,
    plot_weights,
)

__all__ = [
    "PALETTE",
    "colours_for",
    "name_directions",
    "plot_against",
    "plot_arc",
    "plot_barcode",
    "plot_before_after",
    "plot_coverage",
    "plot_differences",
    "plot_means",
    "plot_measure_by_number",
    "plot_parts",
    "plot_ratios",
    "plot_ribbon",
    "plot_shares",
    "plot_shift",
    "plot_specifications",
    "plot_stability",
    "plot_weights",
    "plot_word_shift",
]
