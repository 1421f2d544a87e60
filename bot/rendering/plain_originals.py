"""What the command line says about originals: what was imported, what could not be placed, what is there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo

from knowledge.originals.formats import MAX_BYTES, SUFFIXES, Format, Trouble, Unreadable
from knowledge.originals.importing import Imported, Mismatched, Result, Unrecognized
from knowledge.originals.pdf import MAX_PAGES
from knowledge.originals.placement import Placement
from knowledge.sources import Document
from storage.tables import Original

TROUBLES = {
    Trouble.EMPTY: "文件是空的，没有文字",
    Trouble.TOO_LARGE: f"文件太大（上限 {MAX_BYTES // 2**20} MB，一百万字）",
    Trouble.TOO_MANY_PAGES: f"页数太多（上限 {MAX_PAGES} 页）",
    Trouble.BOMB: "解压后大得异常，不予读取",
    Trouble.ENCRYPTED: "文件有密码，请先去掉密码再导入",
    Trouble.SCANNED: "是扫描件，里面只有图片、没有文字，请先做文字识别（OCR）并校对，再存成 docx 或 txt 导入",
    Trouble.PICTURE: "是图片，请先做文字识别（OCR）并校对，再存成 docx 或 txt 导入",
    Trouble.OLD_OFFICE: "是旧版 Word 文件（.doc）或者加密的文件，请在 Word 或 WPS 里另存为 docx 再导入",
    Trouble.OTHER_KIND: "不是能读的格式，请存成 txt、docx、pdf 或 html 再导入",
    Trouble.DAMAGED: "文件损坏，打不开",
    Trouble.ENCODING: "文字编码认不出，请存成 UTF-8 或 GB18030 再导入",
    Trouble.GARBLED: "读出来的不是通顺的中文（乱码，或者不是中文文件），请另存为 docx 或 UTF-8 的 txt 再试",
    Trouble.NO_PACKAGE: "缺少读这种文件要用的软件包 {detail}，请先运行 make install",
}
FORMATS = {Format.TXT: "纯文本", Format.DOCX: "Word 文档", Format.PDF: "PDF", Format.HTML: "网页"}
REFUSED = "✗ {file}：{reason}，没有导入。"
UNKNOWN = "看不出是哪一份文件（标题和文号都对不上），可以用 --document 指明：{ids}"
SEVERAL = "可能是 {ids} 中的一份，请用 --document 指明"
MISMATCHED = "文中只找到“{title}”（{id}）{total} 处条款中的 {found} 处，不像是这份文件"
STORED = "✓ {file}：{id}《{title}》，{count} 处原文已入库。"
UNCHANGED = "· {file}：{id}《{title}》和现有原文一模一样，{day} 已经导入过，未作改动。"
REPLACED = "  取代 {day} 导入的 {file}（旧版保留备查）。"
DISGUISED = "  注意：文件名像{named}，内容其实是{found}，已按{found}读取。"
OTHER = "  注意：文中开头提到的是 {ids}，请确认没有指错文件。"
MISSING = "  缺少 {count} 处（文件卡片里有，文中没有找到）：{places}"
EXTRA = "  多出 {count} 处（文中有，文件卡片里没有，不能从答案里点开）：{places}"
ABSENT = "－ {id}《{title}》：还没有导入原文"
PRESENT = "✓ {id}《{title}》：{file}（{format}），{day} 导入，{count} 处{earlier}"
EARLIER = "；另有旧版 {count} 个"
STRANGER = "？ {id}：{file}，知识库里已没有这份文件"
SHOWN_PLACES = 12
BEGINNING = 14


def plain_refusal(file: str, result: Result, documents: Mapping[str, Document]) -> str:
    """Why a file was not imported, in a line."""
    return REFUSED.format(file=file, reason=_reason(result, documents))


def _reason(result: Result, documents: Mapping[str, Document]) -> str:
    if isinstance(result, Unreadable):
        return TROUBLES[result.trouble].format(detail=result.detail)
    if isinstance(result, Mismatched):
        found, total = len(result.placement.placed), len(result.document.locators)
        return MISMATCHED.format(title=result.document.title, id=result.document.id, total=total, found=found)
    if isinstance(result, Unrecognized) and result.candidates:
        return SEVERAL.format(ids="、".join(document.id for document in result.candidates))
    return UNKNOWN.format(ids="、".join(documents))


def plain_unchanged(file: str, imported: Imported, current: Original, zone: tzinfo) -> str:
    """That the very text is there already."""
    names = {"id": imported.document.id, "title": imported.document.title}
    return UNCHANGED.format(file=file, day=_day(current, zone), **names)


def plain_imported(file: str, imported: Imported, replaced: Original | None, zone: tzinfo) -> str:
    """What was imported, what it replaces, and what could not be placed."""
    names = {"id": imported.document.id, "title": imported.document.title}
    lines = [STORED.format(file=file, count=len(imported.placement.provisions), **names)]
    if replaced:
        lines.append(REPLACED.format(day=_day(replaced, zone), file=replaced.file_name))
    named = next(
        (kind for suffix, kind in SUFFIXES.items() if file.lower().endswith(suffix)), imported.format
    )
    if named is not imported.format:
        lines.append(DISGUISED.format(named=FORMATS[named], found=FORMATS[imported.format]))
    if imported.also:
        lines.append(OTHER.format(ids="、".join(document.id for document in imported.also)))
    return "\n".join([*lines, *_findings(imported.document, imported.placement)])


def _findings(document: Document, placement: Placement) -> Iterator[str]:
    """What could not be placed, both ways."""
    if placement.missing:
        places = [f"{document.locate(locator)}（{locator}）" for locator in placement.missing]
        yield MISSING.format(count=len(places), places=_some(places))
    if placement.extra:
        places = [f"{p.locator}（{p.text[:BEGINNING].splitlines()[0]}…）" for p in placement.extra]
        yield EXTRA.format(count=len(places), places=_some(places))


def _some(places: Sequence[str]) -> str:
    return "、".join(places[:SHOWN_PLACES]) + ("等" if len(places) > SHOWN_PLACES else "")


def plain_listing(
    documents: Mapping[str, Document], originals: Sequence[tuple[Original, int]], zone: tzinfo
) -> str:
    """All documents with what is imported of them."""
    current = {
        original.document: (original, count) for original, count in originals if not original.replaced_at
    }
    lines = []
    for document in documents.values():
        names = {"id": document.id, "title": document.title}
        if document.id not in current:
            lines.append(ABSENT.format(**names))
            continue
        original, count = current[document.id]
        older = sum(item.document == document.id for item, _ in originals) - 1
        lines.append(
            PRESENT.format(
                file=original.file_name,
                format=FORMATS[Format(original.format)],
                day=_day(original, zone),
                count=count,
                earlier=EARLIER.format(count=older) if older else "",
                **names,
            )
        )
    strangers = [item for name, (item, _) in current.items() if name not in documents]
    return "\n".join(
        [*lines, *(STRANGER.format(id=item.document, file=item.file_name) for item in strangers)]
    )


def _day(original: Original, zone: tzinfo) -> str:
    return original.imported_at.astimezone(zone).date().isoformat()
