"""Who asks, and what they may do (我能做什么)."""
