"""What the command line does: run notebooks, draw figures, build the report, open JupyterLab.

`commands` (each command of `python -m analysis`), `folders` (where things are), `run` (a notebook in a fresh kernel),
`stored` (how an executed notebook is kept), `report` and `pages` (static HTML), `lab` (JupyterLab without prompts).
"""
