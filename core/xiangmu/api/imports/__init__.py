"""Importing workbooks: asking for a preview, looking at it, recording it."""
