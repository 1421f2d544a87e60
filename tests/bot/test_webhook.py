"""The webhook's door."""

import httpx
import pytest

from bot.webhook import MAX_BYTES, SECRET_HEADER, build_webhook

SECRET = "0123456789abcdef"


@pytest.fixture
def accepted():
    """The updates that were handed over."""
    return []


@pytest.fixture
async def caller(accepted):
    """A client of the webhook."""

    async def accept(update):
        accepted.append(update)

    app = build_webhook("/hook", secret=SECRET, accept=accept)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        yield client


async def test_an_update_with_the_secret_is_handed_over(caller, accepted):
    """Telegram's call is taken."""
    response = await caller.post("/hook", json={"update_id": 1}, headers={SECRET_HEADER: SECRET})
    assert (response.status_code, accepted) == (200, [{"update_id": 1}])


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: f"{SECRET}x"}])
async def test_without_the_secret_nothing_is_read(caller, accepted, headers):
    """Anybody else is turned away."""
    response = await caller.post("/hook", json={"update_id": 1}, headers=headers)
    assert (response.status_code, accepted) == (403, [])


@pytest.mark.parametrize(
    ("body", "status"), [(b"{", 400), (b"[1]", 400), (b"\xff", 400), (b" " * (MAX_BYTES + 1), 413)]
)
async def test_what_is_no_update_is_refused(caller, accepted, body, status):
    """Broken or huge bodies stop at the door."""
    response = await caller.post("/hook", content=body, headers={SECRET_HEADER: SECRET})
    assert (response.status_code, accepted) == (status, [])


async def test_health_and_nothing_else(caller):
    """A load balancer may ask for health; other paths and verbs are closed."""
    assert (await caller.get("/healthz")).text == "ok"
    assert (await caller.get("/hook")).status_code == 405
    assert (await caller.get("/")).status_code == 404
