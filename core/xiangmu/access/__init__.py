"""Who asks, and which rows they may see."""
