"""Word documents: the reference section is rewritten in its formatting, all else keeps its bytes."""

import io
import re
import shutil
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.shared import RGBColor
from docx_documents import (
    HEADING,
    body_of,
    made,
    members,
    packed,
    part,
    runs,
    texts_of,
    with_references,
    xml_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from romanbib import InputError, check, normalize
from romanbib.cli import main
from romanbib.formats import docx as docx_format
from romanbib.formats.docx_rewriting import edits
from romanbib.references.record import Change
from romanbib.web import create_app

PAPER = Path(__file__).parent.parent / "paper" / "references.txt"
PANDOC = shutil.which("pandoc")
RUSSIAN = "Иванов, И. История России. М.: Наука, 1990."
ROMANIZED = "Ivanov, I. Istorii͡a Rossii. M.: Nauka, 1990."
PERSIAN = "سیاست خارجی ایران، تهران، ۱۳۹۰."
RTL = "<w:rtl/>"


def output(data, **options):
    return normalize(data, **options).output


def rewritten(entry, **options):
    """What becomes of a paragraph, given as what stands inside it."""
    data = output(with_references(f"<w:p>{entry}</w:p>"), **options)
    return body_of(data).removeprefix("<w:p>").removesuffix("</w:p>")


def document(*paragraphs, style=None):
    """A document made with python-docx: headings are (level, text)."""
    made_here = docx.Document()
    for one in paragraphs:
        if isinstance(one, tuple):
            made_here.add_heading(one[1], one[0])
        else:
            made_here.add_paragraph(one, style=style)
    file = io.BytesIO()
    made_here.save(file)
    return file.getvalue()


def pandoc(data):
    """Let pandoc read the document."""
    done = subprocess.run(
        [PANDOC, "-f", "docx", "-t", "plain", "--wrap=none"], input=data, capture_output=True, timeout=60, check=True
    )
    return [line for line in done.stdout.decode().splitlines() if line]


@pytest.mark.parametrize("profile", ["paper", "romanized-original"])
def test_a_document_gives_what_the_same_entries_give_as_text(profile):
    text = PAPER.read_text(encoding="utf-8")
    lines = text.splitlines()
    data = document("Prose of 1991.", (1, "References"), *lines, (1, "Appendix"), "Россия, 1991.")
    expected = normalize(text, profile=profile).output.splitlines()
    written = output(data, profile=profile)
    assert texts_of(written) == ["Prose of 1991.", "References", *expected, "Appendix", "Россия, 1991."]


def test_a_real_reader_reads_what_is_written():
    data = document((1, "Литература"), RUSSIAN, RUSSIAN.replace("России", "мира"))
    assert pandoc(output(data)) == ["Литература", ROMANIZED, ROMANIZED.replace("Rossii", "mira")]


def test_a_document_in_which_nothing_changes_keeps_its_bytes():
    for data in (
        document((1, "References"), "Smith, J. History. London, 1990."),
        document((1, "References")),
        document(),
        with_references(f"<w:p>{runs('Smith, J. History. London, 1990.')}</w:p>"),
    ):
        assert output(data) == data


def test_only_changed_parts_change_and_in_them_only_changed_paragraphs():
    strange = '<w:p  w:x = "1"><w:r><w:t>Smith &#x41; 1990</w:t></w:r><!-- c --><?p i?></w:p >\n'
    contents = members(strange + HEADING + strange + f"<w:p>{runs(RUSSIAN)}</w:p>" + strange)
    data = packed(contents)
    written = output(data)
    before, after = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(written))
    assert after.testzip() is None
    assert after.namelist() == before.namelist()
    for name in before.namelist():
        one, other = before.getinfo(name), after.getinfo(name)
        assert (one.date_time, one.compress_type, one.external_attr) == (
            other.date_time,
            other.compress_type,
            other.external_attr,
        )
        if name != "word/document.xml":
            assert before.read(name) == after.read(name)
            raw = [
                file[info.header_offset : info.header_offset + 30 + len(name) + info.compress_size]
                for file, info in ((data, one), (written, other))
            ]
            assert raw[0] == raw[1]
    assert after.read("word/document.xml").decode() == before.read("word/document.xml").decode().replace(
        RUSSIAN, ROMANIZED
    ).replace(' xml:space="preserve">Ivanov', ">Ivanov")


