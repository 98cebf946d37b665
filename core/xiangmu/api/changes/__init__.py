"""What changed since a number of the ledger, and what left the view of who asks: for clients that work offline."""
