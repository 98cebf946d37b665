"""How projects come into the four libraries (JC-21): reported by the county, looked at first by the city, decided by
the province. The province does not use the program: the city's office enters what it decided."""

from xiangmu.plugin.libraries import Library, LibraryRules, ReviewLevel, ReviewStep
from xiangmu.plugin.money import wan
from xiangmu.plugin.vocabulary import KeyList, Stage
from xiangmu_jincheng.policy import POLICY

PLANNING = Library(key="planning", title="谋划库", stages=(Stage.RESERVED, Stage.SIGNED))
PRELIMINARY = Library(key="preliminary", title="前期库", stages=(Stage.PRELIMINARY,))
CONSTRUCTION = Library(
    key="construction",
    title="建设库",
    stages=(Stage.STARTED, Stage.BUILDING, Stage.COMPLETED),
    in_statistics=True,
)
PRODUCTION = Library(
    key="production", title="投产库", stages=(Stage.PRODUCING, Stage.AT_CAPACITY), in_statistics=True
)
STATISTICS_FROM = wan(500)
"""The statistics of fixed investment take in projects of 500万元 or more; the document prints no amount."""
KEY_WORKS = (KeyList.PROVINCIAL_KEY, KeyList.CITY_KEY)
LIBRARIES = LibraryRules(
    policy=POLICY.key,
    clause="JC-21",
    libraries=(PLANNING, PRELIMINARY, CONSTRUCTION, PRODUCTION),
    steps=(
        ReviewStep(key="county", title="县级报送", level=ReviewLevel.COUNTY),
        ReviewStep(key="city", title="市级初审", level=ReviewLevel.CITY),
        ReviewStep(key="province", title="省级审核", level=ReviewLevel.PROVINCE),
    ),
    order="JC-14",
    reconciled="JC-28",
    statistics="tongji-ju",
    statistics_from=STATISTICS_FROM,
    key_works=KEY_WORKS,
)
