"""Indicators (指标)."""
