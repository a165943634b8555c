"""The course as pages: one self-contained file for each notebook, pages to look things up in, and the sheets of a classroom.

`python -m crepitus.site` writes them all; `jupyter nbconvert --to crepitus NOTEBOOK` writes one.
"""
