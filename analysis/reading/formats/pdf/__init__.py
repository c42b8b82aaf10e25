"""Pages of PDF: letters with their places, read in a process of its own, to paragraphs, headings, notes and tables."""
