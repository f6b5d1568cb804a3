"""Laws of actors: mentions lie in the text without overlap, whatever the parser made of it; odd texts end well."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.article import Article
from detente.extraction.actors import find_actors

# words and marks that texts are made of, to try odd parses
SCRAPS = (
    "Kenya Chad 's , and the of The rebels President Ann Osewe ( ) : \" “ ” – - UN he they both sides its I Q . U.S. "
    "in said talks between ’ s Mr. former ex- MDC's A. é 中文 who \n \n\n \u200b"
)
PIECES = st.sampled_from(SCRAPS.split(" "))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=60), st.sampled_from([None, "The White House"]))
def test_mentions_lie_in_the_text_without_overlap(parser, desk, pieces, outlet):
    parsed = parser.parse(Article("odd", " ".join(pieces), published="2012-06-01", outlet=outlet))
    actors = find_actors(parsed, desk.actors)
    end = 0
    for mention in actors.mentions:
        assert end <= mention.start <= mention.head < mention.end <= len(parsed.doc)
        span = parsed.doc[mention.start : mention.end]
        assert parsed.anchor(span).exact == parsed.article.text[span.start_char : span.end_char]
        assert mention.actors
        end = mention.end
    for token in parsed.doc:
        assert all(actor.id or actor.text for actor in actors.of(token))
        actors.owner(token)


def test_reading_is_a_function_of_the_text(parser, desk):
    parsed = parser.parse(
        Article("same", "Kenya and Chad fought. Both sides agreed. They left.", published="2012-06-01")
    )
    one, other = find_actors(parsed, desk.actors), find_actors(parsed, desk.actors)
    assert (one.mentions, one.parties) == (other.mentions, other.parties)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "of " * 1500,
        "the president of Kenya and " * 400,
        '"' * 3000,
        "Kenya, Chad, " * 700,
        "he " * 1500,
        "(MDC) " * 500,
        "A: " * 500,
    ],
)
def test_odd_texts_end_well(parser, desk, text):
    actors = find_actors(parser.parse(Article("odd", text)), desk.actors)
    assert all(mention.actors for mention in actors.mentions)
