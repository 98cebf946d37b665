"""Policies (文件), clauses (条款) and readings (口径)."""
