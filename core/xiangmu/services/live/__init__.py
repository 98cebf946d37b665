"""Live data: one follower for each process knows the newest number of the ledger and wakes who waits for it."""
