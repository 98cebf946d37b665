"""Who asks. Until accounts exist there is one principal, who sees and may do everything."""

from xiangmu.plugin.value import value


@value
class Principal:
    """Someone who enters or reads. What one who does not ``confirm`` enters is claimed until the office decides."""

    id: str
    confirms: bool


SYSTEM = Principal(id="system", confirms=True)
ANONYMOUS = Principal(id="anonymous", confirms=True)
"""Recorded for ballots, whoever sent them."""
