"""Rules as a listing and as text to proof-read."""

from knowledge.eligibility.listing import list_rule, print_rule
from tests.knowledge.eligibility.samples import is_true, make_book, make_rule


def test_listing():
    """Facts come with type, unit, choices and the dates they follow from; premises are marked."""
    condition = {
        "all": [
            {"fact": "age", "at_most": 45, "text": "x"},
            {"blank": "没有写", "fact": "whole", "text": "y"},
        ]
    }
    rule = make_rule(condition, premises=[{"fact": "sex", "is": "男", "text": "z"}], covers=["E01"])
    row = list_rule(make_book(rule), rule)
    assert row["scope"]["region"] == "宁夏"
    assert row["facts"] == [
        {
            "id": "age",
            "type": "integer",
            "label": "年龄",
            "question": "几岁？",
            "unit": "岁",
            "derived_from": [{"id": "born", "type": "date", "label": "出生日期"}],
        },
        {
            "id": "whole",
            "type": "integer",
            "label": "总数",
            "question": "共几人？",
            "unit": "人",
            "help": "含本人。",
        },
        {
            "id": "sex",
            "type": "enum",
            "label": "性别",
            "question": "性别？",
            "choices": ["男", "女"],
            "premise": True,
        },
    ]


def test_printed():
    """Every operator has its words, and every condition its hardness and citation."""
    way = {"route": "报批后办理", "when": is_true("b")}
    condition = {
        "all": [
            {"any": [is_true("a", hardness="S", exception=way), {"not": is_true("c"), "text": "不得如此"}]},
            {"if": is_true("a"), "then": {"at_least": 1, "of": [is_true("b"), is_true("done", step=True)]}},
            {"rule": "topic.other"},
            {"blank": "没有写", "text": "年限"},
        ]
    }
    rule = make_rule(
        condition,
        premises=[is_true("d", cite=["NX1 二.1"])],
        outcomes={"eligible": "够条件。"},
        notes=[{"text": "天数没有写", "hardness": "B"}],
        next_steps=["报名"],
        related=["topic.list"],
    )
    other = make_rule(is_true("c"), "topic.other", title="另一条")
    assert print_rule(make_book(rule, other), rule) == (
        "规则  [topic.rule]\n"
        "问：够不够条件？\n"
        "适用：宁夏；所有人\n"
        "依据：《关于干部交流的办法》（政策文件，2009年印发）\n"
        "前提（默认成立，不成立时本规则不适用）：\n"
        "  · 要有d〔硬性〕（NX1 二.1）\n"
        "条件：\n"
        "  全部满足：\n"
        "    满足其一：\n"
        "      · 要有a〔有弹性〕（NX1 一.1）\n"
        "        达不到时：报批后办理（NX1 一.1）\n"
        "        只限：\n"
        "          · 要有b〔硬性〕（NX1 一.1）\n"
        "      不得有：不得如此\n"
        "        · 要有c〔硬性〕（NX1 一.1）\n"
        "    如果：\n"
        "      · 要有a〔硬性〕（NX1 一.1）\n"
        "    那么：\n"
        "      至少满足1项：\n"
        "        · 要有b〔硬性〕（NX1 一.1）\n"
        "        · 要有done〔硬性，尚待办理时为有条件〕（NX1 一.1）\n"
        "    · 同“另一条”[topic.other]：够不够条件？\n"
        "    · 年限：没有写〔原文空白〕（NX1 一.1）\n"
        "结论：\n"
        "  符合：够条件。\n"
        "说明：\n"
        "  天数没有写〔原文空白〕（NX1 一.1）\n"
        "下一步：\n"
        "  报名\n"
        "接着办（清单、提醒）：topic.list\n"
        "提示：这是宁夏办法。\n"
    )
