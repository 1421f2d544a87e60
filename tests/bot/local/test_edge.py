"""The page and the headers that keep strangers out."""

import httpx
import pytest

from bot.local.edge import WEB


@pytest.fixture
async def http(messenger):
    """A plain HTTP client."""
    async with httpx.AsyncClient(base_url=messenger.base_url, trust_env=False) as opened:
        yield opened


async def test_page_needs_its_token(http, messenger):
    """The page opens with the whole address only."""
    assert (await http.get("/")).status_code == 403
    assert (await http.get("/?token=wrong")).status_code == 403
    page = await http.get(messenger.page_url)
    assert page.status_code == 200
    assert 'lang="zh-CN"' in page.text


async def test_headers(http, messenger):
    """Scripts come from here only, nothing is shared with other sites, no origin is allowed in."""
    page = await http.get(messenger.page_url, headers={"origin": "https://example.com"})
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in page.headers
    assert (await http.get("/web/chat.css")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("host", "status"), [("127.0.0.1", 200), ("localhost:1", 200), ("evil.example:80", 421), ("", 421)]
)
async def test_foreign_hosts(http, host, status):
    """A name that was rebound to loopback is refused."""
    response = await http.get("/web/chat.js", headers={"host": host})
    assert response.status_code == status


def test_page_has_nothing_inline_and_nothing_foreign():
    """No inline script or style, no other host."""
    page = (WEB / "chat.html").read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "style=" not in page
    for file in WEB.iterdir():
        text = file.read_text(encoding="utf-8")
        assert "https://" not in text.replace("https://t.me", ""), file.name
        assert "@import" not in text, file.name
