"""Settings from the environment: what is accepted, and the one line that says what is not."""

import re
from pathlib import Path

import pytest

from bot.settings import Access, Settings, SettingsError, load_settings, prepare_data_dir, unknown_variables

pytestmark = pytest.mark.usefixtures("no_settings")

TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SECRET = "0123456789abcdefXYZ"


def set_all(monkeypatch, values):
    """Set variables by their names without the prefix."""
    for name, value in values.items():
        monkeypatch.setenv(f"CADREBOT_{name}", value)


def test_defaults_need_nothing(tmp_path):
    """An empty environment runs locally, in Beijing time, for invited people."""
    settings = load_settings()
    assert (settings.token, settings.access, settings.zone.key) == (None, Access.INVITE, "Asia/Shanghai")
    assert settings.local_port == 8765
    assert settings.database == f"sqlite:///{tmp_path}/data/local.sqlite3"


def test_every_setting_is_read(monkeypatch):
    """Values arrive with their types."""
    set_all(
        monkeypatch,
        {
            "TOKEN": TOKEN,
            "API_BASE_URL": "http://127.0.0.1:8081/",
            "DATABASE_URL": "postgresql://u:pw@h/d",
            "ADMINS": "12, 34，56,",
            "ACCESS": "open",
            "TIMEZONE": "Asia/Urumqi",
            "LOCAL_PORT": "0",
            "WEBHOOK_URL": "https://bot.example.cn/hook",
            "WEBHOOK_SECRET": SECRET,
            "LISTEN": "0.0.0.0:8443",
            "PROXY": "http://u:p@127.0.0.1:3128",
        },
    )
    settings = load_settings()
    assert settings.api_base_url == "http://127.0.0.1:8081"
    assert settings.admins == {12, 34, 56}
    assert (settings.access, settings.zone.key, settings.local_port) == (Access.OPEN, "Asia/Urumqi", 0)
    assert (settings.database, settings.listen) == ("postgresql://u:pw@h/d", "0.0.0.0:8443")
    assert set(settings.secrets) == {TOKEN, SECRET, "postgresql://u:pw@h/d", "http://u:p@127.0.0.1:3128"}


def test_people_on_telegram_are_kept_apart(monkeypatch, tmp_path):
    """The local messenger's made-up people never share a default database with real ones."""
    monkeypatch.setenv("CADREBOT_TOKEN", TOKEN)
    assert load_settings().database == f"sqlite:///{tmp_path}/data/cadrebot.sqlite3"


def test_dotenv_is_read_and_empty_means_absent(monkeypatch, tmp_path):
    """A .env file counts, the environment goes before it, and an empty value is none."""
    (tmp_path / ".env").write_text("CADREBOT_TOKEN=\nCADREBOT_ACCESS=open\nCADREBOT_LOCAL_PORT=1\nOTHER=1\n")
    monkeypatch.setenv("CADREBOT_LOCAL_PORT", "2")
    settings = load_settings()
    assert (settings.token, settings.access, settings.local_port) == (None, Access.OPEN, 2)


