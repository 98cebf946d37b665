"""What a policy says of cards (得分表), boards (榜) and awards (奖项)."""
