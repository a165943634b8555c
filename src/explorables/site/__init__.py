"""A course as pages: one self-contained file for each notebook, and pages to look things up in.

`explorables site COURSE` writes them all; `jupyter nbconvert --to explorables NOTEBOOK` writes one.
"""
