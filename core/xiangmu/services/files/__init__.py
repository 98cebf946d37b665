"""Files that people send: what is let in, what a picture tells, where they are kept."""
