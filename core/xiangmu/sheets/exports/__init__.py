"""Exports (导出): lists, forms and figures as workbooks that offices print and pass on."""
