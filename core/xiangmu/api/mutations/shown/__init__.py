"""What the payload of each command shows."""

from xiangmu.api.identity.payloads import IDENTITY
from xiangmu.api.mutations.notices import NOTICES
from xiangmu.api.mutations.shown import projects, results, rhythm, supervision, units
from xiangmu.api.mutations.shown.giving import Shown

SHOWN: Shown = {
    **units.SHOWN,
    **projects.SHOWN,
    **rhythm.SHOWN,
    **supervision.SHOWN,
    **results.SHOWN,
    **IDENTITY,
    **NOTICES,
}
