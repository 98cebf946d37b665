"""Scorecards (得分表的结果)."""