def test_members_that_are_stored_stay_stored_and_comments_stay():
    file = io.BytesIO(packed(members(HEADING + f"<w:p>{runs(RUSSIAN)}</w:p>"), zipfile.ZIP_STORED))
    with zipfile.ZipFile(file, "a") as archive:
        archive.comment = b"a comment"
    after = zipfile.ZipFile(io.BytesIO(output(file.getvalue())))
    assert after.comment == b"a comment"
    assert {one.compress_type for one in after.infolist()} == {zipfile.ZIP_STORED}
    assert ROMANIZED in after.read("word/document.xml").decode()


def test_members_whose_sizes_follow_their_data():
    class Unseekable(io.RawIOBase):
        def __init__(self):
            self.written = bytearray()

        def writable(self):
            return True

        def write(self, data):
            self.written += data
            return len(data)

    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members(HEADING + f"<w:p>{runs(RUSSIAN)}</w:p>").items():
            archive.writestr(name, content)
    data = bytes(stream.written)
    assert zipfile.ZipFile(io.BytesIO(data)).infolist()[0].flag_bits & 8
    written = output(data)
    assert zipfile.ZipFile(io.BytesIO(written)).testzip() is None
    assert texts_of(written) == ["References", ROMANIZED]


def test_normalizing_twice_changes_nothing():
    once = output(document((1, "Источники"), RUSSIAN, PERSIAN))
    assert output(once) == once


# Formatting


def test_bold_italic_and_colour_stay_where_they_were():
    made_here = docx.Document()
    made_here.add_heading("Библиография", 1)
    paragraph = made_here.add_paragraph()
    paragraph.add_run("Иванов, И. ").bold = True
    paragraph.add_run("История России").italic = True
    paragraph.add_run(". М.: Наука, ").font.color.rgb = RGBColor(255, 0, 0)
    paragraph.add_run("1990.")
    file = io.BytesIO()
    made_here.save(file)
    after = docx.Document(io.BytesIO(output(file.getvalue()))).paragraphs[1].runs
    assert [(run.text, run.bold, run.italic) for run in after] == [
        ("Ivanov, I. ", True, None),
        ("Istorii͡a Rossii", None, True),
        (". M.: Nauka, ", None, None),
        ("1990.", None, None),
    ]
    assert after[2].font.color.rgb == RGBColor(255, 0, 0)


def test_a_word_cut_into_runs_goes_to_the_first_of_them():
    assert rewritten(runs("Ист", "ория Рос", "сии, 1990.")) == (
        '<w:r><w:t>Istorii͡a</w:t></w:r><w:r><w:t xml:space="preserve"> Rossii</w:t></w:r><w:r><w:t>, 1990.</w:t></w:r>'
    )


def test_an_original_that_is_kept_keeps_its_formatting_and_lends_it_to_its_romanization():
    entry = runs("Мир. ", properties="<w:b/>") + runs("Война", properties="<w:i/>")
    assert rewritten(entry, profile="romanized-original") == (
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Mir. </w:t></w:r>'
        "<w:r><w:rPr><w:i/></w:rPr><w:t>Voĭna [</w:t></w:r>"
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Мир. </w:t></w:r>'
        "<w:r><w:rPr><w:i/></w:rPr><w:t>Война]</w:t></w:r>"
    )


def test_footnotes_comments_and_bookmarks_stay_in_their_places():
    entry = (
        '<w:bookmarkStart w:id="0" w:name="b"/><w:r><w:t>Россия</w:t></w:r><w:commentRangeStart w:id="1"/>'
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> и мир</w:t></w:r>'
        '<w:commentRangeEnd w:id="1"/><w:bookmarkEnd w:id="0"/>'
    )
    assert rewritten(entry) == entry.replace("Россия", "Rossii͡a").replace(" и мир", " i mir")


def test_tabs_breaks_and_hyphens_stay_elements():
    entry = (
        "<w:r><w:t>Россия</w:t><w:tab/><w:t>мир</w:t><w:br/><w:t>и</w:t><w:noBreakHyphen/>"
        "<w:t>война</w:t><w:sym w:font='Wingdings' w:char='F0E0'/><w:cr/><w:t>да</w:t></w:r>"
    )
    assert rewritten(entry) == (
        "<w:r><w:t>Rossii͡a</w:t><w:tab/><w:t>mir</w:t><w:br/><w:t>i-voĭna</w:t>"
        "<w:sym w:font='Wingdings' w:char='F0E0'/><w:cr/><w:t>da</w:t></w:r>"
    )


