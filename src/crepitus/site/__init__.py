"""The course as pages: one self-contained file for each notebook, and an index.

`python -m crepitus.site` writes them all; `jupyter nbconvert --to crepitus NOTEBOOK` writes one.
"""
