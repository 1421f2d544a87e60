"""Listening to changes, also for those who lag."""

from bot.local import events
from bot.local.events import RESYNC, EventHub


async def test_idle_listeners_are_told_so():
    """A listener gets None when nothing happens for a while."""
    async for event in EventHub().listen(0.01):
        assert event is None
        break


async def test_lagging_listeners_start_afresh(monkeypatch):
    """Who lags far behind is told to fetch everything anew."""
    monkeypatch.setattr(events, "MOST_WAITING_EVENTS", 2)
    hub = EventHub()
    with hub._subscription() as queue:
        for number in range(3):
            hub.publish("message", number)
        hub.close()
        found = [queue.get_nowait() for _ in range(queue.qsize())]
    assert found == [RESYNC, {"type": "message", "chat_id": 2}, None]


async def test_closed_hub_ends_listening():
    """Listening to a stopped messenger ends at once."""
    hub = EventHub()
    hub.close()
    assert [event async for event in hub.listen(1)] == []
