"""What is said about a roster's columns, lines and cells."""

HEADINGS = {
    "name": "姓名",
    "post": "职务",
    "team": "班子",
    "category": "人员类别",
    "sex": "性别",
    "birth_date": "出生年月",
    "is_minority": "民族",
    "is_nonparty": "政治面貌",
    "education": "学历",
    "is_head": "是否正职",
    "grassroots_leadership": "基层领导经历",
    "grassroots_years": "基层工作年数",
    "source": "来源",
    "is_trained": "三年内轮训",
}
# Other words that rosters have on top of the same column.
ALIASES = {
    "name": ("名字", "代号", "姓名或代号"),
    "post": ("现任职务", "现任职务职级", "单位及职务", "工作单位及职务"),
    "team": ("班子名称", "所在班子", "单位", "所在单位", "工作单位", "部门"),
    "category": ("类别", "是否后备", "后备类别"),
    "sex": (),
    "birth_date": ("出生日期", "出生时间", "出生"),
    "is_minority": (),
    "is_nonparty": ("党派", "党派政治面貌", "政治面貌党派", "党派及政治面貌"),
    "education": ("文化程度", "最高学历", "学历学位"),
    "is_head": ("正职", "党政正职", "是否党政正职", "是不是正职"),
    "grassroots_leadership": ("有无基层领导经历", "基层或一线领导经历", "基层一线领导经历", "有基层领导经历"),
    "grassroots_years": ("基层工作年限", "基层工作经历年数", "基层经历年数", "基层经历年限", "基层年数"),
    "source": ("人员来源", "来源渠道"),
    "is_trained": ("轮训", "三年内是否轮训", "3年内轮训", "是否轮训"),
}
HELP = {
    "name": "可以不填，也可以填代号；只供您自己核对，程序不读这一列",
    "post": "可以不填；只供您自己核对，程序不读这一列",
    "team": "属于哪个班子，同一个班子写法要一样",
    "category": "班子成员、正职后备、副职后备；不填按班子成员算。后备不在这张表里的，整列不填",
    "sex": "男 或 女",
    "birth_date": "年和月，如 1985-06 或 1985年6月；没有写日的按1日算，年龄按足岁算到检查当天",
    "is_minority": "如 汉族、回族",
    "is_nonparty": "如 中共党员、共青团员、群众、无党派人士、民革、民盟；不是中共党员的算党外",
    "education": "如 研究生、大学本科、大专、中专；写“大学”的按本科算",
    "is_head": "是 或 否；党政正职填“是”",
    "grassroots_leadership": "是 或 否；在基层或生产一线担任过领导的填“是”",
    "grassroots_years": "数字，如 0、1.5、3；不满一年的可以写 0.5",
    "source": "后备干部、县乡选调、社区（村）招考、其他",
    "is_trained": "是 或 否；三年内参加过轮训的填“是”",
}
EXAMPLES = {
    "name": "甲",
    "post": "副镇长",
    "team": "甲镇",
    "category": "班子成员",
    "sex": "女",
    "birth_date": "1985-06",
    "is_minority": "汉族",
    "is_nonparty": "中共党员",
    "education": "大学本科",
    "is_head": "否",
    "grassroots_leadership": "是",
    "grassroots_years": "3",
    "source": "后备干部",
    "is_trained": "是",
}

# What is wrong with a cell, and what to write instead.
SEX = "写“男”或“女”"
DATE = "看不懂是哪年哪月，写成 1985-06 这样"
DATE_AMBIGUOUS = "分不清是1月还是10月，写成 {year}-01 或 {year}-10"
DATE_NO_MONTH = "只有年份，请把月份补上，写成 {year}-06 这样"
DATE_FUTURE = "比今天还晚，请核对"
DATE_AGE = "推算出来是{age}岁，请核对（应在{low}到{high}岁之间）"
ETHNICITY = "没有认出这个民族，写成“汉族”“回族”这样"
PARTY = "没有认出来，写成“中共党员”“群众”“无党派人士”“民革”这样"
EDUCATION = "没有认出来，写成“研究生”“大学本科”“大专”“中专”这样"
YES_NO = "写“是”或“否”"
YEARS = "写数字，如 3 或 1.5"
YEARS_RANGE = "应在0到{high}之间"
CHOICE = "写 {choices} 中的一个"
TOO_LONG = "字太多（超过{limit}个）"

# What is wrong with the table as a whole.
NO_HEADING_ROW = "没有找到表头。请在前{rows}行内用一行写列名（如“性别”“出生年月”），列名照模板写"
NO_COLUMN = "缺少这一列。{help}。确实没有这项资料的，保留列名、整列空着，回头可以直接填数"
TWICE = "出现了两列，请只留一列"
NO_ROWS = "表头下面没有人员，请从表头的下一行起，一人一行"
NOBODY = "这一行没有填任何要统计的内容；如果不是人员（合计、备注等），请删掉这一行"
TOO_MANY_ROWS = "人员超过{limit}行，请分开上传"

EMPTY_FILE = "这个文件是空的。"
TOO_LARGE = "文件太大了（超过{limit}），花名册一般用不了这么多，请删去无关的内容或图片再发。"
OLD_OFFICE = "这是旧版 xls，或者加了打开密码。请在表格软件里另存为 xlsx（不设密码）再发。"
NOT_A_TABLE = "没有认出这是表格。请发 xlsx 或 csv 文件。"
DAMAGED = "文件打不开，可能没有传完整或已经损坏。请重新保存后再发。"
BOMB = "这个文件解开以后大得不正常，为安全起见没有读。请把人员复制到模板里再发。"
ENCODING = "看不出文字的编码。请在表格软件里另存为“CSV UTF-8”或 xlsx 再发。"
