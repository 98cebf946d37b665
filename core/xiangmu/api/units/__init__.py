"""Responsible units (责任单位) and the groups they are assessed in."""
