"""`doctor`: every check, right and wrong."""

import argparse
import socket
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pydantic import SecretStr

from bot.commands import doctor
from bot.settings import Settings
from knowledge.errors import ContentError, Finding
from knowledge.knowledge_base import KnowledgeBase
from storage.database import open_database
from storage.schema import upgrade
from tests.builders import make_base

TOKEN = "123456:DoctorTokenDoctorToken"


@pytest.fixture
def settings(tmp_path):
    """Local settings with any free port."""
    return Settings(data_dir=tmp_path, local_port=0, _env_file=None)


def only(checks):
    """The single result of a check."""
    (result,) = list(checks)
    return result


def test_a_sound_place_is_status_0(settings, capsys, monkeypatch):
    """One line a check, all ticked."""
    monkeypatch.setattr(doctor, "load_knowledge", make_base)
    assert doctor.run(argparse.Namespace(), settings) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 7
    assert all(line.startswith("✓ ") for line in lines)


def test_one_wrong_check_is_status_1(settings, capsys, monkeypatch):
    """The wrong one is marked."""
    monkeypatch.setattr(doctor, "load_knowledge", make_base)
    monkeypatch.setenv("CADREBOT_TOKKEN", "1")
    assert doctor.run(argparse.Namespace(), settings) == 1
    assert "✗ settings: unknown: CADREBOT_TOKKEN" in capsys.readouterr().out


def test_a_clock_in_the_past(settings, monkeypatch):
    """A machine that lost its time is noticed; the time is shown in the people's zone."""
    monkeypatch.setattr(doctor, "MADE_ON", datetime(2999, 1, 1, tzinfo=UTC))
    clock, zone = doctor.check_clock(settings)
    assert (clock.is_right, zone.is_right) == (False, True)
    assert clock.seen.endswith("+0800")


def test_data_directory(settings, tmp_path):
    """A directory that is there or can be made is right, a file is not."""
    assert only(doctor.check_data_dir(settings)).is_right
    later = settings.model_copy(update={"data_dir": tmp_path / "a" / "b"})
    assert only(doctor.check_data_dir(later)).seen.endswith("will be made")
    (tmp_path / "file").touch()
    wrong = settings.model_copy(update={"data_dir": tmp_path / "file"})
    assert not only(doctor.check_data_dir(wrong)).is_right


def test_database(settings, tmp_path):
    """Absent is right; empty needs an upgrade; upgraded is right; something else is wrong."""
    assert only(doctor.check_database(settings)).is_right
    (tmp_path / "local.sqlite3").touch()
    assert "db upgrade" in only(doctor.check_database(settings)).seen
    database = open_database(settings.database)
    upgrade(database)
    database.close()
    tables, outbox = doctor.check_database(settings)
    assert tables.is_right
    assert outbox.seen == "0 waiting, 0 uncertain, 0 blocked, 0 failed"
    (tmp_path / "local.sqlite3").write_bytes(b"no database" * 100)
    assert "cannot be opened" in only(doctor.check_database(settings)).seen


def test_an_unreadable_database_url(settings):
    """What only the driver notices is wrong here, too."""
    wrong = settings.model_copy(update={"database_url": SecretStr("postgresql://u@h:port/d")})
    assert not only(doctor.check_database(wrong)).is_right


@pytest.mark.parametrize(
    ("outcome", "is_right"),
    [(make_base(), True), (KnowledgeBase({}, {}), False), (ContentError([Finding("a", 1, "b", "c")]), False)],
)
def test_knowledge(settings, monkeypatch, outcome, is_right):
    """Content that loads and is not empty is right."""

    def load():
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(doctor, "load_knowledge", load)
    assert only(doctor.check_knowledge(settings)).is_right is is_right


def test_a_local_port_in_use(settings):
    """The messenger could not start beside another one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = settings.model_copy(update={"local_port": taken.getsockname()[1]})
        assert "in use" in only(doctor.check_reachability(busy)).seen


class Api(BaseHTTPRequestHandler):
    """A server that knows one token."""

    def do_POST(self):
        """Answer getMe, or refuse the token."""
        self.rfile.read(int(self.headers.get("content-length", 0)))
        body = b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"b","username":"some_bot"}}'
        if TOKEN not in self.path:
            body = b'{"ok":false,"error_code":401,"description":"Unauthorized"}'
        self.send_response(200 if TOKEN in self.path else 401)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing to log."""


@pytest.fixture
def server():
    """The address of a server."""
    with HTTPServer(("127.0.0.1", 0), Api) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


@pytest.mark.parametrize(("token", "seen"), [(TOKEN, "@some_bot"), ("1:wrong", "401")])
def test_the_server_and_the_token(settings, server, token, seen):
    """It answers, and it takes the token or not."""
    named = settings.model_copy(update={"token": SecretStr(token), "api_base_url": server})
    result = only(doctor.check_reachability(named))
    assert seen in result.seen
    assert result.is_right is (token == TOKEN)


def test_a_server_that_is_away(settings):
    """It is named."""
    away = settings.model_copy(update={"token": SecretStr(TOKEN), "api_base_url": "http://127.0.0.1:9"})
    assert "http://127.0.0.1:9 does not answer" in only(doctor.check_reachability(away)).seen
