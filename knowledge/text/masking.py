"""Personal numbers have no place in logs: they are masked before anything is stored."""

import re

ID_CARD = re.compile(
    r"(?<![0-9A-Za-z])\d{6}[-\s]?(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-\s]?\d{3}[0-9Xx]?(?![0-9A-Za-z])"
)
PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)86[-\s]?)?1[3-9]\d(?:[-\s]?\d{4}){2}(?!\d)")
LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[-\s]\d{7,8}(?!\d)")
BANK_CARD = re.compile(r"(?<!\d)[3-6]\d{3}(?:[-\s]?\d{4}){3}(?:[-\s]?\d{1,3})?(?!\d)")
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
MASKS = (
    (ID_CARD, "〔身份证号〕"),
    (BANK_CARD, "〔银行卡号〕"),
    (PHONE, "〔电话号码〕"),
    (LANDLINE, "〔电话号码〕"),
    (E_MAIL, "〔邮箱〕"),
)


def mask_personal(text: str) -> str:
    """The text with ID-card, bank-card and phone numbers and mail addresses replaced by what they were."""
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return text
