from analysis import compare_terms, figures, find_families, open_study

study = open_study("seeds")  # or the folder of your own two texts
words = "fear*|threat*|danger*|afraid"  # your question
fear = find_families(study.terms, {"fear": words})
study.show(compare_terms(fear, **study.question))  # how often, and how sure
study.show(study.lines(words), ["document", "line", "voice", "left", "match", "right"])
figures.word_barcode(study, words=words)