def test_text_is_escaped():
    assert rewritten(runs("Мир &lt;b&gt; &amp;amp; мир")) == "<w:r><w:t>Mir &lt;b&gt; &amp;amp; mir</w:t></w:r>"


def test_tracked_changes_are_read_as_accepted_and_stay():
    entry = (
        '<w:del w:id="1"><w:r><w:delText>Старая </w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>Новая</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3"><w:r><w:t>Россия</w:t></w:r></w:moveFrom>'
    )
    data = with_references(f"<w:p>{entry}</w:p>")
    assert normalize(data).changes[0]["before"] == "Новая"
    assert body_of(output(data)) == f"<w:p>{entry.replace('Новая', 'Novai͡a')}</w:p>"


def test_what_a_property_was_before_a_tracked_change_is_no_property():
    entry = (
        '<w:pPr><w:pPrChange w:id="1"><w:pPr><w:bidi/></w:pPr></w:pPrChange></w:pPr>'
        '<w:r><w:rPr><w:rPrChange w:id="2"><w:rPr><w:rtl/></w:rPr></w:rPrChange></w:rPr><w:t>Мир</w:t></w:r>'
    )
    assert rewritten(entry) == entry.replace("Мир", "Mir")


def test_links_keep_their_targets_and_nothing_is_added_to_them():
    link = (
        '<w:hyperlink r:id="r9"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>a.org</w:t></w:r></w:hyperlink>'
    )
    written = rewritten(runs("Россия. ", properties="<w:i/>") + link, profile="paper")
    assert link in written
    assert written.endswith(
        '</w:hyperlink><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve"> [In Russian]</w:t></w:r>'
    )


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def test_field_codes_stay_and_their_results_are_rewritten():
    field = FIELD.format(code="HYPERLINK &quot;http://Россия&quot;", result="<w:r><w:t>Россия</w:t></w:r>")
    assert rewritten(field) == field.replace("<w:t>Россия", "<w:t>Rossii͡a")


@pytest.mark.parametrize(
    ("code", "program"),
    [
        ('ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY', "Zotero"),
        ("ADDIN EN.REFLIST", "EndNote"),
        ("ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY", "Mendeley"),
        ("BIBLIOGRAPHY \\l 1033", "Word"),
    ],
)
def test_a_bibliography_of_a_program_is_warned_of_once(code, program):
    first, last = FIELD.split("{result}")
    paragraphs = (
        f"<w:p>{first.format(code=code)}{runs(RUSSIAN)}</w:p><w:p>{runs(RUSSIAN)}</w:p><w:p>{runs(RUSSIAN)}{last}</w:p>"
    )
    result = normalize(with_references(paragraphs))
    notes = [one for one in result.warnings if program in one["message"]]
    assert [one["record"] for one in notes] == ["paragraph 2 (entry 1)"]
    assert body_of(result.output).count("Ivanov") == 3
    assert code in body_of(result.output)


def test_a_mendeley_bibliography_in_a_content_control_is_warned_of():
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_BIBLIOGRAPHY"/></w:sdtPr>'
        f"<w:sdtContent><w:p>{runs(RUSSIAN)}</w:p></w:sdtContent></w:sdt><w:p>{runs(RUSSIAN)}</w:p>"
    )
    result = normalize(with_references(control))
    assert [one["record"] for one in result.warnings if "Mendeley" in one["message"]] == ["paragraph 2 (entry 1)"]
    assert body_of(result.output).count("Ivanov") == 2


def test_numbered_lists_tables_and_content_controls_are_read():
    numbered = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr>{runs(RUSSIAN)}</w:p>'
    table = f"<w:tbl><w:tr><w:tc><w:p>{runs('1.')}</w:p></w:tc><w:tc><w:p>{runs(RUSSIAN)}</w:p></w:tc></w:tr></w:tbl>"
    inner = f"<w:p><w:sdt><w:sdtContent>{runs(RUSSIAN)}</w:sdtContent></w:sdt></w:p>"
    control = f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    result = normalize(with_references(numbered + table + control))
    assert body_of(result.output) == (numbered + table + control).replace(
        f' xml:space="preserve">{RUSSIAN}', f">{ROMANIZED}"
    )
    assert list(dict.fromkeys(one["record"] for one in result.changes)) == [
        "paragraph 2 (entry 1)",
        "paragraph 4 (entry 2)",
        "paragraph 5 (entry 3)",
    ]


