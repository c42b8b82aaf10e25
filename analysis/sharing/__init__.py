"""A page to hand on: counts, places and lines of the texts in one file that needs no program but a browser.

`page` (the file itself), `rights` (which lines it may carry), `places` (words counted in stretches, where the text is
not to be given away), `passages` (text and terms as the page reads them), `links` (from a report's numbers to lines).
"""
