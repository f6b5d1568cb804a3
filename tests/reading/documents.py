"""Documents that the tests of reading make: plain text, pages, PDF files."""

from __future__ import annotations

import dataclasses
import datetime as dt

from detente.sources import Document

FETCHED = dt.date(2026, 3, 1)
PARAGRAPH = (
    "The two delegations met in Geneva for a third round of talks on the exchange of prisoners. "
    "A spokesman said that they would meet again before the end of the month. "
)


def plain(text: str | bytes, **given: str | None) -> Document:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    charset = None if isinstance(text, bytes) else "utf-8"
    document = Document("a", data, "text/plain", "a.txt", fetched=FETCHED, charset=charset)
    return dataclasses.replace(document, **given)  # type: ignore[arg-type]


def page(html: str | bytes, **given: str | None) -> Document:
    data = html if isinstance(html, bytes) else html.encode()
    return dataclasses.replace(Document("a", data, "text/html", "a.html", fetched=FETCHED), **given)  # type: ignore[arg-type]


def pdf(*pages: str, info: str = "") -> Document:
    """Make a PDF whose pages show a text each; an empty one is a page without a text layer, such as a scan."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, text in enumerate(pages):
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in text.splitlines())
        stream = f"BT /F1 11 Tf 50 750 Td {shown} ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    objects.append(f"<< {info} >>")
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{start}\n%%EOF"
    return Document("a", body.encode("latin-1"), "application/pdf", "a.pdf", fetched=FETCHED)
