"""How problems stand: what follows from their steps, the rules of their policy, the calendar and the time it is."""
