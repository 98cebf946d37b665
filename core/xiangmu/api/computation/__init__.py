"""How a result was worked out (计算依据)."""
