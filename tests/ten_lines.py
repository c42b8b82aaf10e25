import pandas as pd

from analysis import compare_terms, figures, find_families, open_study

study = open_study("seeds")  # or the folder of your own two texts
words = "fear*|threat*|danger*|afraid"  # your question, in words
fear = find_families(study.terms, pd.DataFrame({"theme": ["fear"], "term": [words]}))
study.show(compare_terms(fear, **study.question))  # how often in each, in how many passages, how sure the difference is
study.show(study.lines(words), ["document", "line", "voice", "left", "match", "right"])  # every line behind it
figures.word_barcode(study, words=words)  # where in each text
