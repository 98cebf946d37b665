"""Logins: one spelling for what people type in many."""

import re
import unicodedata

LOGIN = re.compile(r"[\w.@-]{2,64}")


def fold_login(given: str) -> str:
    """``given`` as logins are compared: width, case and blanks around it make no difference."""
    return unicodedata.normalize("NFKC", given).strip().casefold()


def is_login(folded: str) -> bool:
    """Whether a folded text can be a login."""
    return LOGIN.fullmatch(folded) is not None
