"""Table to Axes: each function draws one table on one `ax` and returns it; nothing here computes, saves or shows."""

from analysis.plots.against import plot_against
from analysis.plots.choices import plot_before_after, plot_specifications
from analysis.plots.contrasts import plot_differences, plot_ratios
from analysis.plots.counts import plot_barcode, plot_coverage, plot_owned, plot_parts, plot_shares
from analysis.plots.history import label_timeline, plot_causes, plot_roles, plot_timeline, tell_weights
from analysis.plots.marks import PALETTE, colours_for, name_directions, name_documents
from analysis.plots.models import (
    plot_arc,
    plot_means,
    plot_measure_by_number,
    plot_ribbon,
    plot_stability,
    plot_weights,
)
from analysis.plots.shifts import plot_shift, plot_word_shift
from analysis.plots.trees import plot_map, plot_tree

__all__ = [
    "PALETTE",
    "colours_for",
    "label_timeline",
    "name_directions",
    "name_documents",
    "plot_against",
    "plot_arc",
    "plot_barcode",
    "plot_before_after",
    "plot_causes",
    "plot_coverage",
    "plot_differences",
    "plot_map",
    "plot_means",
    "plot_measure_by_number",
    "plot_owned",
    "plot_parts",
    "plot_ratios",
    "plot_ribbon",
    "plot_roles",
    "plot_shares",
    "plot_shift",
    "plot_specifications",
    "plot_stability",
    "plot_timeline",
    "plot_tree",
    "plot_weights",
    "plot_word_shift",
    "tell_weights",
]
