"""/docs in a real browser: Swagger UI runs under the Content-Security-Policy, and nothing comes from elsewhere."""

from __future__ import annotations

import pytest

from .browsing import chromium, service


def test_an_operation_can_be_tried_and_nothing_is_fetched_from_elsewhere(tmp_path):
    faults: list[str] = []
    try:
        with service(tmp_path) as address, chromium() as browser:
            page = browser.new_page()
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
            page.on(
                "request",
                lambda request: None if request.url.startswith((address, "data:")) else faults.append(request.url),
            )
            page.goto(f"{address}/docs")
            page.locator("#operations-Texts-post_transliterate .opblock-summary-control").click()
            page.get_by_role("button", name="Try it out").click()
            page.get_by_role("button", name="Execute").click()
            page.locator(".live-responses-table .highlight-code").first.wait_for(timeout=60_000)
            answer = page.locator(".live-responses-table .highlight-code").first.inner_text()
    except RuntimeError as error:
        pytest.fail(str(error))
    assert "Shchi da kasha" in answer
    assert faults == []
