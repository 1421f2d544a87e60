"""What somebody is told who may not: why, and whom to ask."""

from collections.abc import Iterable
from enum import Enum

from bot.rendering import texts
from bot.rendering.reply import Reply, block


class Barred(Enum):
    """Why something may not be done, as the sentence that says so."""

    NOT_INVITED = "这项功能只对受邀人员开放。请联系本单位组织人事部门，索取邀请码。"
    NOT_STAFF = (
        "这项功能只对组织人事干部开放。如果工作需要，请联系本单位组织人事部门的负责人或系统管理员开通。"
    )
    NOT_CURATOR = "这项功能只对政策内容编审开放。如果工作需要，请联系系统管理员开通。"
    NOT_ADMIN = "这项功能只对系统管理员开放。如果工作需要，请联系系统管理员。"
    PRIVATE_ONLY = "群里不显示个人信息和工作记录。请点我的头像，私聊使用这项功能。"
    MAINTENANCE = "系统正在维护，这项功能暂停使用，政策问答照常。请稍后再试。"


TOO_FAST = "您点得太快啦，我有点跟不上。请歇一分钟再发，之前的消息都已经处理。"
BUSY = "您上一个任务还在处理，做完会马上发给您，请稍等。"
GROUP_STRANGER = "本助手目前只对受邀人员开放，请私聊我了解怎样申请。"
GUESSING = "邀请码错误次数太多，请一小时后再试，或联系给您邀请码的人。"
WRONG_CODE = "这个邀请码不能使用。请核对后重试，或联系给您邀请码的人重新发一个。"
REDEEMED = "欢迎，{name}！邀请已经生效，您的身份是：{role}。"
LINKED = "单位保存的您的档案信息已经和这个账号绑定，可以用 /me 查看。"
GUESSED = "有账号连续输错邀请码 {count} 次，已暂停其尝试一小时。账号编号：{telegram_id}"
ROLES = {
    "guest": "访客",
    "official": "干部",
    "staff": "组织人事干部",
    "curator": "政策内容编审",
    "admin": "系统管理员",
}


def render_barred(reason: Barred) -> Reply:
    """Why not, and whom to ask."""
    return Reply((block(reason.value),))


def render_line(text: str) -> Reply:
    """A single sentence."""
    return Reply((block(text),))


def render_redeemed(*, name: str, role: str, is_linked: bool) -> tuple[str, ...]:
    """What an invitation brought, to be said before the welcome."""
    told = REDEEMED.format(name=name, role=ROLES[role])
    return (told, LINKED) if is_linked else (told,)


def command_lines(names: Iterable[str]) -> str:
    """Commands with their descriptions, one a line."""
    return "\n".join(f"/{name} {texts.COMMANDS[name]}" for name in names)
