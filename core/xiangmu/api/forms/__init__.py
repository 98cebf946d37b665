"""The forms in which ledgers are brought in."""