def test_secrets_do_not_show(monkeypatch):
    """Printing the settings prints no secret."""
    set_all(monkeypatch, {"TOKEN": TOKEN, "DATABASE_URL": "postgresql://u:pw@h/d"})
    shown = repr(load_settings())
    assert TOKEN not in shown
    assert "pw" not in shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "abc"),
        ("TOKEN", "123456"),
        ("TOKEN", f"bot{TOKEN}"),
        ("ADMINS", "12;34"),
        ("ADMINS", "王芳"),
        ("ADMINS", "-5"),
        ("ACCESS", "everyone"),
        ("TIMEZONE", "Beijing"),
        ("TIMEZONE", "../etc/passwd"),
        ("LOCAL_PORT", "70000"),
        ("LOCAL_PORT", "-1"),
        ("LOCAL_PORT", "http"),
        ("DATABASE_URL", "mysql://u:hidden@h/d"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("LISTEN", "8080"),
        ("LISTEN", "127.0.0.1:99999"),
        ("LISTEN", ":80"),
        ("PROXY", "ftp://127.0.0.1"),
        ("PROXY", "http://127.0.0.1:port"),
    ],
)
def test_a_wrong_value_is_one_clear_line(monkeypatch, name, value):
    """The line names the setting first and does not show a secret."""
    monkeypatch.setenv(f"CADREBOT_{name}", value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    line = str(refused.value)
    assert line.startswith(f"CADREBOT_{name}: ")
    assert "\n" not in line
    assert "hidden" not in line


@pytest.mark.parametrize(
    "value",
    [
        "127.0.0.1:8081",
        "http://127.0.0.1:8081/bot",
        "http://127.0.0.1:8081/bot/",
        f"http://127.0.0.1:8081/bot{TOKEN}",
        "http://",
        "ws://127.0.0.1",
        "http://127.0.0.1/?a=1",
    ],
)
def test_api_address_is_the_root(monkeypatch, value):
    """`/bot<token>/` is appended by us, so an address that has it already is a mistake."""
    set_all(monkeypatch, {"TOKEN": TOKEN, "API_BASE_URL": value})
    with pytest.raises(SettingsError, match=r"^CADREBOT_API_BASE_URL: "):
        load_settings()


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"API_BASE_URL": "http://127.0.0.1:1"}, "CADREBOT_API_BASE_URL"),
        ({"WEBHOOK_URL": "https://a.cn/x", "WEBHOOK_SECRET": SECRET}, "CADREBOT_WEBHOOK_URL"),
        ({"TOKEN": TOKEN, "WEBHOOK_URL": "https://a.cn/x"}, "CADREBOT_WEBHOOK_SECRET"),
        ({"TOKEN": TOKEN, "WEBHOOK_SECRET": SECRET}, "CADREBOT_WEBHOOK_SECRET"),
        (
            {"TOKEN": TOKEN, "WEBHOOK_URL": "https://a.cn/x", "WEBHOOK_SECRET": "short"},
            "CADREBOT_WEBHOOK_SECRET",
        ),
        (
            {"TOKEN": TOKEN, "WEBHOOK_URL": "http://a.cn/x", "WEBHOOK_SECRET": SECRET},
            "CADREBOT_WEBHOOK_URL",
        ),
        (
            {"TOKEN": TOKEN, "WEBHOOK_URL": "http://127.0.0.1/x", "WEBHOOK_SECRET": SECRET},
            "CADREBOT_WEBHOOK_URL",
        ),
    ],
)
def test_contradictions_stop_the_start(monkeypatch, values, named):
    """Settings that need each other are checked together."""
    set_all(monkeypatch, values)
    with pytest.raises(SettingsError, match=f"^{named}: "):
        load_settings()


def test_a_webhook_on_this_machine_may_be_plain(monkeypatch):
    """A Bot API server of one's own can call back without https."""
    set_all(
        monkeypatch,
        {
            "TOKEN": TOKEN,
            "API_BASE_URL": "http://127.0.0.1:1",
            "WEBHOOK_URL": "http://127.0.0.1:2/x",
            "WEBHOOK_SECRET": SECRET,
        },
    )
    assert load_settings().webhook_url == "http://127.0.0.1:2/x"


def test_socks_needs_its_package(monkeypatch):
    """A SOCKS proxy is refused at start when it could not work."""
    monkeypatch.setenv("CADREBOT_PROXY", "socks5://127.0.0.1:1080")
    monkeypatch.setattr("bot.settings_checks.find_spec", lambda _: None)
    with pytest.raises(SettingsError, match="httpx"):
        load_settings()
    monkeypatch.setattr("bot.settings_checks.find_spec", lambda _: object())
    assert load_settings().proxy


def test_misspelled_settings_are_noticed(monkeypatch):
    """A variable with our prefix that means nothing is named."""
    set_all(monkeypatch, {"TOKKEN": "1", "ACCESS": "open", "TEST_DATABASE_URL": "x"})
    assert unknown_variables() == ["CADREBOT_TOKKEN"]


def test_data_directory_is_private(monkeypatch, tmp_path):
    """It is made with its parents, and only its owner may look inside."""
    monkeypatch.setenv("CADREBOT_DATA_DIR", str(tmp_path / "a" / "b"))
    prepare_data_dir(load_settings())
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_data_directory_that_is_a_file(monkeypatch, tmp_path):
    """A path that cannot be a directory stops the start."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("CADREBOT_DATA_DIR", str(tmp_path / "file"))
    with pytest.raises(SettingsError, match=r"^CADREBOT_DATA_DIR: .*exists"):
        prepare_data_dir(load_settings())


def test_data_directory_that_cannot_be_written(monkeypatch, tmp_path):
    """The answer of the operating system counts."""
    monkeypatch.setenv("CADREBOT_DATA_DIR", str(tmp_path))
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(SettingsError, match="not writable"):
        prepare_data_dir(load_settings())


def test_dotenv_in_another_encoding(tmp_path):
    """A file saved as GB18030 is named, not a traceback."""
    (tmp_path / ".env").write_bytes("CADREBOT_ACCESS=open # 公开".encode("gb18030"))
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings()


def test_every_setting_is_documented():
    """The reference page has a row for each setting, and for nothing else."""
    page = (Path(__file__).parents[2] / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(CADREBOT_\w+)`", page, re.MULTILINE)
    assert rows == [f"CADREBOT_{name.upper()}" for name in Settings.model_fields]
