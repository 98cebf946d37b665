"""Commands that validate and append, and the one place that commits them."""
