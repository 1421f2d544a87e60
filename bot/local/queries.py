"""Callback queries: pressed buttons that wait for the bot's answer."""

import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Final

from bot.local.errors import Json, bad_request
from bot.local.events import EventHub
from bot.local.records import Records

# Telegram gives a bot about this long to answer.
LIFETIME_SECONDS: Final = 60
TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"


@dataclass
class Query:
    """One press of a button and, later, what the bot answered."""

    id: str
    chat_id: int
    message_id: int
    data: str
    at: float
    answer: Json | None = None

    def record(self) -> Json:
        """Return what is stored and what the page shows."""
        return asdict(self)


class QueryBook:
    """The queries that may still be answered."""

    def __init__(self, records: Records, events: EventHub, clock: Callable[[], float]) -> None:
        self._records = records
        self._events = events
        self._clock = clock
        self._queries = {key: Query(**body) for key, body in records.load("query").items()}

    def add(self, chat_id: int, message_id: int, data: str) -> Query:
        """Remember a press."""
        self._forget_old()
        query = Query(str(secrets.randbits(62)), chat_id, message_id, data, self._clock())
        self._keep(query)
        return query

    def get(self, query_id: str) -> Query | None:
        """Return a query by its id, answered or not."""
        return self._queries.get(query_id)

    def answer(self, query_id: str, answer: Json) -> None:
        """Record the bot's answer; only the first is shown."""
        query = self._queries.get(query_id)
        if query is None or self._clock() - query.at > LIFETIME_SECONDS:
            raise bad_request(TOO_OLD)
        if query.answer is None:
            query.answer = answer
            self._keep(query)
            self._events.publish("answer", query.chat_id, query=query.record())

    def _keep(self, query: Query) -> None:
        self._queries[query.id] = query
        self._records.put("query", query.id, query.record())

    def _forget_old(self) -> None:
        # Kept a good while beyond their life, so that the page can still ask how it ended.
        oldest = self._clock() - 60 * LIFETIME_SECONDS
        for key in [key for key, query in self._queries.items() if query.at < oldest]:
            del self._queries[key]
            self._records.drop("query", key)
