"""What a callback is handed: typed attributes, and nothing that acts."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot, JobQueue

from bot.clock import MovableClock
from bot.leads import LeadFinder
from bot.limits import Limits
from bot.outbox.pacing import Pacing
from bot.settings import Settings
from bot.viewer import NOBODY, Viewer
from knowledge.knowledge_base import KnowledgeBase
from knowledge.retrieval.answering import AnswerEngine
from storage.database import Database


@dataclass(frozen=True)
class Knowledge:
    """One version of the content, and the engine that answers from it."""

    base: KnowledgeBase
    engine: AnswerEngine

    @cached_property
    def leads(self) -> LeadFinder:
        """What finds leads in the imported originals."""
        return LeadFinder(self.base, self.engine.ranking.analyzer)


@dataclass(frozen=True)
class Surroundings:
    """Everything the callbacks work with, made once at start."""

    settings: Settings
    knowledge: Knowledge
    database: Database
    now: Callable[[], datetime]
    limits: Limits = field(default_factory=Limits)
    clock: MovableClock | None = None
    pacing: Pacing = field(default_factory=Pacing)
    # Held while this process drains the outbox.
    draining: asyncio.Lock = field(default_factory=asyncio.Lock)

    def today(self) -> date:
        """The present day in the settings' zone."""
        return self.now().astimezone(self.settings.zone).date()


class BotContext(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Surroundings]):
    """The context of a callback; the gate says who the viewer is before any callback asks."""

    viewer: Viewer = NOBODY

    @property
    def settings(self) -> Settings:
        """The settings of this run."""
        return self.bot_data.settings

    @property
    def knowledge(self) -> Knowledge:
        """The content and the answer engine."""
        return self.bot_data.knowledge

    @property
    def database(self) -> Database:
        """The database."""
        return self.bot_data.database

    @property
    def now(self) -> Callable[[], datetime]:
        """The clock: gives the present instant, aware and in UTC."""
        return self.bot_data.now

    def today(self) -> date:
        """The present day in the settings' zone."""
        return self.bot_data.today()

    @property
    def clock(self) -> MovableClock | None:
        """The clock, where it may be set forward."""
        return self.bot_data.clock

    @property
    def limits(self) -> Limits:
        """The limits of this replica."""
        return self.bot_data.limits


BotApplication = Application[
    ExtBot[None], BotContext, dict[Any, Any], dict[Any, Any], Surroundings, JobQueue[BotContext]
]


def context_types(
    surroundings: Surroundings,
) -> ContextTypes[BotContext, dict[Any, Any], dict[Any, Any], Surroundings]:
    """Tell the library to hand out our context with these surroundings."""
    # The library calls what it is given for the data, so a function serves as well as a class.
    give: Any = lambda: surroundings  # noqa: E731  # a cast in its plainest form
    return ContextTypes(context=BotContext, bot_data=give)
