"""What a question asks for: a duration, a figure, who decides, a procedure, a definition …"""

import re

PATTERNS = {
    "duration": r"多久|多长|[几多]少?年|[几多]少?个?月|几天|多少天|期限|年限|时限|多少时间|待多|干多",
    "when": r"何时|什么时候|啥时|几时|最晚|最迟|截止|哪年|哪一年|什么时间|到期|之前必须|多快",
    "figure": r"多少|几成|比例|百分之|几分之|占多|不得低于|不少于|至少|起码|几[名个人位]|多大比|过半|一半|人数|配几|线是",
    "age": r"年龄|\d岁|周岁|多大|岁数|几岁|年纪|超龄",
    "who": r"谁|哪[个些家一]?级?(?:部门|机关|单位|机构|家|级)|何部门|什么部门|找哪|归哪|向哪|哪里负责|哪方面",
    "how": r"怎么办|怎么走|怎么弄|怎么搞|怎么做|流程|程序|步骤|手续|如何|怎样|咋办|咋弄|咋走|环节|怎么操作|怎么[定选评报]|咋[定选评报]",
    "may": r"能不能|可不可以|可否|能否|可以|行不行|行吗|够不够|资格|符合|算不算|算数|条件|能.{1,12}吗|成不成|有没有戏|没戏|允许|还能",
    "what": r"什么是|是什么|是啥|啥意思|什么意思|指什么|指啥|指的是|定义|含义|何谓|概念|怎么理解|叫什么|何为",
    "differ": r"区别|不同|差别|差异|对比|比较|分别|各怎|各自|各有|一样|哪个[更]?严|口径|相比|不一致|冲突",
    "why": r"为什么|为啥|为何|原因|目的|意义|凭什么|理由|背景|干嘛要",
    "consequence": r"后果|会怎样|会怎么样|怎么处理|怎么处置|处罚|处分|追究|咋处理|不.{0,8}(?:会|怎)|要是不|如果不|没.{0,6}(?:咋|怎)|不合格",
    "list": r"哪些|哪几|有啥|有什么|包括|内容|几种|几类|几项|清单|方面",
}
INTENTS = tuple(PATTERNS)
COMPILED = {intent: re.compile(pattern) for intent, pattern in PATTERNS.items()}


def find_intents(text: str) -> frozenset[str]:
    """The intents whose cue words a normalized question contains; empty when it gives no cue."""
    return frozenset(intent for intent, pattern in COMPILED.items() if pattern.search(text))
