"""Loading content: everything valid is there, every problem is reported with its line."""

import pytest

from knowledge.errors import ContentError, UnknownIdError
from knowledge.loader import load_knowledge
from knowledge.parsed import ParsedFiles
from knowledge.sources import Citation
from tests.knowledge.samples import DOCUMENTS_FILE, ENTRY_FILE, make_base, make_entry, write_content


def load(folder, **files):
    """Load a folder with the sample document and these files."""
    named = {name.replace("__", "/") + ".yaml": text for name, text in files.items()}
    return load_knowledge(write_content(folder, {"documents.yaml": DOCUMENTS_FILE} | named))


def test_everything_is_loaded(tmp_path):
    """Documents, entries, a merged glossary, small talk and uncovered topics arrive with their places."""
    base = load(
        tmp_path,
        entries__x=ENTRY_FILE,
        glossary__a="- {term: 试用期, words: [试岗]}",
        glossary__b="- {term: 试用期, words: [试任, 试岗]}",
        smalltalk="- {id: hi, patterns: [你好], reply: 您好}",
        uncovered="- {id: leave, topic: 年假, words: [年假], examples: [年假几天], reply: 没有}",
    )
    assert base.entries["a.b"].citations == (Citation(document="CN1", locator="一.1"),)
    assert base.glossary[0].words == ("试岗", "试任")
    assert (base.small_talk[0].id, base.uncovered[0].id) == ("hi", "leave")
    assert base.places["entry:a.b"].line == 1
    assert base.locate(base.entries["a.b"].citations[0]) == "第一部分第1条"


def test_version_follows_content(tmp_path):
    """Any change of a file gives another version."""
    before = load(tmp_path, entries__x=ENTRY_FILE).version
    assert load(tmp_path, entries__x=ENTRY_FILE.replace("一年", "两年")).version != before


def test_all_problems_at_once(tmp_path):
    """Every problem of every file is reported, with file, line and property."""
    broken = ENTRY_FILE + ENTRY_FILE.replace("kind: mechanism", "kind: rumor").replace("a.b", "c.d") + "- 5\n"
    with pytest.raises(ContentError) as caught:
        load(tmp_path, entries__x=broken, entries__y="a: [", entries__z="a: 1", entries__e="")
    places = {(f.file, f.line, f.path) for f in caught.value.findings}
    assert ("entries/x.yaml", 10, "c.d/kind") in places
    assert ("entries/x.yaml", 15, "?") in places
    assert {f.file for f in caught.value.findings} == {"entries/x.yaml", "entries/y.yaml", "entries/z.yaml"}
    assert "entries/x.yaml:10: c.d/kind" in str(caught.value)


def test_nested_problem_has_its_own_line(tmp_path):
    """A bad citation is reported on its own line, a missing field on the item's."""
    text = ENTRY_FILE.replace("citations: [CN1 一.1]", "citations:\n    - CN1 一.1\n    - CN1 x").replace(
        "  topic: a\n", ""
    )
    with pytest.raises(ContentError) as caught:
        load(tmp_path, entries__x=text)
    assert {(f.line, f.path) for f in caught.value.findings} == {
        (7, "a.b/citations/1/locator"),
        (1, "a.b/topic"),
    }


def test_ids_are_unique(tmp_path):
    """An id that occurs twice names the first place."""
    with pytest.raises(ContentError, match=r"already defined at entries/x\.yaml:1"):
        load(tmp_path, entries__x=ENTRY_FILE, entries__y=ENTRY_FILE)


def test_unknown_citations_stop_the_load(tmp_path):
    """A citation that leads nowhere makes the content unusable."""
    with pytest.raises(ContentError, match="unknown document XX"):
        load(tmp_path, entries__x=ENTRY_FILE.replace("CN1 一.1", "XX 一"))


def test_wrong_encoding(tmp_path):
    """A file in another encoding is named with the line."""
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "x.yaml").write_bytes(b"# ok\n- id: \xb8\xc9\xb2\xbf\n")
    with pytest.raises(ContentError, match=r"entries/x.yaml:2: : not UTF-8"):
        load(tmp_path)


def test_empty_folder(tmp_path):
    """A folder without content is no base."""
    with pytest.raises(ContentError, match="no content"):
        load_knowledge(tmp_path)


def test_lookups():
    """Entries are looked up gently, documents strictly."""
    base = make_base([make_entry("a.b")])
    assert base.get_entry("a.b") is base.entries["a.b"]
    assert base.get_entry("gone.entry") is None
    with pytest.raises(UnknownIdError, match="no document 'XX'"):
        base.document("XX")


def test_parsed_files_are_not_parsed_again(tmp_path, monkeypatch):
    """With what was parsed before, a base is the same and YAML is not touched."""
    folder = write_content(tmp_path, {"documents.yaml": DOCUMENTS_FILE, "entries/x.yaml": ENTRY_FILE})
    parsed = ParsedFiles()
    first = load_knowledge(folder, parsed)
    monkeypatch.setattr("knowledge.yaml_items._UniqueKeyLoader", None)
    second = load_knowledge(folder, ParsedFiles.load(parsed.dump()))
    assert (second.entries, second.places, second.version) == (first.entries, first.places, first.version)


def test_problems_of_parsed_files_keep_their_lines(tmp_path):
    """What does not fit the models is parsed again, for the lines of its problems."""
    folder = write_content(
        tmp_path,
        {"documents.yaml": DOCUMENTS_FILE, "entries/x.yaml": ENTRY_FILE.replace("mechanism", "rumor")},
    )
    parsed = ParsedFiles()
    for _ in range(2):
        with pytest.raises(ContentError) as caught:
            load_knowledge(folder, parsed)
        assert [(found.line, found.path) for found in caught.value.findings] == [(3, "a.b/kind")]
        parsed = ParsedFiles.load(parsed.dump())
