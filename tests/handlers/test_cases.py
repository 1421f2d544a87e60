"""Working a case alone: begin, fill in, finish, gates, reasons, branches, notes, dates, sub-checklists."""

from bot.rendering import case_texts as texts
from bot.rendering.texts import STALE
from storage.tables import CaseStep
from tests.handlers.desk import ALONE, actions, case_of, states
from tests.population import NORTH_OFFICIAL as ME


async def test_from_the_menu_to_the_first_step(desk):
    """Menu, subject, preview with standing and steps, the proposed name, the region, the facts, the card."""
    assert texts.EMPTY_LIST["own"] in await desk.say("/checklist")
    await desk.tap("新建", "推荐、考察")
    preview = await desk.tap("民主推荐")
    for said in ("共7步", "5. 开会推荐", "某县，政策文件", "《关于干部轮岗的办法》", "不能当作现行规定"):
        assert said in preview
    region = await desk.tap("▶️ 开始：2026-11 民主推荐（1）")
    assert texts.BEGUN in region
    assert "邻县" in region
    assert "职位类别" in await desk.tap(ALONE)
    assert "要公示？" in await desk.tap("副职")
    card = await desk.tap("⏭ 以后再说")
    for said in (
        "📋 2026-11 民主推荐（1）",
        "0/4步，另有1步",
        "第1步 确定范围",
        "应参加人数：（还没填）",
        "组织部门",
    ):
        assert said in card
    assert case_of(desk).values == {"kind": "副职"}
    assert case_of(desk).documents == ["DEMO1"]
    assert actions(desk) == ["opened", "followed", "filled"]


async def test_a_gate_fails_with_the_shortfall_and_then_passes(desk):
    """Figures are typed, several at once; the card tells what is short, what the document says, what to do now."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("✅ 完成")
    card = await desk.say("应到90 实到58")
    for said in ("应到90人，实到58人，至少需要60人，还差2人", "文件没有写怎样补救", "现在可以：补齐以后"):
        assert said in card
    assert "这一步还不能完成：应到90人" in await desk.tap("✅ 完成")
    assert states(desk) == {"scope": "done"}
    assert texts.GATE_MET in await desk.say("60")
    assert "第2步“清点人数”办完了" in await desk.tap("✅ 完成")
    # A later figure that closes the gate opens the step again, and that is said.
    await desk.tap("☰", "2. 清点人数", "✏️ 填写")
    assert "要重新办：清点人数" in await desk.say("实到三十人")
    assert states(desk)["count"] == "open"


async def test_finishing_without_the_figures_asks_for_them(desk):
    """The form opens by itself, and what is wrong is told while the rest is kept."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("下一步 ▶️")
    assert texts.FILL_FIRST in await desk.tap("✅ 完成")
    again = await desk.say("应到九十 实到大概60")
    assert "“实际参加人数”没有看懂（您写的是“大概60”）" in again
    assert texts.KEPT_REST in again
    assert case_of(desk).values == {"expected": 90}
    assert "没有看懂" in await desk.say("很多很多")
    assert texts.GATE_MET in await desk.say("61")


async def test_choices_dates_and_a_note_that_lets_go_on(desk):
    """Buttons for choices, a date in any usual form, and a gate that only wants a reason."""
    await desk.begin("民主推荐", ALONE)
    for label in ("确定范围", "清点人数"):
        await desk.tap("☰", label, "🚫 不适用", "上级另有规定")
    await desk.tap("☰", "开会推荐")
    form = await desk.tap("✏️ 填写")
    assert "会议日期：（还没填）" in form
    assert "写全年月日" in await desk.say("2026年3月")
    await desk.say("昨天")
    await desk.tap("推荐结果：人选分散")
    card = await desk.tap("已经记录：是")
    for said in ("会议日期：2026年11月21日", "按“推荐情况上报”推算", "★推荐票", "📌 留意：票怎么保管"):
        assert said in card
    assert "⏰ 设提醒：推荐情况上报" in desk.labels
    await desk.tap("✅ 完成")
    assert "⏰ 设提醒：推荐情况上报" in desk.labels
    assert desk.text.count("第6步 说明理由") == 1
    assert await desk.tap("✅ 完成") == texts.NOTE_GATE_TEXT
    assert "理由已经在备注里" in await desk.say("人选确实分散，电话13800138000")
    with desk.database.read() as session:
        assert session.get(CaseStep, (1, "reason")).note == "人选确实分散，电话〔电话号码〕"
    assert "还有" in await desk.tap("✅ 完成")
    assert states(desk)["reason"] == "done"


async def test_branches_appear_when_their_fact_is_known(desk):
    """The card names the open fact and asks it; the branch's step then belongs to the case."""
    card = await desk.begin("民主推荐", ALONE)
    assert "0/4步，另有2步" in card
    assert {"❓ 职位类别？", "❓ 要公示？"} <= {*desk.labels}
    asked = await desk.tap("❓ 要公示？")
    assert texts.FACT_TEXT in asked
    assert "1/" not in await desk.say("不要")
    assert case_of(desk).values == {"is_public": False}
    await desk.tap("❓ 职位类别？")
    assert "没有看懂" in await desk.say("局长")
    assert "0/5步" in await desk.say("正职")
    await desk.tap("☰", "正职另外征求意见")
    assert "因为：职位是正职" in desk.text
    await desk.tap("⋯ 更多", "有关情况", "职位类别：正职")
    assert "现在是：正职" in desk.text
    await desk.tap("副职")
    assert "0/4步" in desk.text


