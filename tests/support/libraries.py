"""Libraries of the invented city: two, with a review from the county through the city to the province."""

from xiangmu.plugin.libraries import Library, LibraryRules, ReviewLevel, ReviewStep
from xiangmu.plugin.money import wan
from xiangmu.plugin.vocabulary import KeyList, Stage

STEPS = (
    ReviewStep(key="county", title="县级报送", level=ReviewLevel.COUNTY),
    ReviewStep(key="city", title="市级初审", level=ReviewLevel.CITY),
    ReviewStep(key="province", title="省级审核", level=ReviewLevel.PROVINCE),
)


def libraries(policy: str) -> LibraryRules:
    """Of the policy with that key."""
    return LibraryRules(
        policy=policy,
        clause="T-1",
        libraries=(
            Library(key="planning", title="谋划库", stages=(Stage.RESERVED, Stage.SIGNED, Stage.PRELIMINARY)),
            Library(key="works", title="建设库", stages=(Stage.STARTED, Stage.BUILDING), in_statistics=True),
        ),
        steps=STEPS,
        order="T-1",
        reconciled="T-1",
        statistics="bureau",
        statistics_from=wan(500),
        key_works=(KeyList.CITY_KEY,),
    )
