"""Files to Corpus: `formats` (bytes to lines), `structure` (lines to blocks and notes), `voices`, `corpus`."""
