"""Libraries (项目库) as a policy states them, how full they are, and held against statistics and key works."""
