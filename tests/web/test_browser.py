"""The page in a real browser, served by a real server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EXAMPLE = (Path(__file__).parents[2] / "rules" / "examples" / "paper.txt").read_text(encoding="utf-8")
CYRILLIC = re.compile("[\u0400-\u052f]")
PERSIAN = "سیاست خارجی"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.fail("the browser tests need Playwright: pip install playwright")
    if not CHROMIUM.exists():
        pytest.fail(f"the browser tests need {CHROMIUM}: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def faults() -> list[str]:
    """What the browser complains of, such as a breach of the Content-Security-Policy."""
    return []


@pytest.fixture
def page(browser, address, faults):
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda request: None if request.url.startswith((address, "blob:")) else faults.append(request.url)
    )
    page.goto(address)
    yield page
    page.close()
    assert faults == []


def normalize(page, text=None):
    if text is not None:
        page.fill("#source", text)
    page.click("text=Normalize")
    page.wait_for_selector(".entries")


def test_one_click_romanizes_the_example(page):
    assert page.input_value("#source").strip() == EXAMPLE.strip()
    normalize(page)
    entries = page.locator(".entry")
    assert entries.count() == 41
    assert "Khlopov, O.A. (2023)." in entries.nth(7).locator(".after").text_content()
    assert "Отношения России" in entries.nth(7).locator(".before del").all_text_contents()[-2]
    assert page.locator("#totals").inner_text().startswith("41 references")
    page.wait_for_function("document.activeElement.id === 'totals'")


def test_no_cyrillic_outside_the_input_and_the_column_before(page):
    normalize(page)
    assert not CYRILLIC.search(page.input_value("#output"))
    left = page.evaluate(
        """() => {
            const copy = document.body.cloneNode(true);
            copy.querySelectorAll("#source, .before, .warnings, .how").forEach((node) => node.remove());
            return copy.textContent;
        }"""
    )
    assert "Khlopov" in left
    assert not CYRILLIC.search(left)


def test_right_to_left_text_stands_right(page):
    normalize(page, f"{PERSIAN}.\nPlain")
    entry = page.locator(".entry").first
    before = entry.locator(".before .text, .both .text").first
    assert before.get_attribute("dir") == "auto"
    assert before.evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert page.locator(".entry").nth(1).locator(".text").evaluate("node => getComputedStyle(node).direction") == "ltr"


def test_the_result_is_saved_as_it_is_shown(page):
    normalize(page, "Щи\nPlain\n")
    page.fill("#source", "something else by now")
    with page.expect_download() as waiting:
        page.click("#download")
    assert waiting.value.suggested_filename == "references-romanized.txt"
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == "Shchi\nPlain\n"


def test_the_result_is_copied(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    normalize(page, "Щи")
    page.click("#copy")
    page.wait_for_selector("text=Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "Shchi"


def test_what_people_paste_is_never_markup(page):
    normalize(page, 'Щи <img src=x onerror="document.title=1">\n</textarea><script>document.title = 2</script>Щи')
    assert page.locator("#result img").count() == 0
    assert page.locator("main script").count() == 0
    assert "<img src=x" in page.locator(".after").first.text_content()
    assert page.title().startswith("2 references")


def test_the_keyboard_is_enough(page):
    page.focus("#source")
    page.keyboard.press("Control+a")
    page.keyboard.type("Щи")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".entries")
    assert page.locator(".after").text_content().strip().endswith("Shchi")


def test_what_is_unchanged_can_be_hidden(page):
    normalize(page, "Щи\nPlain")
    assert page.locator(".entry:visible").count() == 2
    page.check("#only")
    assert page.locator(".entry:visible").count() == 1


def test_an_error_is_shown_in_place(page, faults):
    page.fill("#source", '[{"title": "cut off')
    page.click("text=Normalize")
    page.wait_for_selector(".message")
    assert "line 1" in page.locator(".message").inner_text()
    assert page.input_value("#source") == '[{"title": "cut off'
    faults.clear()  # the browser itself complains of the status 400


def test_too_long_a_text_is_told_in_place(page, faults):
    page.fill("#source", "x" * 250_000)
    page.click("text=Normalize")
    page.wait_for_selector(".message")
    assert "200000 bytes" in page.locator(".message").inner_text()
    faults.clear()


def test_it_works_without_a_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#clear").is_hidden()
    page.fill("#source", "Щи\nPlain")
    page.select_option("#scheme", "iso-9")
    page.click("text=Normalize")
    assert page.locator(".after .text").inner_text() == "Ŝi"
    with page.expect_download() as waiting:
        page.click("#download")
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == "Ŝi\nPlain"
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_sticks_out_on_small_screens(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    normalize(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_control_has_a_name(page):
    normalize(page)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("input, select, textarea, button, a")]
            .filter((node) => !(node.labels?.length || node.textContent.trim()))
            .map((node) => node.outerHTML)"""
    )
    assert nameless == []
