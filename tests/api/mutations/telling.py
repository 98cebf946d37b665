"""Channels of notifications, kept, tried and told again through the API."""

from starlette.responses import JSONResponse

from tests.api.mutations.desk import Desk
from tests.support.city import CITY
from tests.support.post import Post
from tests.support.robots import SIGNED, URLS, WECOM

SHOWN = "channel { id kind title topics units disabled address signed version }"


async def channels(desk: Desk) -> None:
    """Add one, change it, give it another address, try it, send again what failed, and close it."""
    given = {"jurisdiction": CITY, "kind": "DINGTALK", "title": "工作群", "secret": SIGNED}
    topics = ["DRAFT_OPENED", "ISSUE_RAISED"]
    url = "https://oapi.dingtalk.com/robot/send?access_token=0123456789"
    payload = await desk.give("channelAdd", SHOWN, url=url, topics=topics, units=["town1"], **given)
    channel = payload["channel"]
    assert channel == {
        "id": channel["id"],
        "kind": "DINGTALK",
        "title": "工作群",
        "topics": topics,
        "units": ["town1"],
        "disabled": False,
        "address": "oapi.dingtalk.com …6789",
        "signed": True,
        "version": payload["no"],
    }
    of = {"channel": channel["id"]}
    payload = await desk.give("channelChange", SHOWN, title="大群", topics=["DRAFT_OPENED"], **of)
    changed = {"title": "大群", "topics": ["DRAFT_OPENED"], "units": [], "version": payload["no"]}
    assert payload["channel"] == channel | changed
    payload = await desk.give("channelAddressSet", SHOWN, url=url[:-4] + "ABCD", **of)
    assert (payload["channel"]["address"], payload["channel"]["signed"]) == ("oapi.dingtalk.com …ABCD", False)
    for mutation, disabled in (("channelDisable", True), ("channelEnable", False)):
        payload = await desk.give(mutation, SHOWN, **of)
        assert payload["channel"]["disabled"] is disabled
    await tried(desk)


async def tried(desk: Desk) -> None:
    """Nobody is there the first time."""
    post = Post(desk.office)
    given = {"jurisdiction": CITY, "kind": "WECOM", "title": "试的群", "url": URLS[WECOM]}
    payload = await desk.give("channelAdd", "channel { id }", topics=["REPORT_LATE"], **given)
    channel = payload["channel"]["id"]
    await desk.give("channelTest", "channel { title }", channel=channel)
    post.robots.answers[WECOM].append(JSONResponse({"errcode": 93000}))
    await post.go()
    show = (
        "{ state attempts failure answerCode deliveredAt notification { topic text } channel { title } id }"
    )
    dead = f"{{ notificationDeliveries(first: 5, filter: {{ state: [DEAD] }}) {{ nodes {show} }} }}"
    [delivery] = (await desk.ask(dead))["notificationDeliveries"]["nodes"]
    identity, notification = delivery.pop("id"), delivery.pop("notification")
    assert notification["topic"] == "TEST"
    assert delivery == {
        "state": "DEAD",
        "attempts": 1,
        "failure": "NO_SUCH_ROBOT",
        "answerCode": 93000,
        "deliveredAt": None,
        "channel": {"title": "试的群"},
    }
    payload = await desk.give("deliveryRetry", "delivery { state attempts }", delivery=identity)
    assert payload["delivery"] == {"state": "PENDING", "attempts": 0}
    await post.go()
    query = f"{{ notificationChannels(first: 5) {{ nodes {{ id deliveries(first: 5) {show} }} }} }}"
    nodes = (await desk.ask(query))["notificationChannels"]["nodes"]
    [told] = next(node["deliveries"] for node in nodes if node["id"] == channel)
    assert told["state"] == "DELIVERED"
