"""gzip for who accepts it, block by block as the answer comes about; and entity tags, which go by it."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterable, Iterator

from flask import Response, request

LEAST = 600  # bytes; what is shorter does not get shorter
_LEVEL = 5
_PACKED = frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"})


def finish(answer: Response) -> Response:
    """Compress an answer where that is accepted, and answer 304 to who has it already."""
    if answer.direct_passthrough or answer.mimetype in _PACKED:
        return answer
    answer.vary.update(("Accept", "Accept-Encoding"))
    packed = (
        request.method != "HEAD"
        and "Content-Encoding" not in answer.headers
        and answer.status_code not in (204, 304)
        and request.accept_encodings.quality("gzip") > 0
        and request.accept_encodings.quality("gzip") >= request.accept_encodings.quality("identity")
        and (answer.is_streamed or (answer.content_length or len(answer.get_data())) >= LEAST)
    )
    tag, weak = answer.get_etag()
    if packed and tag is not None and not weak:  # a strong tag goes for these very bytes
        answer.set_etag(f"{tag}-gzip")
    if tag is not None and request.method in ("GET", "HEAD") and answer.status_code == 200:
        answer.make_conditional(request)
    if not packed or answer.status_code == 304:
        return answer
    blocks = answer.response
    answer.headers["Content-Encoding"] = "gzip"
    if answer.is_streamed:
        answer.response = _Gzipped(blocks)  # type: ignore[arg-type]
        answer.headers.pop("Content-Length", None)
    else:
        answer.set_data(b"".join(_gzipped(blocks)))  # type: ignore[arg-type]
    return answer


class _Gzipped:
    """Blocks that are compressed one by one; to close it is to close what they come from."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = blocks
        self._packed = _gzipped(blocks)

    def __iter__(self) -> Iterator[bytes]:
        return self._packed

    def close(self) -> None:
        self._packed.close()
        if close := getattr(self._blocks, "close", None):
            close()


def _gzipped(blocks: Iterable[bytes]) -> Generator[bytes, None, None]:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    for block in blocks:
        if packed := packer.compress(block) + packer.flush(zlib.Z_SYNC_FLUSH):
            yield packed
    yield packer.flush()