def test_text_boxes_are_paragraphs_of_their_own():
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent><w:p>{inner}</w:p>"
        "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:p>{inner}</w:p></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    entry = runs("Россия") + box.format(inner=runs("Мир, 1990.")) + runs(" и мир")
    written = rewritten(entry)
    assert "<w:p><w:r><w:t>Mir, 1990.</w:t></w:r></w:p></w:txbxContent>" in written
    assert written.startswith("<w:r><w:t>Rossii͡a</w:t></w:r>")
    assert written.endswith('<w:t xml:space="preserve"> i mir</w:t></w:r>')


def test_other_prefixes_and_the_strict_namespace():
    xml = xml_of(with_references(f"<w:p>{runs(RUSSIAN)}<w:r><w:tab/></w:r></w:p>"))
    strict = xml.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    for text, tag in (
        (re.sub(r"\bw:(?=\w)", "word:", xml.replace("xmlns:w=", "xmlns:word=")), "word:t"),
        (strict, "w:t"),
        (
            re.sub(
                r"(</?)w:",
                r"\1",
                xml.replace(
                    "xmlns:w=", 'xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w='
                ),
            ),
            "t",
        ),
    ):
        written = xml_of(output(packed({**members(""), "word/document.xml": text})))
        assert f"<{tag}>{ROMANIZED}</{tag}>" in written


# Direction


def test_a_paragraph_that_becomes_latin_loses_what_made_it_run_right():
    entry = (
        '<w:pPr><w:bidi/><w:jc w:val="right"/><w:rPr><w:b/><w:rtl/></w:rPr></w:pPr>'
        '<w:r><w:rPr><w:b/><w:bCs w:val="0"/><w:iCs/><w:rtl/><w:lang w:bidi="fa-IR"/></w:rPr><w:t>ایران</w:t></w:r>'
        "<w:r><w:rPr><w:rtl/></w:rPr><w:t>.</w:t></w:r>"
    )
    assert rewritten(entry) == (
        '<w:pPr><w:jc w:val="left"/><w:rPr></w:rPr></w:pPr>'
        '<w:r><w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:i/><w:iCs/></w:rPr><w:t>Īrān</w:t></w:r>'
        "<w:r><w:rPr></w:rPr><w:t>.</w:t></w:r>"
    )


def test_a_style_that_runs_right_is_overruled():
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:bidi/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    entries = (
        "<w:p><w:r><w:rPr><w:rtl/></w:rPr><w:t>ایران</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="b"/><w:keepNext/><w:jc w:val="lowKashida"/></w:pPr>'
        "<w:r><w:rPr><w:rtl/></w:rPr><w:t>ایران</w:t></w:r></w:p>"
    )
    assert body_of(output(made(HEADING + entries, styles=styles))) == (
        '<w:p><w:pPr><w:bidi w:val="0"/></w:pPr><w:r><w:rPr></w:rPr><w:t>Īrān</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="b"/><w:keepNext/><w:bidi w:val="0"/><w:jc w:val="both"/></w:pPr>'
        "<w:r><w:rPr></w:rPr><w:t>Īrān</w:t></w:r></w:p>"
    )


def test_an_original_inside_runs_right_and_what_is_around_it_left():
    entry = f"<w:pPr><w:bidi/></w:pPr>{runs('ایران', properties=RTL)}"
    assert rewritten(entry, profile="romanized-original") == (
        "<w:pPr></w:pPr><w:r><w:rPr></w:rPr><w:t>Īrān [</w:t></w:r><w:r><w:rPr><w:rtl/></w:rPr><w:t>ایران</w:t></w:r>"
        "<w:r><w:rPr></w:rPr><w:t>]</w:t></w:r>"
    )


def test_a_paragraph_that_begins_with_its_original_stays_as_it_ran():
    entry = f"<w:pPr><w:bidi/></w:pPr>{runs('ایران', properties=RTL)}"
    assert rewritten(entry, profile="original-romanized") == (
        "<w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>ایران [</w:t></w:r>"
        "<w:r><w:rPr></w:rPr><w:t>Īrān</w:t></w:r><w:r><w:rPr><w:rtl/></w:rPr><w:t>]</w:t></w:r>"
    )


