"""Evidence as W3C Web Annotations: one page in JSON-LD, each record pointing into its article by position and quote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from detente.article import Article
from detente.evidence import Anchor, Event, Evidence, Extraction

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write_annotations(extractions: Iterable[Extraction], events: Sequence[Event] = ()) -> Iterator[str]:
    """Yield one AnnotationPage, an annotation a line so that large ones can be looked at."""
    yield f'{{"@context": "{CONTEXT}", "id": "urn:detente:evidence", "type": "AnnotationPage", "items": ['
    lead = ""
    for one in extractions:
        for record in one.evidence:
            yield lead + json.dumps(_annotation(record, one.article), ensure_ascii=False, sort_keys=True)
            lead = ","
    yield "]}"


def _annotation(record: Evidence, article: Article) -> dict[str, Any]:
    fields = {name: value for name, value in record.to_dict().items() if name != "anchor"}
    return {
        "id": f"urn:detente:{record.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"id": f"urn:detente:extractor:{record.extractor}", "type": "Software"},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": record.kind},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "application/json",
                "value": json.dumps(fields, ensure_ascii=False, sort_keys=True),
            },
        ],
        "target": {
            "source": article.url or f"urn:detente:article:{article.key}",
            "selector": _selectors(record.anchor),
        },
    }


def _selectors(anchor: Anchor) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
        {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix},
    ]
