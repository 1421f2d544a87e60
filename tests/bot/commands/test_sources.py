"""`sources import` and `sources list`."""

import argparse
import os

import pytest

from bot.commands import sources
from bot.commands.errors import CommandError
from bot.rendering.plain_originals import TROUBLES
from bot.settings import Settings
from knowledge.originals.formats import MAX_BYTES, Trouble
from storage.database import open_database
from storage.originals import list_originals
from tests.knowledge.originals.making import TEXT, make_docx, make_pdf

LINES = [line for line in TEXT.splitlines() if line]
CARDS = """
- id: DEMO1
  title: 关于基层锻炼的意见
  short: 锻炼意见
  issuer: 某县委组织部
  date: "2020-05-06"
  level: 县
  region: 某县
  standing: 政策文件
  period: 长期有效
  caveat: 示例。
  locator_words: ["第{0}部分", "第{1}条"]
  locators: [前言, 一, 一.1, 一.2, 二, 二.1]
  outline: [[section], [arabic]]
- id: DEMO2
  title: 关于学习培训的通知
  short: 培训通知
  issuer: 某县委组织部
  date: "2020-05-06"
  level: 县
  region: 某县
  standing: 通知
  period: 长期有效
  caveat: 示例。
  locator_words: ["第{0}部分", "第{1}条"]
  locators: [前言, 一, 一.1, 二]
  outline: [[section], [arabic]]
"""


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Settings with an empty data directory, and a content of two documents."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "documents.yaml").write_text(CARDS, encoding="utf-8")
    monkeypatch.setattr(sources, "CONTENT", content)
    return Settings(data_dir=tmp_path / "data", _env_file=None)


@pytest.fixture
def call(settings, capsys):
    """Run the command as the command line does: its status and its lines."""

    def called(*arguments):
        parser = argparse.ArgumentParser()
        sources.add_parser(parser.add_subparsers())
        status = sources.run(parser.parse_args(["sources", *map(str, arguments)]), settings)
        return status, capsys.readouterr().out.splitlines()

    return called


@pytest.fixture
def write(tmp_path):
    """Write a file and return its path."""

    def written(name, content=TEXT):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def stored(settings):
    """What is in the database."""
    database = open_database(settings.database)
    with database.read() as session:
        found = list_originals(session)
    database.close()
    return found


def test_import_and_list(call, write, settings):
    """A file is recognized, stored and listed; what is not there is listed, too."""
    status, lines = call("import", write("甲.txt"))
    assert (status, lines) == (0, ["✓ 甲.txt：DEMO1《关于基层锻炼的意见》，6 处原文已入库。"])
    (original, count), *rest = stored(settings)
    assert (original.document, original.file_name, original.format, count, rest) == (
        "DEMO1",
        "甲.txt",
        "txt",
        6,
        [],
    )
    _, lines = call("list")
    assert lines[0].startswith("✓ DEMO1《关于基层锻炼的意见》：甲.txt（纯文本），")
    assert lines[1] == "－ DEMO2《关于学习培训的通知》：还没有导入原文"


def test_the_same_file_again(call, write, settings):
    """It is said that nothing changed, and nothing does."""
    path = write("甲.txt")
    call("import", path)
    status, lines = call("import", path)
    assert status == 0
    assert "一模一样" in lines[0]
    assert len(stored(settings)) == 1


def test_a_new_version(call, write):
    """What it replaces is named, and counted in the list."""
    call("import", write("甲.txt"))
    _, lines = call("import", write("乙.docx", make_docx(LINES)))
    assert "取代" in lines[1]
    assert "甲.txt" in lines[1]
    assert call("list")[1][0].endswith("6 处；另有旧版 1 个")


def test_what_could_not_be_placed(call, write):
    """Places that are missing and places too many are reported in words."""
    text = TEXT.replace("2、锻炼", "3、锻炼") + "\n三、附则\n\n本意见由某处解释。\n"
    status, lines = call("import", write("甲.txt", text))
    assert status == 0
    assert lines[1] == "  缺少 1 处（文件卡片里有，文中没有找到）：第一部分第2条（一.2）"
    assert lines[2].startswith("  多出 2 处（文中有，文件卡片里没有，不能从答案里点开）：一.3（3、锻炼期间")
    assert "三（三、附则…）" in lines[2]


def test_a_long_report_is_cut(call, write):
    """A dozen places are enough to see what is wrong."""
    text = TEXT + "\n".join(f"{number}、多出来的一条。" for number in range(2, 20))
    _, lines = call("import", write("甲.txt", text))
    assert lines[-1].startswith("  多出 18 处")
    assert lines[-1].endswith("等")


