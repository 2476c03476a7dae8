"""MARC 21 records for tests, built from the specification and not by the writer under test."""

from romanbib import pipeline, streaming
from romanbib.formats import marc, marcxml


def build(*fields, leader="00000nam a2200000 i 4500", between=b""):
    """Build an ISO 2709 record from fields such as ``245 10$aTitle``; a dollar sign stands for hex 1F."""
    directory, body = b"", b""
    for field in fields:
        tag, data = (field if isinstance(field, bytes) else field.encode()).split(b" ", 1)
        data = data.replace(b"$", b"\x1f") + b"\x1e"
        directory += tag + b"%04d%05d" % (len(data), len(body))
        body += data
    base = 24 + len(directory) + 1
    head = leader.encode()
    size = base + len(body) + 1
    return (
        b"%05d" % size + head[5:12] + b"%05d" % base + head[17:] + directory + b"\x1e" + body + b"\x1d"
    ) + between  # fmt: skip


def fields_of(record):
    """Take a record apart by its directory, checking leader, lengths and ends on the way."""
    assert int(record[:5]) == len(record)
    assert record[-2:] == b"\x1e\x1d"
    base = int(record[12:17])
    found = []
    position = 0
    for entry in range(24, base - 1, 12):
        tag, length, offset = record[entry : entry + 3], record[entry + 3 : entry + 7], record[entry + 7 : entry + 12]
        assert int(offset) == position
        position += int(length)
        data = record[base + int(offset) : base + position]
        assert data.endswith(b"\x1e")
        assert data.count(b"\x1e") == 1
        found.append(tag.decode() + " " + data[:-1].replace(b"\x1f", b"$").decode("utf-8", "replace"))
    assert base + position + 1 == len(record)
    return found


def normalized(data, profile="romanized", size=None, module=None):
    """Send bytes of MARC or text of MARCXML through the pipeline; give what comes out, and the records."""
    module = module or (marc if isinstance(data, bytes) else marcxml)
    chunks = [data] if size is None else [data[start : start + size] for start in range(0, len(data), size)]
    records = []
    pieces = list(streaming.stream(chunks, module, pipeline.request(profile), records.append))
    return data[:0].join(pieces), records


def romanized(*fields, **wishes):
    """Give the fields of a record after normalizing."""
    return fields_of(normalized(build(*fields, **wishes))[0])


def warnings(data):
    """Give the messages about whole records, after writing."""
    return [one.message for record in normalized(data)[1] for one in record.warnings if one.rule == "record"]
