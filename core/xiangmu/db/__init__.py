"""The database: engine, tables, the chain of the ledger, and facts read back as values."""
