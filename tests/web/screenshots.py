"""Renew the pictures of the page in docs/images: ``python -m tests.web.screenshots``. Look at each of them."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .browsing import chromium, service

IMAGES = Path(__file__).parents[2] / "docs" / "images"
DESKTOP = {"width": 1200, "height": 860}
PHONE = {"width": 390, "height": 844}
LONGEST = 1640  # pixels of a picture from above to below
LIST = """Хлопов О. А. Отношения России с Западом // Общество: политика, экономика, право. 2023. № 3. С. 28–33.
دهقانی فیروزآبادی، سیدجلال (۱۳۸۸). سیاست خارجی جمهوری اسلامی ایران. تهران: سمت.
Згурський Є. Історія України : підручник. Київ : Либідь, 2015. 368 с.
Nye, J. S. (2004). Soft Power: The Means to Success in World Politics. New York: PublicAffairs.
کرمی، جهانگیر و مهدی امیری (۱۳۹۷). «روسیه و مسئلۀ امنیت در خاورمیانه». فصلنامه روابط خارجی، ۱۰ (۳)، ۷–۳۶.
Косов А. П. Внешняя политика США : учебное пособие (Минск: БГУ, 2019"""


def _result(page: Any) -> None:
    page.fill("#source", LIST)
    page.click("#go")
    page.wait_for_selector("#print:visible")
    page.locator("#ask:not([aria-busy])").wait_for()
    page.mouse.move(0, 0)


def _reading(page: Any) -> None:
    _result(page)
    page.locator(".unsure .word").first.click()
    page.wait_for_selector("#own")


def _profiles(page: Any) -> None:
    page.click("#chooser summary")


def _schemes(page: Any) -> None:
    page.select_option("#language", "fa")
    page.fill("#text", "سیاست خارجی جمهوری اسلامی ایران")
    page.locator(".line[data-key^='fa/']").first.wait_for()


def _token(page: Any) -> None:
    page.evaluate("() => { import('/static/access.js').then((access) => access.askToken('token_needed')); }")
    page.wait_for_selector("#access[open]")


def _nothing(page: Any) -> None:
    pass


# Name, path, window, colours, what is done, whether all of the page is taken.
PICTURES: list[tuple[str, str, dict[str, int], str, Callable[[Any], None], bool]] = [
    ("start", "/?lang=en", DESKTOP, "light", _nothing, False),
    ("profiles", "/?lang=en", DESKTOP, "light", _profiles, True),
    ("result", "/?lang=en", DESKTOP, "light", _result, True),
    ("result-dark", "/?lang=en&profile=romanized-original", DESKTOP, "dark", _result, True),
    ("reading", "/?lang=en", DESKTOP, "light", _reading, False),
    ("token", "/?lang=ru", DESKTOP, "light", _token, False),
    ("phone", "/?lang=ru&profile=scopus", PHONE, "light", _result, True),
    ("phone-reading-dark", "/?lang=fa", PHONE, "dark", _reading, False),
    ("persian", "/?lang=fa", DESKTOP, "light", _result, True),
    ("russian", "/?lang=ru&profile=scopus", DESKTOP, "light", _result, True),
    ("schemes", "/schemes?lang=en", DESKTOP, "light", _schemes, False),
    ("scheme", "/schemes/fa/ijmes?lang=en", DESKTOP, "light", _nothing, False),
    ("scheme-persian", "/schemes/ru/ala-lc?lang=fa", PHONE, "dark", _nothing, False),
]


def main(names: list[str]) -> None:
    """Take the pictures with these names, or all."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, service(Path(folder)) as address, chromium() as browser:
        for name, path, window, colours, act, whole in PICTURES:
            if names and name not in names:
                continue
            page = browser.new_page(viewport=window, color_scheme=colours, reduced_motion="reduce")
            page.goto(address + path)
            act(page)
            page.evaluate("document.fonts.ready")
            if whole:  # what is out of sight is not drawn, so all of it is brought into sight
                height = page.evaluate("document.documentElement.scrollHeight")
                page.set_viewport_size({"width": window["width"], "height": height})
                page.evaluate("() => window.scrollTo(0, 0)")
            page.wait_for_timeout(200)
            seen = {"x": 0, "y": 0, **page.viewport_size}
            page.screenshot(path=IMAGES / f"{name}.png", clip={**seen, "height": min(seen["height"], LONGEST)})
            page.close()


if __name__ == "__main__":
    main(sys.argv[1:])
