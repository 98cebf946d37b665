"""Imports (导入): rows of a workbook against the ledger: what each would change, and then recording it, all or none."""
