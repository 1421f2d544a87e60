"""The network's edge as it may behave: takes a message or not, answers or not; and a program that may end at any step."""

import json
from collections import Counter

from httpx import ConnectError, ReadTimeout
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest

REFUSALS = {
    "429": {"error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 40}},
    "403": {"error_code": 403, "description": "Forbidden: bot was blocked by the user"},
    "400": {"error_code": 400, "description": "Bad Request: no"},
    "500": {"error_code": 500, "description": "Internal Server Error"},
}


class Crash(BaseException):
    """The program ends here; nothing of it is cleaned up."""


class Steps:
    """Counts the places at which the program may end, and ends it at one of them."""

    def __init__(self):
        self.left = None

    def pass_by(self):
        """One more place."""
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise Crash

    async def beside(self, work):
        """Do a transaction; the program may end before it or after it."""
        self.pass_by()
        done = work()
        self.pass_by()
        return done


class FaultyEdge(BaseRequest):
    """Takes down which texts arrived; each call may meet a fault of the script."""

    def __init__(self, steps):
        self.steps = steps
        self.script = []
        self.arrived: Counter[str] = Counter()

    @property
    def read_timeout(self):
        """Not waited for."""
        return 1

    async def initialize(self):
        """Nothing to open."""

    async def shutdown(self):
        """Nothing to close."""

    async def do_request(self, url, method, request_data=None, *_, **__):  # noqa: ARG002  # as in the library
        """Answer a call as the script says."""
        self.steps.pass_by()
        fault = self.script.pop() if self.script else None
        if fault == "away":
            raise NetworkError("away") from ConnectError("refused")
        if fault in REFUSALS:
            body = {"ok": False} | REFUSALS[fault]
            return REFUSALS[fault]["error_code"], json.dumps(body).encode()
        if fault != "lost":
            self.arrived.update(request_data.parameters["text"].split())
        self.steps.pass_by()
        if fault in {"lost", "late"}:
            raise TimedOut from ReadTimeout("late")
        message = {"message_id": 9, "date": 0, "chat": {"id": 1, "type": "private"}}
        return 200, json.dumps({"ok": True, "result": message}).encode()


FAULTS = ("away", "lost", "late", *REFUSALS)
