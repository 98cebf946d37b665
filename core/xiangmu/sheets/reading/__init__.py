"""A user's workbook as typed rows of a form.

``reader.read`` runs ``python -m xiangmu.sheets.reading`` as a process with limits. All modules but ``reader`` import
the standard library only: the process starts fast, and what a hostile file breaks is not the server. The house's
``@value`` brings pydantic along, so values are plain frozen dataclasses here.

Parts of openpyxl are not used for it: it forgets what is merged or hidden as soon as it streams, tells a formula
without a stored value from a blank cell only by reading twice, and takes the dates of a Chinese Excel (number formats
27–36 and 50–58) for numbers.
"""
