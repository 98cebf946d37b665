"""Problems (问题): raised, carried, escalated, settled, confirmed and crossed off."""
