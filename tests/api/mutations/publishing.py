"""A bulletin, drafted and published through the API."""

from tests.api.mutations.desk import Desk
from tests.support.city import POLICY


async def bulletins(desk: Desk) -> None:
    """Drafted and published; then nothing more is published for that occurrence."""
    given = {"policy": POLICY, "obligation": "bulletin", "due": "2023-06-10", "issuer": "试验市项目办"}
    late = await desk.refusals("bulletinDraft", **(given | {"due": "2023-06-11"}))
    assert late == [("due", "NOT_FOUND")]
    draft = (await desk.give("bulletinDraft", "draft { id round corrects { number } }", **given))["draft"]
    assert draft == {"id": draft["id"], "round": 1, "corrects": None}
    show = "bulletin { year number draft { id } content { title correction } history { action } }"
    bulletin = (await desk.give("bulletinPublish", show, policy=POLICY, bulletinDraft=draft["id"]))[
        "bulletin"
    ]
    assert bulletin == {
        "year": desk.office.now.year,
        "number": 1,
        "draft": {"id": draft["id"]},
        "content": {"title": "试验市月通报", "correction": None},
        "history": [{"action": "bulletin_publish"}],
    }
    again = await desk.refusals("bulletinPublish", policy=POLICY, bulletinDraft=draft["id"])
    assert again == [("bulletinDraft", "CONFLICT")]
    assert await desk.refusals("bulletinDraft", **given) == [("reason", "REQUIRED")]
