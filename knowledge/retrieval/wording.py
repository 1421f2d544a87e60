"""The engine's own sentences, vetted like answers: refusals, and notes that go before an answer."""

UNKNOWN = (
    "这个问题在现有的五份文件里没有找到对应的规定，我不能凭印象回答。"
    "您可以换个说法再问，写明地区、职务层次和具体事项；也可以向本单位组织人事部门核实。"
)
EMPTY = "没有看到问题内容。请直接输入想问的政策问题，例如“民主推荐要到多少人才有效？”。"
NO_WORDS = "收到啦。我只读得懂文字：想查哪条干部政策，用一句话发给我就行，比如“民主推荐要到多少人才有效？”。"
BARE_FIGURE = (
    "只看到一个数字或日期，还不知道您想问什么。请把问题说全一点，比如“45岁还能调任吗？”“试用期从哪天算起？”。"
)
FOREIGN = (
    "我主要用中文回答干部政策方面的问题，请用中文再问一次，比如“试用期一般多长时间？”。\n"
    "Please ask in Chinese: I answer from Chinese policy documents."
)
TOO_LONG = "这段文字太长了，请挑出最想问的一两句话发给我（1000字以内），一次问一件事，答得更准。"
UNSAFE = (
    "这个请求我不能照办：我只依据库中文件的原意作答，不能改动、编造依据，也不协助规避规定。"
    "如果您想了解某项程序或条件，请直接提问。"
)
SOURCE = "依据是{places}。点“查看依据”可以看到文件名称、文号、日期和适用范围。"
MORE = "上面已经是完整的答案。想再往下了解，可以点下面的相关问题；文件此后的变化，请点“查看依据”。"
# An age against an upper limit (True) or a lower one (False), and what follows.
WITHIN = {True: "{figure}岁没有超过{bound}周岁的上限", False: "{figure}岁达到了{bound}周岁的下限"}
WITHIN_THEN = "，{label}这一条符合；其他条件请看下面。"
BEYOND = {True: "{figure}岁超过了{bound}周岁的上限", False: "{figure}岁没有达到{bound}周岁的下限"}
BEYOND_ROUTE = "；但文件留有余地：{route}。"
BEYOND_HARD = "，不符合这一条。"
BEYOND_SOFT = "，一般不符合这一条。"
OTHER_FIGURE = "您提到的{figure}，在这条规定里没有出现，请以下面写明的数字为准。"
