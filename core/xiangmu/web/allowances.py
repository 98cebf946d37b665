"""Whose budget a request is charged to."""

from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import HTTPConnection, Request

from xiangmu.access.principals import Principal, PrincipalKind
from xiangmu.services.budgets import Allowance, Budgets
from xiangmu.settings import BudgetSettings

NETWORK = 64
"""Bits of an IPv6 address that one customer cannot choose."""


class Allowances:
    """What requests may spend: principals of their own budget, others of that of their address."""

    def __init__(self, budgets: Budgets, settings: BudgetSettings) -> None:
        self._budgets = budgets
        self._settings = settings

    def of(self, request: Request, principal: Principal | None) -> Allowance:
        """For who sent the request; ``principal`` None before that is known."""
        if principal is not None and principal.kind is PrincipalKind.SYSTEM:
            return Allowance()
        if principal is None or principal.kind is PrincipalKind.ANONYMOUS:
            key, budget = address_key(request), self._settings.anonymous
        else:
            key, budget = principal.id, self._settings.principal
        return Allowance(self._budgets, key, budget) if budget else Allowance()


def address_key(request: HTTPConnection) -> str:
    """What stands for the address of a client. A hash: nobody's address is kept."""
    network = _network(request.client.host) if request.client else ""
    return f"address:{blake2b(network.encode(), digest_size=16).hexdigest()}"


def _network(host: str) -> str:
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, NETWORK), strict=False))
    return str(address)
