"""Text in, text out, for the calls that answer questions."""


def test_detect_answers_line_for_line(client):
    answer = client.post(
        "/v1/detect", data="Історія України\nمقدمه‌ای بر پژوهش\nHello\n".encode(), content_type="text/plain"
    )
    assert answer.mimetype == "text/plain"
    told = [line.split("\t")[:2] for line in answer.get_data(as_text=True).splitlines()]
    assert told == [["uk", "Cyrl"], ["fa", "Arab"], ["-", "Latn"]]


def test_check_answers_one_problem_a_line(client):
    answer = client.post("/v1/check", data="Plain\nSee «this, 195–231, .\n".encode(), content_type="text/plain")
    assert answer.mimetype == "text/plain"
    lines = answer.get_data(as_text=True).splitlines()
    assert len(lines) == 2
    assert all(line.startswith("line 2: ") for line in lines)
    assert any("[repair: punctuation]" in line for line in lines)


def test_check_answers_in_json_where_that_is_asked_for(client):
    answer = client.post(
        "/v1/check", data=b"Plain\n", content_type="text/plain", headers={"Accept": "application/json"}
    )
    assert answer.get_json()["problems"] == []