# Where the references are


@pytest.mark.parametrize(
    "heading",
    [
        "References", "REFERENCES", "5. References", "Works Cited", "Bibliography:", "Литература", "Список литературы",
        "СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ", "Библиографический список", "Библиография", "Список використаних джерел",
        "Джерела", "Литература / References", "Извори", "منابع", "منابع و مآخذ", "فهرست منابع", "کتابنامه",
        "كتابنامه", "مراجع", "VI. Литература", "3.2. References", "References (Транслитерация)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["style", "bold", "plain"])
def test_headings_of_reference_sections(heading, kind):
    made_here = docx.Document()
    made_here.add_paragraph("Россия есть Россия.")
    if kind == "style":
        made_here.add_heading(heading, 2)
    else:
        made_here.add_paragraph().add_run(heading).bold = kind == "bold" or None
    made_here.add_paragraph(RUSSIAN)
    file = io.BytesIO()
    made_here.save(file)
    assert texts_of(output(file.getvalue())) == ["Россия есть Россия.", heading, ROMANIZED]


def test_sections_end_at_the_next_heading_of_their_level_and_several_count():
    data = document(
        (1, "Введение"), "Россия, 1990.", (2, "Литература"), RUSSIAN, (3, "Книги"), RUSSIAN,
        (2, "Итоги"), "Россия, 1990.", (1, "References"), RUSSIAN, (1, "Приложение"), "Россия, 1990.",
    )  # fmt: skip
    assert texts_of(output(data)) == [
        "Введение", "Россия, 1990.", "Литература", ROMANIZED, "Книги", ROMANIZED, "Итоги", "Россия, 1990.",
        "References", ROMANIZED, "Приложение", "Россия, 1990.",
    ]  # fmt: skip


def test_a_bold_line_within_a_bold_section_stands_over_entries_or_ends_it():
    bold = "<w:b/>"
    body = "".join(
        f"<w:p>{runs(text, properties=bold if is_bold else '')}</w:p>"
        for text, is_bold in (
            ("Россия", False),
            ("Литература", True),
            ("Книги", True),
            (RUSSIAN, False),
            ("Сведения об авторах", True),
            ("Иванов Иван, 1980 г. рождения, доцент, Москва.", False),
        )
    )
    assert texts_of(output(made(body))) == [
        "Россия", "Литература", "Книги", ROMANIZED,
        "Сведения об авторах", "Иванов Иван, 1980 г. рождения, доцент, Москва.",
    ]  # fmt: skip


def test_a_word_in_the_text_is_no_heading():
    body = "".join(
        f"<w:p>{runs(text)}</w:p>" for text in ("Источники", "Россия и мир", "Литература\t15", RUSSIAN, "Да")
    )
    with pytest.raises(InputError, match="--whole-document"):
        normalize(made(body))


def test_a_document_of_entries_alone_needs_no_heading():
    assert texts_of(output(document(RUSSIAN, RUSSIAN, PERSIAN)))[:2] == [ROMANIZED, ROMANIZED]


def test_without_a_reference_section_the_whole_document_can_be_asked_for():
    data = document((1, "Введение"), "Россия")
    with pytest.raises(InputError, match="no reference section"):
        normalize(data)
    assert texts_of(output(data, whole_document=True)) == ["Vvedenie", "Rossii͡a"]


def test_the_whole_document_has_its_notes():
    note = '<w:{0} w:id="{1}"><w:p>' + runs("Россия") + "</w:p></w:{0}>"
    data = made(
        f"<w:p>{runs('Мир')}</w:p>",
        footnotes='<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        + note.format("footnote", 1),
        endnotes=note.format("endnote", 7),
    )
    result = normalize(data, whole_document=True)
    assert [one["record"] for one in result.changes] == ["paragraph 1", "footnote 1", "endnote 1"]
    for name in ("footnotes", "endnotes"):
        assert "Rossii͡a" in xml_of(result.output, f"word/{name}.xml")
    assert "Россия" in xml_of(output(made(HEADING, footnotes=note.format("footnote", 1))), "word/footnotes.xml")


def test_formats_without_documents_know_no_whole_document():
    with pytest.raises(InputError, match="text holds references alone"):
        normalize(RUSSIAN, from_format="text", whole_document=True)


# What was changed


def test_the_text_written_is_the_entry_whatever_the_changes_say():
    data = with_references(f"<w:p>{runs('Россия', properties='<w:b/>')}{runs(' и мир, 1990')}</w:p>")
    records = list(docx_format.read([data]))
    with pytest.raises(ValueError, match="closed"):
        list(docx_format.write(records))  # the document is at hand for as long as it is being read

    def whole():
        for record in docx_format.read([data]):
            if record.entry:
                record.entry = "Россия & Co, 2000"
                record.changes = [Change("entry", 0, 3, "Рос", "Q", "wrong")]
            yield record

    written = b"".join(docx_format.write(whole()))
    assert texts_of(written)[1] == "Россия & Co, 2000"
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Россия</w:t></w:r>' in xml_of(written)


def test_edits_are_those_reported_or_the_smallest_middle():
    changes = [Change("entry", 0, 1, "а", "a", "r"), Change("entry", 2, 3, "в", "v", "r")]
    assert edits("абв", "aбv", changes) == [(0, 1, "a"), (2, 3, "v")]
    assert edits("абв", "абxв", changes) == [(2, 2, "x")]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([RUSSIAN, PERSIAN, "Мир, Ю. А. (Mir), 1990: [Россия]. С. 5-10. http://a.ru"]),
    st.lists(st.integers(0, 60), max_size=8),
    st.sampled_from(["romanized", "romanized-original", "original-romanized", "paper"]),
    st.booleans(),
)
def test_however_a_text_is_cut_into_runs_it_gives_the_same(text, cuts, profile, right):
    places = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    pieces = [text[start:end] for start, end in pairwise(places)]
    entry = "".join(
        runs(piece, properties=(RTL if right else "") + "<w:em/>" * (n % 2)) for n, piece in enumerate(pieces)
    )
    data = output(with_references(f"<w:p>{entry}</w:p>"), profile=profile)
    assert texts_of(data)[1] == normalize(text, from_format="text", profile=profile).output


# The ways in


def test_the_command_rewrites_a_file_and_reports_places(tmp_path):
    source, target, report = tmp_path / "paper.docx", tmp_path / "out.docx", tmp_path / "report.json"
    source.write_bytes(document((1, "References"), RUSSIAN))
    done = CliRunner().invoke(main, ["normalize", str(source), "-o", str(target), "--report", str(report)])
    assert done.exit_code == 0, done.output
    assert texts_of(target.read_bytes()) == ["References", ROMANIZED]
    assert "paragraph 2 (entry 1)" in report.read_text(encoding="utf-8")


def test_the_command_takes_the_whole_document(tmp_path):
    source, target = tmp_path / "paper.docx", tmp_path / "out.docx"
    source.write_bytes(document("Россия"))
    refused = CliRunner().invoke(main, ["check", str(source)])
    assert refused.exit_code == 2
    assert "--whole-document" in refused.output
    assert CliRunner().invoke(main, ["check", str(source), "--whole-document"]).exit_code == 0
    CliRunner().invoke(main, ["normalize", str(source), "-o", str(target), "--whole-document"], catch_exceptions=False)
    assert texts_of(target.read_bytes()) == ["Rossii͡a"]


def test_entries_are_taken_apart_for_other_formats():
    data = document((1, "References"), RUSSIAN)
    assert '"title":"Istorii͡a Rossii"' in output(data, to_format="csl-json").replace('": "', '":"')
    assert "Istorii͡a Rossii" in output(data, to_format="bibtex")


def test_check_names_the_paragraph():
    data = document((1, "References"), "Иванoв, И. История. М., 1990.")  # with a Latin o
    assert check(data)[0]["record"] == "paragraph 2 (entry 1)"


def test_the_service_takes_and_gives_documents():
    kind = docx_format.MEDIA_TYPES[0]
    client = create_app().test_client()
    answer = client.post("/v1/normalize", data=document((1, "References"), RUSSIAN), content_type=kind)
    assert answer.status_code == 200
    assert answer.mimetype == kind
    assert texts_of(answer.data) == ["References", ROMANIZED]
    refused = client.post("/v1/normalize", data=b"PK\3\4 no document", content_type=kind)
    assert refused.status_code in (400, 422)
    assert refused.mimetype == "application/problem+json"


# What is no document


def _with(name, content):
    return packed({**members(HEADING), name: content})


def _encrypted():
    data = bytearray(made(HEADING))
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def _overlapping():
    """Two members of the directory that claim the same bytes."""
    data = bytearray(made(HEADING))
    first = data.index(b"PK\1\2")
    second = data.index(b"PK\1\2", first + 4)
    third = data.index(b"PK\1\2", second + 4)
    data[third + 20 : third + 24] = (1 << 16).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"Just text.", "does not begin"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx"),
        (b"PK\3\4" + bytes(100), "cut off or damaged"),
        (document((1, "References"), RUSSIAN)[:-2000], "cut off or damaged"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "no Word document"),
        (packed({**members(""), "word/document.xml": "<html/>"}), "not of a Word document"),
        (_with("word/document.xml", "<w:document"), "damaged"),
        (_with("word/document.xml", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'), "document type declaration"),
        (_with("_rels/.rels", "<!DOCTYPE a><a/>"), "document type declaration"),
        (_with("word/document.xml", "\ufeff<a/>".encode("utf-16-le")), "UTF-16"),
        (_with("word/document.xml", '<?xml version="1.0" encoding="windows-1251"?><a/>'), "windows-1251"),
        (_with("word/document.xml", part("").encode() + b"\xff"), "damaged"),
        (_with("word/document.xml", "<a>" * 2000), "not of a Word document"),
        (_with("../evil.xml", "x"), "outside of the document"),
        (_with("/evil.xml", "x"), "outside of the document"),
        (_with("a\\b.xml", "x"), "outside of the document"),
        (_with("WORD/document.xml", "x"), "same name"),
        (_encrypted(), "encrypted"),
        (_overlapping(), "overlaps|not where"),
        (packed({**members(""), "word/document.xml": " " * (1 << 23)}), "no honest document"),
        (packed(members(HEADING), zipfile.ZIP_BZIP2), "compressed as Word does not"),
        (packed({f"{n}.xml": "" for n in range(20_001)}), "more than 20000"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused_with_the_mend(data, message, tmp_path):
    source, target = tmp_path / "paper.docx", tmp_path / "out.docx"
    source.write_bytes(data)
    target.write_bytes(b"mine")
    done = CliRunner().invoke(main, ["normalize", str(source), "-o", str(target)])
    assert done.exit_code == 2, done.output
    assert re.search(message, done.output)
    assert done.output.count("\n") == 1
    assert target.read_bytes() == b"mine"
    assert source.read_bytes() == data


def test_elements_inside_one_another_without_end():
    deep = f"<w:p>{'<w:sdt>' * 2000}{'</w:sdt>' * 2000}</w:p>"
    with pytest.raises(InputError, match="inside one another"):
        normalize(made(deep))


def test_a_damaged_member_is_told_by_its_sum():
    data = bytearray(packed(members(HEADING + f"<w:p>{runs(RUSSIAN)}</w:p>"), zipfile.ZIP_STORED))
    place = data.index("Иванов".encode())
    data[place : place + 2] = "Щ".encode()
    with pytest.raises(InputError, match=r"word/document\.xml is cut off or damaged"):
        normalize(bytes(data))


def test_a_paragraph_without_end_is_refused():
    huge = packed({**members(""), "word/document.xml": made_huge()}, zipfile.ZIP_STORED)
    with pytest.raises(InputError, match="paragraph of more than"):
        normalize(huge)


def made_huge():
    head, tail = xml_of(made("<w:p/>")).split("<w:p/>")
    return head + "<w:p><w:r><w:t>" + "a" * (1 << 23) + "</w:t></w:r></w:p>" + tail


def test_text_is_no_document():
    with pytest.raises(InputError, match="bytes"):
        normalize("text", from_format="docx")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damage_anywhere_gives_a_document_or_an_error_of_ours(data):
    source = bytearray(with_references(f"<w:p>{runs(RUSSIAN)}</w:p>"))
    for place in data.draw(st.lists(st.integers(0, len(source) - 1), min_size=1, max_size=4)):
        source[place] = data.draw(st.integers(0, 255))
    try:
        written = output(bytes(source), from_format="docx")
    except InputError:
        return
    assert written[:2] == b"PK"
