"""Double claims (重复申报)."""
