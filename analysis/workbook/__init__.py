"""What the command line does: run notebooks, draw figures, build the report, open JupyterLab.

`folders` (where things are), `run` (a notebook in a fresh kernel), `stored` (how an executed notebook is kept),
`report` (static HTML), `build` (all of it), `lab` (JupyterLab without prompts), `reader` (what was read in a file).
"""
