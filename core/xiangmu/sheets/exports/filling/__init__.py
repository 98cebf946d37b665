"""Forms filled in with what the ledger holds: what is brought in again unchanged changes nothing."""

from xiangmu.sheets.exports.filling.forms import Filling, UnfillableError, fillable, filled

__all__ = ["Filling", "UnfillableError", "fillable", "filled"]
