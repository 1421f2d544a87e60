"""The program as an operator starts it: a process of its own, with the shipped content."""

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.local.client import LocalClient, text_of
from bot.local.identity import Identity
from bot.local.messenger import LocalMessenger
from bot.rendering import case_page_texts as case_pages
from bot.rendering import case_texts as cases
from bot.rendering import texts

ROOT = Path(__file__).parents[2]
TOKEN = "7000000005:CommandLineTokenCommandLine"
QUESTION = texts.EXAMPLES[0]
PERSON = texts.LOCAL_PEOPLE[0][0]
PATIENCE = 60


async def launch(folder, **settings):
    """Start the program as a process, and wait for its ready line."""
    names = {key: value for key, value in os.environ.items() if not key.startswith("CADREBOT_")}
    given = {f"CADREBOT_{key.upper()}": value for key, value in settings.items()}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "run_bot.py"),
        cwd=folder,
        env=names | {"CADREBOT_DATA_DIR": str(folder / "data")} | given,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    return process, (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode()


@asynccontextmanager
async def started(folder, **settings):
    """The program, once it is ready; gives its ready line. It is ended as by a service and must end well."""
    process, line = await launch(folder, **settings)
    try:
        yield line
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 0, errors.decode()
    assert "Traceback" not in errors.decode()
    assert TOKEN not in errors.decode()


def page(line):
    """The address on the ready line."""
    return line[line.index("http") :].strip()


async def answer(people, text=QUESTION):
    """Ask and wait."""
    await people.say(PERSON, text)
    return await people.wait_for_reply(PERSON, seconds=PATIENCE)


@asynccontextmanager
async def killed(folder, **settings):
    """The program, killed in whatever it is doing when the test is done with it."""
    process, line = await launch(folder, **settings)
    try:
        yield line
    finally:
        process.kill()
        await process.communicate()
    assert process.returncode == -signal.SIGKILL


async def tap(people, card, *labels):
    """Press the buttons whose labels begin with these words, each below the reply to the one before."""
    for label in labels:
        rows = card["reply_markup"]["inline_keyboard"]
        found = [key["callback_data"] for row in rows for key in row if key["text"].startswith(label)]
        assert found, (label, rows)
        await people.press(PERSON, card["message_id"], found[0])
        card = await people.wait_for_reply(PERSON, seconds=PATIENCE)
    return card


async def test_without_a_token_one_command_is_enough(tmp_path):
    """It prints the page's address, its people may ask, answers are cited, a restart keeps the chat."""
    async with started(tmp_path, local_port="0") as line, LocalClient(page(line)) as people:
        card = await answer(people)
        assert f"\n{texts.BASIS}\n[1] 《" in text_of(card)
    async with started(tmp_path, local_port="0") as line, LocalClient(page(line)) as people:
        assert text_of((await people.history(PERSON))[-1]) == text_of(card)
        await people.press(PERSON, card["message_id"], texts.SOURCES_BUTTON)
        assert texts.ISSUER in text_of(await people.wait_for_reply(PERSON, seconds=PATIENCE))


@pytest.mark.parametrize("access", ["open", "invite"])
async def test_another_bot_api_server(tmp_path, access):
    """Any server that speaks the Bot API will do; there only invited people and admins are served."""
    people = [Identity(PERSON, "王芳", "干部")]
    async with LocalMessenger(identities=people, bot_token=TOKEN, port=0) as server:
        settings = {"token": TOKEN, "api_base_url": server.base_url, "access": access}
        async with started(tmp_path, **settings) as line, LocalClient(server.page_url) as client:
            assert "@cadre_policy_bot" in line
            text = text_of(await answer(client))
    assert (texts.BASIS in text) is (access == "open")
    assert (str(PERSON) in text) is (access == "invite")


async def test_killed_in_the_middle_of_a_step(tmp_path):
    """Killed while figures are on their way, the process takes them once when it is back, and the step goes on."""
    async with killed(tmp_path, local_port="0") as line, LocalClient(page(line)) as people:
        card = await answer(people, "/checklist 民主推荐")
        card = await tap(people, card, "民主推荐", "▶️ 开始", cases.NO_REGION_BUTTON)
        await tap(people, card, cases.DONE_BUTTON, cases.FILL_BUTTON)
        await people.say(PERSON, "应到90 实到60")
    async with started(tmp_path, local_port="0") as line, LocalClient(page(line)) as people:
        card = await tap(people, await answer(people, "/checklist"), "▶️ 20")
        assert "第3步 清点到会人数\n" in text_of(card)
        assert cases.GATE_MET in text_of(card)
        card = await tap(people, card, cases.DONE_BUTTON)
        assert "第3步“清点到会人数”办完了" in text_of(card)
        told = text_of(await tap(people, card, cases.MORE_BUTTON, case_pages.HISTORY_BUTTON))
        assert [told.count(done) for done in ("填写：", "应到90人", "办完第1步", "办完第3步")] == [1] * 4
