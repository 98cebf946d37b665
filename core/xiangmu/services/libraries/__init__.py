"""Libraries (项目库): submitting projects, reviewing them step by step, and what the statistics office has."""
