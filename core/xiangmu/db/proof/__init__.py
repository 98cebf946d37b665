"""Proof that the ledger holds: every command, every row it recorded or ended, and what follows from them."""
