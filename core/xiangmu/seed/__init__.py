"""Demonstration data: what the cities' plugins tell, entered through the ledger day by day."""

from xiangmu.seed.enter import Seeded, seed_demo

__all__ = ["Seeded", "seed_demo"]
