"""The bot's own account, texts, commands, chats and files."""

import httpx
import pytest

CHEN, LI, BOT = 1001, 1002, 123456
COMMANDS = [{"command": "start", "description": "开始"}]


async def test_me(api):
    """The account is complete, and takes over the name that was set."""
    await api.ok("setMyName", name="小助手")
    me = await api.ok("getMe")
    assert me["id"] == BOT
    assert me["is_bot"] is True
    assert me["first_name"] == "小助手"
    assert {"username", "can_join_groups", "can_read_all_group_messages", "supports_inline_queries"} <= set(
        me
    )
    assert (await api.send("x"))["from"]["first_name"] == "小助手"


@pytest.mark.parametrize("method", ["logOut", "close"])
async def test_leaving(api, method):
    """Logging out and closing succeed and change nothing."""
    assert await api.ok(method) is True
    await api.send("x")


@pytest.mark.parametrize(
    ("kind", "parameter", "longest"),
    [
        ("Name", "name", 64),
        ("Description", "description", 512),
        ("ShortDescription", "short_description", 120),
    ],
)
async def test_texts(api, kind, parameter, longest):
    """Texts about the bot have a language each, a default and a limit."""
    await api.ok(f"setMy{kind}", **{parameter: "默认"})
    await api.ok(f"setMy{kind}", **{parameter: "中文"}, language_code="zh")
    assert await api.ok(f"getMy{kind}", language_code="zh") == {parameter: "中文"}
    assert await api.ok(f"getMy{kind}", language_code="en") == {parameter: "默认"}
    await api.ok(f"setMy{kind}", language_code="zh")
    assert await api.ok(f"getMy{kind}", language_code="zh") == {parameter: "默认"}
    assert "is too long" in await api.refused(f"setMy{kind}", **{parameter: "字" * (longest + 1)})
    refused = await api.refused(f"getMy{kind}", language_code="chinese")
    assert refused == "400 Bad Request: LANGUAGE_CODE_INVALID"


async def test_commands_have_scopes(api, client):
    """The narrowest scope is what a person sees; getMyCommands returns exactly one scope."""
    await api.ok("setMyCommands", commands=COMMANDS)
    for command, scope in (
        ("private", {"type": "all_private_chats"}),
        ("mine", {"type": "chat", "chat_id": CHEN}),
    ):
        listed = [{"command": command, "description": "x"}]
        await api.ok("setMyCommands", commands=listed, scope=scope)
        assert (await client.chat(CHEN))["commands"] == listed
    await client.say(LI, "/start")
    assert (await client.chat(LI))["commands"][0]["command"] == "private"
    assert await api.ok("getMyCommands") == COMMANDS
    assert await api.ok("getMyCommands", language_code="en") == []
    await api.ok("deleteMyCommands", scope={"type": "all_private_chats"})
    assert (await client.chat(LI))["commands"] == COMMANDS
    await api.ok("deleteMyCommands")
    assert (await client.chat(LI))["commands"] == []


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "开始", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": ["start"]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "start", "description": " "}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "start"}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": COMMANDS * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": COMMANDS, "scope": {"type": "chat", "chat_id": LI}}, "chat not found"),
        ({"commands": COMMANDS, "scope": {"type": "chat", "chat_id": "@x"}}, "chat not found"),
        ({"commands": COMMANDS, "scope": {"type": "chat_member"}}, "this BotCommandScope is not supported"),
    ],
)
async def test_refused_commands(api, given, reason):
    """Wrong names, texts and scopes are refused."""
    assert reason in await api.refused("setMyCommands", **given)


async def test_menu_button(api):
    """The menu button shows commands, for all chats or one."""
    await api.ok("setChatMenuButton", menu_button={"type": "commands"}, chat_id=CHEN)
    await api.ok("setChatMenuButton")
    assert await api.ok("getChatMenuButton", chat_id=CHEN) == {"type": "commands"}
    refused = await api.refused("setChatMenuButton", menu_button={"type": "web_app"})
    assert "not supported by the local messenger" in refused


async def test_chat_and_member(api):
    """A chat and who is in it can be looked up."""
    chat = await api.ok("getChat", chat_id=CHEN)
    assert {"accent_color_id", "max_reaction_count", "accepted_gift_types"} <= set(chat)
    member = await api.ok("getChatMember", chat_id=CHEN, user_id=CHEN)
    assert (member["status"], member["user"]["language_code"]) == ("member", "zh-hans")
    assert (await api.ok("getChatMember", chat_id=CHEN, user_id=BOT))["user"]["is_bot"]
    assert await api.refused("getChatMember", chat_id=CHEN, user_id=5) == "400 Bad Request: member not found"


async def test_download(api, client, messenger):
    """A file that a person sent is found by its id and downloaded by its path."""
    said = await client.upload(CHEN, b"content", name="名册.XLSX")
    file = await api.ok("getFile", file_id=said["document"]["file_id"])
    assert file["file_path"] == "documents/file_0.xlsx"
    address = str(api.http.base_url).replace("/bot", "/file/bot")
    async with httpx.AsyncClient(trust_env=False) as http:
        assert (await http.get(f"{address}{file['file_path']}")).content == b"content"
        assert (await http.get(f"{address}none")).status_code == 404
        assert (await http.get(f"{messenger.base_url}/file/bot1:x/{file['file_path']}")).status_code == 401
    assert await api.refused("getFile", file_id="none") == "400 Bad Request: invalid file_id"


async def test_large_files_cannot_be_downloaded(api, client):
    """Bots download 20 MB at most."""
    said = await client.upload(CHEN, bytes(20 * 1024 * 1024 + 1))
    refused = await api.refused("getFile", file_id=said["document"]["file_id"])
    assert refused == "400 Bad Request: file is too big"
