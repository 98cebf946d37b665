"""The forms of a city: those of the core, and those that its plugin states."""
