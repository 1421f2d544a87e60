"""The recurring jobs."""

from datetime import timedelta

from pydantic import SecretStr

from bot.application import build_application
from bot.context import BotContext, Surroundings
from bot.scheduler import JOBS, prune_updates, purge_rows
from bot.settings import Settings
from handlers import CONVERSATIONS
from storage.tables import ProcessedUpdate
from storage.updates import get_update, record_update
from storage.users import get_user, record_visit
from tests.builders import MOMENT, make_knowledge


def make_application(database):
    """The application, not running."""
    settings = Settings(token=SecretStr("123456:ABCDEFGHIJKLMNOPQRSTU"), _env_file=None)
    return build_application(
        Surroundings(settings, make_knowledge(), database, lambda: MOMENT), CONVERSATIONS
    )


async def test_every_job_is_scheduled_so_that_a_late_tick_runs(sqlite_database):
    """A job that comes late is run once, whatever its delay."""
    application = make_application(sqlite_database)
    jobs = application.job_queue.jobs()
    assert [job.name for job in jobs] == [job.name for job in JOBS]
    assert {(job.job.misfire_grace_time, job.job.coalesce, job.job.max_instances) for job in jobs} == {
        (None, True, 1)
    }


async def test_pruning_keeps_what_may_be_delivered_again(sqlite_database):
    """The ledger forgets updates after two days, not before."""
    context = BotContext(make_application(sqlite_database))
    with sqlite_database.write() as session:
        for number, age in ((1, 3), (2, 1)):
            at = MOMENT - timedelta(days=age)
            record_update(
                session, row=ProcessedUpdate(bot_id=1, update_id=number, digest="a", processed_at=at)
            )
    await prune_updates(context)
    with sqlite_database.read() as session:
        assert get_update(session, bot_id=1, update_id=1) is None
        assert get_update(session, bot_id=1, update_id=2) is not None


async def test_the_purge_runs_at_night_in_the_zone_of_the_settings(sqlite_database):
    """Half past three in the morning, where people are."""
    jobs = {job.name: job for job in make_application(sqlite_database).job_queue.jobs()}
    assert str(jobs["purge"].job.trigger).startswith("cron[")
    assert "hour='3', minute='30'" in str(jobs["purge"].job.trigger)
    assert str(jobs["purge"].job.trigger.timezone) == "Asia/Shanghai"


async def test_the_purge_deletes_what_is_old(sqlite_database):
    """A guest who was not seen for half a year is forgotten; one who was is not."""
    with sqlite_database.write() as session:
        for number, days in ((1, 181), (2, 179)):
            record_visit(session, telegram_id=number, display_name="客", now=MOMENT - timedelta(days=days))
    await purge_rows(BotContext(make_application(sqlite_database)))
    with sqlite_database.read() as session:
        assert [get_user(session, telegram_id=number) is not None for number in (1, 2)] == [False, True]
