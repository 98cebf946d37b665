"""The address of a calendar: its secret stands in the path, where programs for calendars keep it; no log shows it."""

CALENDARS = "/calendar"
ROUTE = CALENDARS + "/{name}"
ENDING = ".ics"
MASKED = f"{CALENDARS}/…"


def calendar_address(secret: str) -> str:
    """Where the calendar is fetched."""
    return f"{CALENDARS}/{secret}{ENDING}"


def shown_path(path: str) -> str:
    """``path`` as it may stand in a log: whatever is asked for among the calendars could be a secret."""
    return MASKED if path.casefold().startswith(CALENDARS) else path
