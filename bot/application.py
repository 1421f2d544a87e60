"""The application: the messenger library, wired with our context, order of updates, handlers and jobs."""

import logging
import ssl
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import httpx
from telegram import LinkPreviewOptions
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, BaseHandler, Defaults, ExtBot, JobQueue
from telegram.request import HTTPXRequest

from bot.context import BotApplication, BotContext, Surroundings, context_types
from bot.menus import menu_of
from bot.ordering import OrderedUpdates
from bot.rendering import texts
from bot.scheduler import schedule
from bot.settings import Settings
from storage.tables import Role

log = logging.getLogger(__name__)

# Handlers by group; the library runs groups in order and at most one handler of each.
Handlers = Mapping[int, Sequence[BaseHandler[Any, BotContext, Any]]]
OnError = Callable[[object, BotContext], Coroutine[Any, Any, None]]
CONNECT_SECONDS = 10
ANSWER_SECONDS = 20
POOL_SECONDS = 10
CONNECTIONS = 64


@dataclass(frozen=True)
class Conversations:
    """What the bot can do: the table of handlers, what happens after a fault, and what a trial run has beside it."""

    handlers: Handlers
    on_error: OnError
    trial: Sequence[BaseHandler[Any, BotContext, Any]] = ()

    def on_trial(self) -> "Conversations":
        """The same with the handlers of a trial run before the others of their group."""
        first = {0: (*self.trial, *self.handlers[0])}
        return replace(self, handlers={**self.handlers, **first}, trial=())


def build_application(surroundings: Surroundings, conversations: Conversations) -> BotApplication:
    """Build the application; it neither connects nor starts anything yet."""
    queue = JobQueue[BotContext]()
    builder = _builder(surroundings.settings).job_queue(queue)
    application: BotApplication = builder.context_types(context_types(surroundings)).build()
    for group, members in conversations.handlers.items():
        application.add_handlers(members, group)
    application.add_error_handler(conversations.on_error)
    schedule(queue)
    return application


def _builder(settings: Settings) -> ApplicationBuilder[Any, Any, Any, Any, Any, Any]:
    """A builder with token, addresses, time limits and defaults."""
    if settings.token is None:
        raise ValueError("an application needs a token")
    defaults = Defaults(tzinfo=settings.zone, link_preview_options=LinkPreviewOptions(is_disabled=True))
    sending, asking = _requests(settings)
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = (
        Application.builder()
        .token(settings.token.get_secret_value())
        .defaults(defaults)
        .concurrent_updates(OrderedUpdates())
        .request(sending)
        .get_updates_request(asking)
    )
    if settings.api_base_url:
        builder = builder.base_url(f"{settings.api_base_url}/bot")
        builder = builder.base_file_url(f"{settings.api_base_url}/file/bot")
    return builder


def _requests(settings: Settings) -> tuple[HTTPXRequest, HTTPXRequest]:
    """The connections for calls, and those for asking for updates; both trust the same certificates."""
    proxy = settings.proxy.get_secret_value() if settings.proxy else None
    shared: dict[str, Any] = {"proxy": proxy, "httpx_kwargs": {"verify": _trust(settings)}}
    sending = HTTPXRequest(
        connection_pool_size=CONNECTIONS,
        connect_timeout=CONNECT_SECONDS,
        read_timeout=ANSWER_SECONDS,
        write_timeout=ANSWER_SECONDS,
        pool_timeout=POOL_SECONDS,
        **shared,
    )
    return sending, HTTPXRequest(connection_pool_size=1, **shared)


def _trust(settings: Settings) -> ssl.SSLContext:
    """The certificates to trust; none where the server is spoken to without TLS, as reading them takes a while."""
    is_plain = (settings.api_base_url or "").startswith("http:")
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if is_plain else httpx.create_ssl_context()


async def introduce(bot: ExtBot[None]) -> None:
    """Publish the menu of those without a role, and the bot's description; a server that refuses them is no reason to stop."""
    steps = (
        bot.set_my_commands(menu_of(Role.GUEST)),
        bot.set_my_description(texts.DESCRIPTION),
        bot.set_my_short_description(texts.SHORT_DESCRIPTION),
    )
    for step in steps:
        try:
            await step
        except TelegramError as error:
            log.warning("the command menu or description was not accepted: %s", error)
