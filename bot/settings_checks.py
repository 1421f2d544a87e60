"""Checks of single settings. Each raises ValueError with a reason that does not repeat the value."""

import re
from importlib.util import find_spec
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import SecretStr

TOKEN = re.compile(r"\d{1,19}:[A-Za-z0-9_-]{3,}")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
DATABASE = re.compile(r"(sqlite|postgres|postgresql)(\+\w+)?://.*", re.DOTALL)
IN_MEMORY = re.compile(r"sqlite(\+\w+)?://(/?|/:memory:.*)")
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
MAX_PORT = 65535


def token(value: SecretStr) -> SecretStr:
    """Accept the shape that BotFather gives."""
    if not TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("expected the form 123456789:ABC… that BotFather gives")
    return value


def api_base_url(value: str) -> str:
    """Accept the root of a Bot API server, to which `/bot<token>/` is appended."""
    parsed = _web_address(value, schemes=("http", "https"))
    path = parsed.path.rstrip("/")
    if path.rpartition("/")[2].startswith("bot"):
        raise ValueError("give the address without /bot: it is appended")
    if parsed.query or parsed.fragment:
        raise ValueError("expected an address without ? and #")
    return value.rstrip("/")


def webhook_url(value: str) -> str:
    """Accept https, and http on this machine (for a Bot API server that runs here)."""
    parsed = _web_address(value, schemes=("http", "https"))
    if parsed.scheme == "http" and parsed.hostname not in LOOPBACK:
        raise ValueError("expected an https address")
    return value


def webhook_secret(value: SecretStr) -> SecretStr:
    """Accept what Telegram accepts, when long enough not to be guessed."""
    if not SECRET.fullmatch(value.get_secret_value()):
        raise ValueError("expected 16 to 256 letters, digits, _ or -")
    return value


def database_url(value: SecretStr) -> SecretStr:
    """Accept SQLite in a file and PostgreSQL."""
    url = value.get_secret_value()
    if not DATABASE.fullmatch(url):
        raise ValueError("expected sqlite:///FILE or postgresql://USER@HOST/NAME")
    if IN_MEMORY.fullmatch(url):
        raise ValueError("a database in memory would forget everything: name a file")
    return value


def timezone(value: str) -> str:
    """Accept the name of a time zone."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("not a time zone: expected a name such as Asia/Shanghai") from None
    return value


def ids(value: str) -> frozenset[int]:
    """Read Telegram ids separated by commas."""
    parts = [part.strip() for part in value.replace("，", ",").split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() and int(part) > 0 for part in parts):
        raise ValueError("expected Telegram ids separated by commas")
    return frozenset(map(int, parts))


def listen(value: str) -> str:
    """Accept HOST:PORT."""
    host, _, port = value.rpartition(":")
    if not host or not (port.isascii() and port.isdigit() and int(port) <= MAX_PORT):
        raise ValueError("expected HOST:PORT, such as 127.0.0.1:8080")
    return value


def proxy(value: SecretStr) -> SecretStr:
    """Accept an HTTP proxy, and a SOCKS proxy where its package is installed."""
    parsed = _web_address(value.get_secret_value(), schemes=("http", "https", "socks5", "socks5h"))
    if parsed.scheme.startswith("socks") and find_spec("socksio") is None:
        raise ValueError("a SOCKS proxy needs the package socksio: pip install 'httpx[socks]'")
    return value


def _web_address(value: str, *, schemes: tuple[str, ...]) -> SplitResult:
    """Take an address apart, with a host and, if any, a possible port."""
    expected = f"expected an address such as {schemes[0]}://HOST:PORT"
    try:
        parsed = urlsplit(value)
        is_complete = parsed.port != 0
    except ValueError:
        raise ValueError(expected) from None
    if parsed.scheme not in schemes or not parsed.hostname or not is_complete:
        raise ValueError(expected)
    return parsed
