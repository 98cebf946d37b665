"""Lights of projects (亮灯)."""
