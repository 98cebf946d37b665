"""The forms of every jurisdiction: what a sheet's columns are called and what they fill in."""

from xiangmu.sheets.forms.finding import form_of, forms_of
from xiangmu.sheets.forms.shapes import Choice, Column, Content, SheetForm

__all__ = ["Choice", "Column", "Content", "SheetForm", "form_of", "forms_of"]
