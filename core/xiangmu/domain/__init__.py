"""Pure rules of the core: no I/O, no clock, no randomness."""
