"""Terms of two sides: words, collocates, vocabulary, style; and whether a difference survives a second look.

`sides` (who is compared with whom) · `words` and their `measures` · `collocates` · `vocabulary` (what is used alike,
what makes the whole differ) · `wordstock` (how many different words) · `style`, `style_measures`, `stance` ·
`robustness`, `specification` · `comparison` (the answer as a value) · `naive` (an ordinary counter, for contrast).
"""
