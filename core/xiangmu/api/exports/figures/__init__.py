"""Figures as sheets: what the queries of the same names answer, laid out."""

from collections.abc import Mapping

from xiangmu.api.accountability.queries import AccountabilityQueries
from xiangmu.api.attainment.queries import AttainmentQueries
from xiangmu.api.boards.queries import BoardQueries
from xiangmu.api.exports.figures.attainment import ACCOUNTABILITY, ATTAINMENT
from xiangmu.api.exports.figures.boards import BOARDS
from xiangmu.api.exports.figures.inventories import INVENTORIES
from xiangmu.api.exports.figures.laying import Laid
from xiangmu.api.exports.figures.scorecards import SCORECARDS
from xiangmu.api.inventories.queries import InventoryQueries
from xiangmu.api.scorecards.queries import ScorecardQueries

FIGURES: Mapping[str, Laid] = {
    "scorecards": SCORECARDS,
    "boards": BOARDS,
    "attainment": ATTAINMENT,
    "accountability": ACCOUNTABILITY,
    "inventories": INVENTORIES,
}
"""By the root field of the query."""
QUERIES = (ScorecardQueries, BoardQueries, AttainmentQueries, AccountabilityQueries, InventoryQueries)
"""Whose fields these are, with their arguments."""
