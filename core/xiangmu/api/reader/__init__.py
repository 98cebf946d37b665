"""The one reader: entities are declared once, and every list, object and relation is read by the same few pages.

selection → plan → rows. A selection (what a client asks for) and the declarations give a plan, which is pure; the
plan takes one statement for every relation in the selection, however many rows there are.
"""
