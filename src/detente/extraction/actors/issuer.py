"""The issuer: the government or body whose official text an article is."""

from __future__ import annotations

from urllib.parse import urlsplit

from detente.article import Article
from detente.reference.actors import END, ActorBook, Node, split_name

_NAMES = frozenset(("country", "adjective"))


def find_issuer(article: Article, book: ActorBook) -> str | None:
    """Return the id of the government or body that speaks in an article: by its outlet, else by its address.

    >>> from detente.reference.actors import load_actor_book
    >>> book = load_actor_book()
    >>> find_issuer(Article("a", "…", outlet="Ministry of Foreign Affairs of Ethiopia"), book)
    'ETH'
    >>> find_issuer(Article("a", "…", outlet="The Guardian"), book) is None
    True
    """
    outlet = (article.outlet or "").strip()
    known = book.outlets.get(outlet.lower()) or (_by_address(article.url, book) if article.url else None)
    return known or (_by_name(outlet, book) if outlet else None)


def _by_address(url: str, book: ActorBook) -> str | None:
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return None
    parts = host.split(".")
    return next(
        (book.outlets[name] for i in range(len(parts) - 1) if (name := ".".join(parts[i:])) in book.outlets), None
    )


def _by_name(outlet: str, book: ActorBook) -> str | None:
    """Return the one country in the name of a ministry, embassy or other office of a government."""
    tokens = split_name(outlet)[:20]
    if not book.lists["official"].intersection(tokens):
        return None
    found: set[str] = set()
    for i in range(len(tokens)):
        found |= _country_at(book.tree, tokens[i:])
    return found.pop() if len(found) == 1 else None


def _country_at(tree: Node, tokens: list[str]) -> set[str]:
    node, found = tree, set()
    for token in tokens:
        node = node.get(token, {})
        found |= {entry.id for entry in node.get(END, ()) if entry.kind in _NAMES and entry.id and not entry.caps}
    return found