def test_a_wrong_extension(call, write):
    """The content decides, and it is said so."""
    _, lines = call("import", write("甲.txt", make_pdf([LINES])))
    assert lines[1] == "  注意：文件名像纯文本，内容其实是PDF，已按PDF读取。"


def test_a_document_named_by_the_operator(call, write):
    """A text without a title is stored as named; a text of another title is stored with a warning."""
    untitled = write("无题.txt", TEXT.replace("关于基层锻炼的意见", "没有题目"))
    status, lines = call("import", untitled)
    assert status == 1
    assert lines == [
        "✗ 无题.txt：看不出是哪一份文件（标题和文号都对不上），可以用 --document 指明：DEMO1、DEMO2，没有导入。"
    ]
    assert call("import", untitled, "--document", "DEMO1")[0] == 0
    _, lines = call("import", write("甲.txt"), "--document", "DEMO2")
    assert "文中开头提到的是 DEMO1" in lines[1]


def test_a_text_of_two_titles(call, write):
    """The operator is asked which it is."""
    both = TEXT.replace("关于基层锻炼的意见", "关于基层锻炼的意见\n关于学习培训的通知")
    status, lines = call("import", write("甲.txt", both))
    assert status == 1
    assert "可能是 DEMO1、DEMO2 中的一份" in lines[0]


def test_a_text_that_is_not_the_document(call, write, settings):
    """Too few places: nothing is replaced."""
    call("import", write("甲.txt"))
    status, lines = call("import", write("乙.txt", "关于基层锻炼的意见\n只有一段话的新闻。"))
    assert status == 1
    assert "只找到“关于基层锻炼的意见”（DEMO1）6 处条款中的 1 处" in lines[0]
    assert len(stored(settings)) == 1


def test_one_refused_file_does_not_stop_the_others(call, write):
    """The status says that something was refused."""
    status, lines = call("import", write("扫描.pdf", make_pdf([[], []])), write("甲.txt"))
    assert status == 1
    assert lines[0] == f"✗ 扫描.pdf：{TROUBLES[Trouble.SCANNED]}，没有导入。"
    assert lines[1].startswith("✓ 甲.txt")


def test_a_file_that_is_too_large(call, write):
    """It is not read to its end."""
    status, lines = call("import", write("大.txt", b"0" * (MAX_BYTES + 5)))
    assert status == 1
    assert "10 MB" in lines[0]


def test_every_trouble_has_its_word():
    """And each word stands in a sentence."""
    assert set(TROUBLES) == set(Trouble)
    assert not any(word.endswith("。") for word in TROUBLES.values())


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["甲.txt", "没有.txt"], "no file"),
        (["甲.txt", "--document", "NOPE"], "no document 'NOPE'; there are DEMO1, DEMO2"),
        (["甲.txt", "甲.txt", "--document", "DEMO1"], "single file"),
    ],
)
def test_wrong_arguments(call, write, settings, arguments, reason):
    """One line, and nothing is written."""
    path = write("甲.txt")
    given = [path.parent / name if name.endswith(".txt") else name for name in arguments]
    with pytest.raises(CommandError, match=reason):
        call("import", *given)
    assert not settings.data_dir.exists()


def test_a_file_that_may_not_be_read(write, monkeypatch):
    """The system's reason is given."""
    path = write("甲.txt")

    def refuse(*_, **__):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(CommandError, match=r"cannot read .*Permission denied"):
        sources._read(path)


def test_cards_with_problems(call, write, tmp_path):
    """The command that lists them is named."""
    path = write("甲.txt")
    (tmp_path / "content" / "documents.yaml").write_text("- id: X\n", encoding="utf-8")
    with pytest.raises(CommandError, match="knowledge check"):
        call("import", path)


def test_a_data_directory_that_cannot_be(call, settings):
    """The setting is named."""
    settings.data_dir.touch()
    with pytest.raises(CommandError, match="CADREBOT_DATA_DIR"):
        call("list")


def test_an_original_of_a_document_that_is_gone(call, write, tmp_path):
    """What is imported of it is still listed."""
    call("import", write("甲.txt"))
    cards = CARDS[CARDS.index("- id: DEMO2") :]
    (tmp_path / "content" / "documents.yaml").write_text(cards, encoding="utf-8")
    assert call("list")[1][-1] == "？ DEMO1：甲.txt，知识库里已没有这份文件"
