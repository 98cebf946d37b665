"""How the ids of what others point at begin."""

PROJECT = "prj"
UNIT = "unt"
PERSON = "psn"
DRAFT = "drf"
