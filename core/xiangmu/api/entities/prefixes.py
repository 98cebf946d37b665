"""How the ids of what others point at begin."""

PROJECT = "prj"
UNIT = "unt"
GOAL_REVISION = "gol"
INDICATOR_READING = "ind"
DUPLICATE_RULING = "dup"
PERSON = "psn"
DRAFT = "drf"
