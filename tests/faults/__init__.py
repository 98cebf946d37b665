"""What the program does when something else fails."""
