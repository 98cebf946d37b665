"""What a policy asks of projects and names their stages (对项目的要求)."""
