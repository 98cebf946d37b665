"""What fields cost, in units of about ten microseconds of one core: most cost one, and say nothing of it."""

COST = "cost"
"""In the ``metadata`` of a field: what it costs by itself, without what is selected below it."""
EACH = "each"
"""In the ``metadata`` of a field: what every entry of a list among its arguments costs."""

COUNTING = {COST: 100}
"""``metadata`` of a field that looks at all rows, however many are shown."""
FOLDING = {COST: 10_000}
"""``metadata`` of a field that may have to compute a whole board."""
SHARING = {COST: 1_000}
"""``metadata`` of a field of a row for which one board may have to be computed for the whole page."""
COMMAND = 1_000
"""What a command costs: it keeps all others from writing for a moment."""
IN_BATCH = 200
"""What each command of a batch costs: the waiting for others, and for the disk, is done once for all."""
REFUSAL = 200
"""What a request costs that is not carried out."""
REPEATED = 500
"""What an answer costs that is there already: a megabyte has to be sent."""