async def test_waiting_reopening_and_leaving_out(desk):
    """Each with its reason, by button or typed; waiting until a day is understood."""
    await desk.begin("民主推荐", ALONE)
    assert texts.WAIT_TEXT in await desk.tap("⏳ 等待")
    await desk.say("等到12月1日纪委回函")
    await desk.tap("☰", "确定范围")
    for said in ("⏳ 等待中", "等到：2026年12月1日", "理由：等到12月1日纪委回函"):
        assert said in desk.text
    assert "重新打开了" in await desk.tap("▶️ 继续办")
    await desk.tap("✅ 完成")
    await desk.tap("☰", "确定范围")
    assert texts.REOPEN_TEXT in await desk.tap("↩️ 重新打开")
    await desk.tap("材料要补")
    assert states(desk) == {"scope": "open"}
    await desk.tap("🚫 不适用")
    await desk.say("本地另有办法")
    await desk.tap("☰", "确定范围")
    assert "理由：本地另有办法" in desk.text
    assert actions(desk)[2:] == ["waiting", "reopened", "done", "reopened", "left_out"]


async def test_steps_of_another_region_go_with_one_tap(desk):
    """Where all steps are shown, a foreign one is left out as such; the region can be chosen anew."""
    await desk.begin("民主推荐", "全部步骤都看")
    await desk.tap("☰", "邻县的步骤")
    assert "只适用于邻县" in desk.text
    await desk.tap("🚫 不在邻县")
    assert case_of(desk).documents == ["DEMO1"]
    await desk.tap("☰", "邻县的步骤")
    assert "您没有选那里" in desk.text
    await desk.tap("选地区", "📍 邻县")
    assert case_of(desk).documents == ["DEMO1", "DEMO3"]


async def test_more_people_than_were_due(desk):
    """A count that can't be is not kept; it is asked for again, and the next one counts."""
    await desk.begin("民主推荐", ALONE)
    again = await desk.say("应到90 实到96")
    assert "没有记下：“实际参加人数”填的是96人，不能比“应参加人数”的90人还多" in again
    assert "（还没填）" in again
    assert "已记下" in await desk.say("应到90 实到69")


async def test_note_expected_date_done_day_and_name(desk):
    """What is typed about a step is kept; what can't be is asked for again."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("📝 备注")
    assert "500" in await desk.say("很" * 501)
    assert texts.NOTED in await desk.say("名单已报")
    await desk.tap("⋯ 更多", "📅 预计日期")
    assert await desk.say("快了") == texts.BAD_DATE
    assert "预计：2026年12月1日" in await desk.say("12月1日")
    await desk.tap("⋯ 更多", "📅 预计日期")
    assert texts.PAST_DATE in await desk.say("昨天")
    assert "预计：" not in await desk.say("无")
    await desk.tap("⋯ 更多", "🗓 补记完成日")
    assert texts.FUTURE_DATE in await desk.say("2030年1月1日")
    assert texts.BAD_DATE in await desk.say("某一天")
    await desk.say("昨天")
    with desk.database.read() as session:
        step = session.get(CaseStep, (1, "scope"))
    assert (str(step.done_on), step.note) == ("2026-11-21", "名单已报")
    await desk.tap("⋯ 更多", "✏️ 改名")
    assert "60个字" in await desk.say("长" * 61)
    assert "已改名为“县直选拔 〔身份证号〕”" in await desk.say("县直选拔 110101199003074512")


async def test_a_sub_checklist_is_opened_linked_and_shown(desk):
    """It knows the matter's facts, leads back, and its state is on the step that opened it."""
    await desk.begin("民主推荐", ALONE, "副职")
    await desk.tap("☰", "开会推荐", "➕ 另开：考察", "▶️ 开始")
    assert "这是“2026-11 民主推荐（1）”第5步另开的清单" in desk.text
    assert case_of(desk, 2).values == {"kind": "副职"}
    await desk.tap("✅ 完成", "⬆️ 回到")
    assert "第5步 开会推荐" in desk.text
    assert "📂 考察（1/2）" in desk.labels
    assert "➕ 另开：考察" not in desk.labels
    assert "谈话" in await desk.tap("📂 考察（1/2）")


async def test_texts_below_a_card_are_questions_unless_they_are_values(desk):
    """A bare figure fills the step in; anything else is answered as a question."""
    await desk.begin("民主推荐", ALONE)
    assert "满五年应当轮岗" in await desk.say("干部轮岗要满几年？")
    await desk.say("/checklist")
    await desk.tap("2026-11 民主推荐")
    assert "已记下：应到90人" in await desk.say("90人")
    await desk.tap("✏️ 填写")
    assert desk.labels == ["↩️ 回到这一步"]
    assert texts.QUESTION_ANSWERED in await desk.say("干部轮岗要满几年？")
    assert "第1步" in await desk.tap("▶️ 接着办")


async def test_buttons_of_before_change_nothing(desk):
    """An old button shows the case as it stands; damaged ones are stale."""
    await desk.begin("民主推荐", ALONE)
    done = desk.key("✅ 完成")
    await desk.press(done)
    assert texts.MOVED_ON in await desk.press(done)
    assert states(desk) == {"scope": "done"}
    for data in (
        "1:km:1:1:nonsense:0:0",
        "1:kv:1:nonsense:0",
        "1:kv:1:steps:9",
        "1:kf:1:1:fill:0:99:0",
        "1:kf:1:1:fill:0:0:9",
        "1:ka:1:nonsense:0:0",
        "1:kt:select:7",
        "1:kl:nonsense:0",
        "1:kx:1:5:off",
        "1:kx:1:5:send",
    ):
        assert (await desk.town.press(ME, data)) == [STALE], data
