"""Exports: which lists and figures are handed over as workbooks, to whom, and how they are read."""
