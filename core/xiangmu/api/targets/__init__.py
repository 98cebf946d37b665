"""Targets (目标任务)."""
