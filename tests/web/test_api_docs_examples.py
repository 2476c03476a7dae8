"""The examples of docs/api.md, as they stand there, against the application."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = [re.findall(r"^curl .*$", block, re.MULTILINE) for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)]
FILES = {
    "@library.bib": "@book{t, title = {Мир}}\n",
    "@list.txt": "Толстой Л. Н. Война и мир. М., 1869.\n",
    "@overrides.csv": "language,source,output\r\nru,Мир,World\r\n",
}


def sent(client, command: str):
    words = shlex.split(command)[1:]
    address = next(word for word in words if word.startswith("http://"))
    headers = dict(words[place + 1].split(": ", 1) for place, word in enumerate(words) if word == "-H")
    data, method = None, "GET"
    for place, word in enumerate(words):
        if word in ("--json", "--data-binary"):
            data, method = FILES.get(words[place + 1], words[place + 1]).encode(), "POST"
        if word == "--json":
            headers["Content-Type"] = "application/json"
    if "-X" in words:
        method = words[words.index("-X") + 1]
    parts = urlsplit(address)
    return client.open(f"{parts.path}?{parts.query}", method=method, data=data, headers=headers)


@pytest.mark.parametrize("block", range(len(BLOCKS)))
def test_every_example_works_in_its_turn(client, block):
    assert BLOCKS[block]
    for command in BLOCKS[block]:
        answer = sent(client, command)
        assert answer.status_code in (200, 201, 204), f"{command}\n{answer.get_data(as_text=True)}"
        accepted = re.search(r"Accept: ([\w/+.-]+)", command)
        assert accepted is None or answer.mimetype == accepted[1]
