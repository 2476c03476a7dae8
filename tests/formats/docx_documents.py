"""Word documents made by hand, for what python-docx does not make."""

import io
import zipfile

import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
HEADING = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>References</w:t></w:r></w:p>'


def relations(**targets):
    """Relationships, by the end of their types."""
    listed = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items())
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


def part(body, root="document"):
    """A part; the main one has a body."""
    body = f"<w:body>{body}</w:body>" if root == "document" else body
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} {_NAMESPACES}>{body}</w:{root}>'


def members(body, *, styles=None, footnotes=None, endnotes=None):
    """Names and contents of a document's members."""
    parts = {"styles": styles, "footnotes": footnotes, "endnotes": endnotes}
    found = {name: text for name, text in parts.items() if text is not None}
    return {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(**{name: f"{name}.xml" for name in found}),
        "word/document.xml": part(body),
        **{f"word/{name}.xml": part(text, name) for name, text in found.items()},
        "word/media/picture.bin": bytes(range(256)),
    }


def packed(contents, method=zipfile.ZIP_DEFLATED):
    """A zip file of members in this order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), content, method)
    return file.getvalue()


def made(body, **parts):
    """A document of a body, given as the XML of its paragraphs."""
    return packed(members(body, **parts))


def with_references(entries):
    """A document whose reference section is the XML given."""
    return made(HEADING + entries)


def runs(*texts, properties=""):
    """Runs of text."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return "".join(f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)


def xml_of(data, name="word/document.xml"):
    """A part of a document, as text."""
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def body_of(data):
    """The XML of a document behind the heading of its reference section."""
    return xml_of(data).split(HEADING)[1].removesuffix("</w:body></w:document>")


def texts_of(data):
    """Texts of the paragraphs, as python-docx reads them."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
