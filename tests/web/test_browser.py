"""The page in a real browser, served by a real server with overrides of its own."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import romanbib
from romanbib.web import tokens

from .browsing import chromium, service

TESTS = Path(__file__).parents[1]
EXAMPLE = (TESTS.parent / "rules" / "examples" / "paper.txt").read_text(encoding="utf-8")
AXE = TESTS / "tools" / "node_modules" / "axe-core" / "axe.min.js"
CYRILLIC = re.compile("[\u0400-\u052f]")
OF_RUSSIA = re.compile("Rossii(?!\u0361)")  # России, and not Россия
PERSIAN = "سیاست خارجی"
IMG = "<img src=x onerror=document.title=1>"
LANGUAGES = ("en", "ru", "fa")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    try:
        with service(tmp_path_factory.mktemp("service"), ROMANBIB_MAX_BYTES="900000") as address:
            yield address
    except RuntimeError as error:
        pytest.fail(str(error))


@pytest.fixture(scope="module")
def browser():
    try:
        with chromium() as browser:
            yield browser
    except RuntimeError as error:
        pytest.fail(str(error))


@pytest.fixture
def faults():
    """What the browser complains of, such as a breach of the Content-Security-Policy, or a request to elsewhere."""
    return []


@pytest.fixture
def page(browser, address, faults):
    page = browser.new_page(viewport={"width": 1200, "height": 900}, reduced_motion="reduce", locale="en")
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda request: None if request.url.startswith((address, "blob:")) else faults.append(request.url)
    )
    page.goto(address)
    page.locator("#corrections").wait_for()
    yield page
    page.close()
    assert faults == []


def normalize(page, text=None):
    if text is not None:
        page.fill("#source", text)
    page.click("#go")
    finished(page)


def finished(page):
    page.locator("#ask:not([aria-busy])").wait_for()
    page.locator("#print").wait_for()


def after(page):
    return " ".join(page.locator(".after .text").all_text_contents())


def test_the_whole_story(page, address):
    normalize(page, EXAMPLE)
    assert page.locator(".entry").count() == 41
    assert page.locator("#total").inner_text() == "41 references"
    before = after(page)
    assert len(OF_RUSSIA.findall(before)) > 2
    page.locator(".after .word", has_text="Rossii").first.click()
    page.locator(".words button", has_text="России").first.click()
    assert "rule table ru/ala-lc" in page.locator("#reading dd").first.inner_text()
    page.fill("#own", "Rossīyi")
    page.click("#save")
    page.locator("#corrections li").wait_for()
    finished(page)
    page.locator(".after", has_text="Rossīyi").first.wait_for()
    assert after(page).count("Rossīyi") == len(OF_RUSSIA.findall(before))
    assert not OF_RUSSIA.search(after(page))
    page.select_option("#to", "bibtex")
    with page.expect_download() as waiting:
        page.click("#download")
    assert waiting.value.suggested_filename == "references-romanized.bib"
    written = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert written.count("@") >= 41
    assert "Rossīyi" in written
    page.reload()
    page.locator("#corrections li", has_text="России").wait_for()
    assert page.input_value("#source") == ""
    normalize(page, EXAMPLE)
    assert "Rossīyi" in after(page)
    page.click("#corrections li button")
    page.locator("#corrections-none").wait_for()
    finished(page)
    page.locator(".after", has_text="Rossii").first.wait_for()
    assert after(page) == before


def test_a_correction_holds_only_in_its_project(page, address):
    page.goto(f"{address}/?scope=thesis")
    normalize(page, "Журнал «Щи»")
    page.locator(".after .word").first.click()
    page.locator(".words button", has_text="Щи").click()
    assert page.locator("#holds option").first.inner_text() == "Only in the project “thesis”"
    page.fill("#own", "Shchee")
    page.click("#save")
    page.locator(".after", has_text="Shchee").wait_for()
    page.goto(address)
    normalize(page, "Журнал «Щи»")
    assert "Shchi" in after(page)


def test_unsure_words_lead_to_their_readings(page):
    normalize(page, "ژقپتخ در سیاست خارجی\nЩи\n")
    unsure = page.locator(".before .unsure .word")
    assert unsure.inner_text() == "ژقپتخ"
    unsure.click()
    assert "ژقپتخ" in page.locator("#reading-title").inner_text()
    assert page.locator(".readings input").count() >= 1
    assert page.locator("#reading").get_by_text("%").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#reading").is_hidden()
    assert page.evaluate("() => document.activeElement.classList.contains('word')")


def test_an_unsure_word_is_marked_in_the_result_too(page):
    normalize(page, "ژقپتخ در سیاست خارجی\n")
    for column, text in ((".before", "ژقپتخ"), (".after", "Zhiqptukh")):
        unsure = page.locator(f"{column} .unsure .word")
        assert unsure.all_inner_texts() == [text]
        unsure.click()
        page.locator("#own").wait_for()
        assert "ژقپتخ" in page.locator("#reading-title").inner_text()
        page.keyboard.press("Escape")


def test_a_reading_that_is_chosen_holds_under_every_scheme(page):
    normalize(page, "مهر\n")
    assert after(page) == "Mihr"
    page.locator(".after .word").click()
    page.locator(".readings label", has_text="muhr").click()
    assert page.input_value("#own") == "مُهر"
    page.click("#save")
    page.locator(".after", has_text="Muhr").wait_for()
    page.locator("#state", has_text="now stands in 1 place.").wait_for(state="attached")
    page.select_option("#scheme", "bgn-pcgn")
    normalize(page)
    page.locator(".after", has_text="Mohr").wait_for()
    page.locator("#corrections li", has_text="مُهر").get_by_role("button").click()
    page.locator(".after", has_text="Mehr").wait_for()


def doubtful_ezafe():
    """A pair of words with or without an ezafe, which is doubted; its first word as it is read, and the other way."""
    for pair in ("مهدی امیری", "نوری امیری", "علی نوری", "رضا کریمی", "دهقانی فیروزآبادی"):
        word = romanbib.explain(pair, language="fa", kind="title").tokens[0]
        others = [one for one in word.readings[1:] if one.settled == word.readings[0].settled]
        if others and word.confidence < 0.85:
            return pair, word.readings[0], others[0]
    raise AssertionError("each ezafe is certain; find a pair where it is not")


def test_an_ezafe_is_settled_for_a_word_and_the_next(page):
    pair, present, other = doubtful_ezafe()
    normalize(page, f"{pair}\nПлан\n")
    before = after(page)
    assert before.lower().startswith(f"{present.output} ")
    page.locator(".after .unsure .word").first.click()
    label = re.compile(rf"^\s*{re.escape(other.output)}\s*{re.escape(other.vocalized)}\s*$")
    page.locator(".readings label", has_text=label).click()
    assert page.input_value("#own").startswith(f"{other.vocalized} ")
    assert f"“{pair}” together" in page.locator("#with-next").inner_text()
    page.click("#save")
    settled = page.locator(".after", has_text=re.compile(rf"^\s*\S*\s*{re.escape(other.output)} ", re.IGNORECASE))
    settled.first.wait_for()
    page.click("#corrections li button")
    settled.first.wait_for(state="detached")
    finished(page)
    assert after(page) == before


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """A service with tokens, and the tokens by what they allow."""
    folder = tmp_path_factory.mktemp("guarded")
    made = {scope: tokens.make(scope, scope) for scope in tokens.SCOPES}
    file = folder / "tokens.toml"
    file.write_text("".join(entry for _, entry in made.values()), encoding="utf-8")
    with service(folder, ROMANBIB_TOKENS=str(file)) as address:
        yield address, {scope: token for scope, (token, _) in made.items()}


def enter(page, token):
    page.fill("#token", token)
    page.click("#token-use")


def test_a_token_is_asked_for_and_kept_for_the_tab(browser, guarded):
    address, known = guarded
    context = browser.new_context(locale="en", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    assert page.locator("#access").is_hidden()  # nobody has asked for anything yet
    page.fill("#source", "Щи")
    page.click("#go")
    why = page.locator("#access-why")
    why.get_by_text("only for those who have an access token").wait_for()
    assert page.evaluate("() => document.activeElement.id") == "token"
    assert grave(page, "access") == []
    for wrong in ("x" * 40, "ключ"):
        enter(page, wrong)
        why.get_by_text("does not know this token").wait_for()
    page.keyboard.press("Escape")
    page.locator(".message", has_text="does not know this token").wait_for()
    page.click("#go")
    enter(page, known["read"])
    finished(page)
    assert after(page) == "Shchi"
    with page.expect_download() as waiting:
        page.click("#download")
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == "Shchi"
    page.locator(".after .word").click()
    page.fill("#own", "Schi")
    page.click("#save")
    why.get_by_text("everything but saving corrections").wait_for()
    page.keyboard.press("Escape")
    page.locator("#reading-note", has_text="everything but saving").wait_for()
    page.click("#save")
    enter(page, known["correct"])
    page.locator("#corrections li", has_text="Schi").wait_for()
    page.reload()
    page.locator("#corrections li", has_text="Schi").wait_for()
    page.goto(f"{address}/schemes")
    page.fill("#text", "Гоголь")
    page.locator("[data-key='ru/iso-9'] .romanized", has_text="Gogolʹ").wait_for()
    other = context.new_page()
    other.goto(address)
    assert other.locator("#token-kept").is_hidden()
    page.goto(address)
    page.click("#token-forget")
    page.locator("#corrections").wait_for(state="hidden")
    page.fill("#source", "Щи")
    page.click("#go")
    page.locator("#access").wait_for()
    assert page.evaluate("() => sessionStorage.length + localStorage.length") == 0
    context.close()


def test_what_cannot_be_saved_is_said_in_the_dialog(page, faults):
    normalize(page, "Щи")
    page.locator(".after .word").click()
    page.fill("#own", "Щи")
    page.click("#save")
    page.locator("#reading-note", has_text="not in Latin letters").wait_for()
    assert page.locator("#reading").is_visible()
    faults.clear()  # the browser itself complains of the status


def test_somebody_elses_edit_is_not_lost(page, address, faults):
    normalize(page, "Каша")
    page.locator(".after .word").click()
    page.locator("#reading[open]:not([aria-busy])").wait_for()
    other = page.request.post(
        f"{address}/v1/overrides", data={"language": "ru", "source": "Каша", "output": "Kascha"}
    ).json()
    page.fill("#own", "Kaša")
    page.click("#save")
    page.locator("#reading-note", has_text="Somebody has changed this").wait_for()
    assert page.input_value("#own") == "Kascha"
    page.fill("#own", "Kaša")
    page.click("#save")
    page.locator(".after", has_text="Kaša").wait_for()
    assert page.request.get(f"{address}/v1/overrides/{other['id']}").json()["revision"] == 2
    faults.clear()


def test_no_cyrillic_outside_the_input_and_the_column_before(page):
    normalize(page, EXAMPLE)
    assert not CYRILLIC.search(page.input_value("#output"))
    left = page.evaluate(
        """() => {
            const copy = document.querySelector("main").cloneNode(true);
            const left = "#source, #chooser, #corrections, .before, .warnings, .how";
            copy.querySelectorAll(left).forEach((node) => node.remove());
            return copy.textContent;
        }"""
    )
    assert "Khlopov" in left
    assert not CYRILLIC.search(left)


def test_right_to_left_text_stands_right_in_its_own_typeface(page):
    normalize(page, f"{PERSIAN}.\nPlain")
    entry = page.locator(".entry").first
    assert entry.locator(".before .text").evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert page.locator(".entry").nth(1).locator(".text").evaluate("node => getComputedStyle(node).direction") == "ltr"
    loaded = page.evaluate(
        """() => document.fonts.ready.then(
            (all) => [...all].filter((one) => one.status == "loaded").map((one) => one.family))"""
    )
    assert {name.strip('"') for name in loaded} == {"Noto Serif", "Vazirmatn"}


def test_the_typeface_has_every_sign_that_readings_are_written_with(page):
    signs = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u065d\u0670"
    assert "\u065d" in romanbib.explain("دموکراسی", language="fa").tokens[0].vocalized
    torn = page.evaluate(
        """async (signs) => {
            await document.fonts.load("40px Vazirmatn", "م");
            const ink = document.createElement("canvas").getContext("2d");
            ink.font = "40px Vazirmatn, monospace";
            const width = (text) => ink.measureText(text).width;
            const torn = (sign) => width(`د${sign}م`) !== width("دم") || width(`م${sign}و`) !== width("مو");
            return [...signs].filter(torn);
        }""",
        signs,
    )
    assert torn == []  # each stands on its letter, and none is taken from another typeface


def test_the_result_is_saved_and_copied_as_it_is_shown(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    normalize(page, "Борщ\nPlain\n")
    page.fill("#source", "something else by now")
    with page.expect_download() as waiting:
        page.click("#download")
    assert waiting.value.suggested_filename == "references-romanized.txt"
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == "Borshch\nPlain\n"
    page.click("#copy")
    page.get_by_text("Copied", exact=True).first.wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == "Borshch\nPlain\n"


def test_the_link_carries_the_settings_and_never_the_text(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(f"{address}/?lang=ru")
    page.fill("#source", "Тайна за семью печатями")
    page.click("#chooser summary")
    page.check("[name=profile][value=scopus]")
    page.select_option("#language", "ru")
    page.fill("#scope", "thesis")
    page.click("#go")
    finished(page)
    page.select_option("#to", "ris")
    page.click("#link")
    page.get_by_text("Скопировано").first.wait_for()
    link = page.evaluate("() => navigator.clipboard.readText()")
    settings = {name: value for name, [value] in parse_qs(urlsplit(link).query).items()}
    assert settings == {"profile": "scopus", "language": "ru", "scope": "thesis", "to": "ris", "lang": "ru"}
    assert page.url == link
    page.goto(link)
    assert page.locator("[name=profile]:checked").get_attribute("value") == "scopus"
    assert page.input_value("#to") == "ris"
    assert page.input_value("#source") == ""


def test_a_profile_is_chosen_by_its_example(page):
    page.click("#chooser summary")
    profile = page.locator(".profile", has=page.locator("[value=scopus]"))
    assert profile.locator(".sample").inner_text()
    profile.click()
    assert page.locator("#chosen").inner_text().startswith("Scopus")
    assert page.locator("#chosen-sample").inner_text() == profile.locator(".sample").inner_text()


def test_a_file_can_be_dropped_and_taken_away_as_it_came(page):
    import docx

    document, data = docx.Document(), io.BytesIO()
    document.add_heading("Список литературы")
    document.add_paragraph("Толстой Л. Н. Война и мир. М., 1980.")
    document.save(data)
    page.evaluate(
        """(bytes) => {
            const carried = new DataTransfer();
            carried.items.add(new File([new Uint8Array(bytes)], "<b>list.docx"));
            const drop = (kind) => new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true });
            document.getElementById("box").dispatchEvent(drop("dragover"));
            document.getElementById("box").dispatchEvent(drop("drop"));
        }""",
        list(data.getvalue()),
    )
    assert page.locator("#chip").inner_text().startswith("<b>list.docx")
    normalize(page)
    assert "Tolstoĭ L. N. Voĭna i mir" in after(page)
    assert page.locator("#copy").is_hidden()
    with page.expect_download() as waiting:
        page.click("#download")
    assert waiting.value.suggested_filename == "references-romanized.docx"
    written = docx.Document(waiting.value.path())
    assert "Voĭna i mir" in written.paragraphs[-1].text
    page.click("#chip-remove")
    assert page.locator("#chip").is_hidden()


def test_what_people_give_is_never_markup(page):
    normalize(page, f"Щи {IMG}\n</textarea><script>document.title = 2</script>Щи")
    assert "<img src=x" in page.locator(".after").first.text_content()
    items = (
        f'[{{"id": "{IMG}", "title": "Щи {IMG} (", "author": [{{"family": "Щи {IMG}", "given": "{IMG}"}}],'
        f' "publisher": "Щи {IMG}", "{IMG}": "Щи"}}]'
    )
    normalize(page, items)
    page.click(".how summary")
    page.locator(".after .word").first.click()
    page.locator("#own").wait_for()
    page.keyboard.press("Escape")
    page.fill("#scope", IMG)
    assert page.locator("main img, main script, dialog img").count() == 0
    assert "reference" in page.title()


def test_the_keyboard_is_enough(page):
    page.focus("#source")
    page.keyboard.type("Гоголь")
    page.keyboard.press("Control+Enter")
    finished(page)
    assert page.evaluate("() => document.activeElement.id") == "totals"
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.classList.contains('word')"):
            break
    page.keyboard.press("Enter")
    page.locator("#own").wait_for()
    assert page.evaluate("() => document.activeElement.id") == "own"
    for _ in range(12):  # the focus stays inside, or goes to the browser itself
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.className") == "word"


def test_filters(page):
    normalize(page, "Гоголь\nPlain\nOpen ( bracket\nژقپتخ در سیاست خارجی")
    counts = {"all": 4, "changed": 2, "unsure": 1, "warned": 1}
    for name, count in counts.items():
        page.check(f"[name=filter][value={name}]", force=True)
        assert page.locator(".entry").count() == count
        assert page.locator(f"#count-{name}").inner_text() == str(count)
    normalize(page, "Plain")
    assert page.locator("#nothing").is_visible()


def test_long_files_show_their_first_results_before_the_end(page):
    page.evaluate(
        """() => new MutationObserver(() => {
            document.body.dataset.first ??= String(document.getElementById("share").value);
        }).observe(document.getElementById("entries"), { childList: true })"""
    )
    lines = [f"Гоголь Н. В. Мёртвые души {number} // Москва. 1842. С. {number}." for number in range(4000)]
    whole = "\n".join(lines).encode()
    page.set_input_files("#file", {"name": "list.txt", "mimeType": "text/plain", "buffer": whole})
    normalize(page)
    assert page.locator("#total").inner_text() == "4,000 references"
    assert float(page.evaluate("() => document.body.dataset.first")) < 1
    assert page.locator(".entry").count() == 100
    page.click("#more")
    assert page.locator(".entry").count() == 200
    page.check("[name=filter][value=warned]", force=True)
    assert page.locator(".entry").count() == 0


def test_the_report_is_printed_whole(page):
    page.evaluate("() => { window.print = () => { document.body.dataset.printed = 'yes'; }; }")
    normalize(page, "Гоголь\n" * 150)
    page.click("#print")
    assert page.locator(".entry").count() == 150
    assert page.evaluate("() => document.body.dataset.printed") == "yes"
    page.emulate_media(media="print")
    assert page.locator("#source").is_hidden()
    assert page.locator(".after").first.is_visible()


@pytest.mark.parametrize(
    ("text", "told"), [('[{"title": "cut off', "line 1"), ("x" * 950_000, "900000 bytes"), ("", "yet")]
)
def test_an_error_is_shown_in_place(page, faults, text, told):
    page.fill("#source", text)
    page.click("#go")
    page.locator(".message").wait_for()
    assert told in page.locator(".message").inner_text()
    assert page.input_value("#source") == text
    faults.clear()  # the browser itself complains of the status


def test_the_text_stays_when_the_language_changes(page):
    page.fill("#source", "Гоголь")
    page.click(".tongues [lang=fa]")
    page.locator("html[dir=rtl]").wait_for()
    page.locator("#corrections").wait_for()  # by then the scripts are there
    assert page.input_value("#source") == "Гоголь"
    assert "lang=fa" in page.url
    assert "%D0%93" not in page.url


def test_it_works_without_a_script(browser, address):
    context = browser.new_context(java_script_enabled=False, locale="en")
    page = context.new_page()
    page.goto(address)
    assert page.locator("#clear").is_hidden()
    page.fill("#source", "Гоголь\nPlain")
    page.select_option("#scheme", "iso-9")
    page.click("#go")
    assert page.locator(".after .text").inner_text() == "Gogolʹ"
    with page.expect_download() as waiting:
        page.click("#download")
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == "Gogolʹ\nPlain"
    page.goto(f"{address}/schemes")
    page.fill("#text", "Гоголь")
    page.click(".go")
    assert page.locator("[data-key='ru/iso-9'] .romanized").inner_text() == "Gogolʹ"
    context.close()


def test_schemes_follow_what_is_typed(page, address):
    page.goto(f"{address}/schemes")
    page.fill("#text", "Гоголь")
    page.locator("[data-key='ru/iso-9'] .romanized", has_text="Gogolʹ").wait_for()
    page.fill("#text", PERSIAN)
    page.locator("[data-key='fa/ala-lc'] .romanized", has_text="khārijī").wait_for()
    assert page.locator("[data-key='ru/iso-9']").is_hidden()
    page.click("[data-key='fa/ala-lc'] a")
    page.get_by_role("heading", name="Letters").wait_for()


@pytest.mark.parametrize("width", [320, 360, 768])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_nothing_sticks_out_on_small_screens(page, address, width, language):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/?lang={language}&profile=scopus")
    normalize(page, f"{EXAMPLE}\n{PERSIAN} {'ж' * 300}")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    for path in ("/schemes", "/schemes/fa/ijmes"):
        page.goto(f"{address}{path}?lang={language}")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def grave(page, state):
    """What axe finds that keeps people out, by day and by night."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        result = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
        found += [
            (state, colours, one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"][:300])
            for one in result["violations"]
            if one["impact"] in ("serious", "critical")
        ]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(page, address, faults, language):
    page.goto(f"{address}/?lang={language}")
    page.locator("#corrections").wait_for()
    found = grave(page, "start")
    normalize(page, f"Гоголь (Н. В.\nPlain\nژقپتخ در {PERSIAN}")
    page.click("#chooser summary")
    page.locator(".how summary").first.click()
    found += grave(page, "result")
    page.locator(".unsure .word").first.click()
    page.locator("#own").wait_for()
    found += grave(page, "reading")
    for path in ("/schemes", "/schemes/fa/ijmes", "/nowhere"):
        page.goto(f"{address}{path}?lang={language}")
        found += grave(page, path)
    assert found == []
    faults.clear()  # the browser itself complains of the status 404
