"""Actors: tables of (text, words, whom they stand for), with the reason above each row; the last such words count."""

from __future__ import annotations

import pytest

from detente.article import Article
from detente.extraction.actors import Actors, find_actors

PUBLISHED = "2012-06-01"


@pytest.fixture(scope="module")
def read(parser, desk):
    def read(text: str, outlet: str | None = None, published: str = PUBLISHED) -> Actors:
        return find_actors(parser.parse(Article("test", text, published=published, outlet=outlet)), desk.actors)

    return read


def who(actors: Actors, words: str) -> str:
    """Return the ids that the last such words stand for, in the order of the alphabet."""
    start = actors.doc.text.rindex(words)
    piece = actors.doc.char_span(start, start + len(words), alignment_mode="expand")
    return ";".join(sorted({part for actor in actors.of(piece.root) for part in actor.ids}))


NAMES = [
    # a country that acts
    ("Kenya protested.", "Kenya", "KEN"),
    # its seat of government stands for it
    ("Nairobi rejected the claim.", "Nairobi", "KEN"),
    # but is a place where something happens
    ("They met in Nairobi.", "Nairobi", ""),
    # a country, too, can be a mere place
    ("A bomb went off in Kenya.", "Kenya", ""),
    # a ministry, an army, officials act for their country
    ("The Kenyan foreign ministry said so.", "The Kenyan foreign ministry", "KEN"),
    ("Troops from Chad crossed the river.", "Troops", "TCD"),
    ("Peruvian and Chilean officials met.", "Peruvian and Chilean officials", "CHL;PER"),
    # parliament, church, citizens and press do not
    ("Kenyan lawmakers voted.", "Kenyan lawmakers", "KEN:LEG"),
    ("The Georgian church objected.", "The Georgian church", "GEO:REL"),
    ("A Kenyan newspaper reported it.", "A Kenyan newspaper", "KEN:MED"),
    # the people as a whole stand for the country, some of them for themselves
    ("The Chadians walked out.", "The Chadians", "TCD"),
    ("Chadians fled.", "Chadians", "TCD:CVL"),
    # an adversary of its own government
    ("Rebels from Chad attacked.", "Rebels", "TCD:REB"),
    ("The Kenyan opposition leader refused.", "The Kenyan opposition leader", "KEN:OPP"),
    # a sector stands before its noun, but a press secretary is no newspaper
    ("The Kenyan press secretary smiled.", "The Kenyan press secretary", "KEN"),
    # bodies, with and without the dots
    ("The U.N. and Nato agreed.", "The U.N. and Nato", "NAT;UNO"),
    # a body outweighs the nationality of whoever leads it
    ("The Danish head of the UN mission resigned.", "The Danish head", "UNO"),
    # who stands behind somebody is not whose they are
    ("Kenyan-backed rebels in Chad advanced.", "rebels", "TCD:REB"),
    # one actor for each side of a hyphen
    ("The U.S.-Kenyan commission met.", "commission", "KEN;USA"),
    # whoever is only "western" or "foreign" is nobody in particular, even in a text about a country
    ("Kenya is calm. Kenya votes today. Western diplomats are worried.", "Western diplomats", ""),
    # a source says nothing about its government, unless it belongs to it
    ("A Kenyan source denied it.", "A Kenyan source", ""),
    ("A Kenyan army source denied it.", "A Kenyan army source", "KEN"),
    # an analyst of a country is not one from there
    ("Lee, a Chad analyst, disagreed.", "Lee", ""),
    ("A Chadian analyst disagreed.", "A Chadian analyst", "TCD:ELI"),
    # "the leaders of A and B", but the president of one country only
    ("The leaders of Kenya and Chad met.", "The leaders", "KEN;TCD"),
    # one looks through "a group of"
    ("A group of Kenyan ministers resigned.", "A group", "KEN"),
    ("Much of Chadian society is tired.", "Much", "TCD:CVL"),
    # the modifier of a thing is still somebody
    ("We back the Kenyan proposal.", "Kenyan", "KEN"),
    # a dateline is a place
    ("DOHA, Qatar (Reuters) - Kenya agreed.", "Qatar", ""),
]

PERSONS = [
    # title and country, before and behind
    ("Kenyan President Ann Osewe spoke.", "Kenyan President Ann Osewe", "KEN"),
    ("Ann Osewe, the president of Kenya, spoke.", "Ann Osewe", "KEN"),
    ("The president of Kenya, Ann Osewe, spoke.", "The president", "KEN"),
    # later by the surname alone, with and without honorific
    ("Kenyan President Ann Osewe spoke. Later Osewe left.", "Osewe", "KEN"),
    ("Kenyan President Ann Osewe spoke. Mrs Osewe left.", "Mrs Osewe", "KEN"),
    # the surname without its article
    ("Egyptian President Abdel Al-Masri spoke. President Al-Masri left.", "President Al-Masri", "EGY"),
    # a name that is introduced only later
    ("Osewe left. Ann Osewe, a Kenyan minister, had spoken.", "Osewe", "KEN"),
    # a title without a country belongs to the country in focus
    ("Kenya is calm. Interior minister Ann Osewe praised the police.", "Ann Osewe", "KEN"),
    # and where she is says nothing of it
    ("Kenya is calm. Interior minister Ann Osewe spoke in Chad.", "Interior minister Ann Osewe", "KEN"),
    # one that the desk book knows, on the day of the report
    ("Barack Obama called. Obama was upbeat.", "Obama", "USA"),
    # even where nothing but the surname is there, if nobody else has it and the office is held
    ("Sarkozy was seen in the crowd.", "Sarkozy", ""),
    ("Hollande was seen in the crowd.", "Hollande", "FRA"),
    # but not if the text has a namesake
    ("France cheered. Zoe Hollande, a nurse, was there. Hollande waved.", "Hollande", ""),
    # two names for one office: whoever is meant by the words beside it
    ("Chad asked Kenya. The prime minister, Ann Osewe of Kenya, refused.", "The prime minister", "KEN"),
    # the spokesman and chairman of something have one owner
    ("Ann Osewe, a spokeswoman and deputy head of the Kenyan opposition, agreed.", "Ann Osewe", "KEN:OPP"),
    # a relative pronoun is the one before it
    ("Kenyan President Ann Osewe, who resigned, left.", "who", "KEN"),
]

CONTEXT = [
    # "the president" is the one named with that office
    ("Kenyan President Ann Osewe met Chad's envoy. The president was pleased.", "The president", "KEN"),
    # nouns without an owner belong to the country in focus
    ("Kenya voted on Monday. Police fired tear gas.", "Police", "KEN"),
    ("Kenya voted on Monday. The opposition cried foul.", "The opposition", "KEN:OPP"),
    ("Kenya is at war in the north. Rebels shelled a school.", "Rebels", "KEN:REB"),
    # the same noun again
    ("A Chadian army officer spoke in Kenya. Kenya listened. The officer was calm.", "The officer", "TCD"),
    # "its" and "his" reach the subject before
    ("Kenya agreed. Its army will leave.", "Its army", "KEN"),
    ("Kenyan President Ben Osewe agreed. His forces will leave Chad.", "His forces", "KEN"),
    # he and she are told apart
    ("Chadian President Idriss Déby met Kenyan minister Ann Osewe, and she thanked him.", "him", "TCD"),
    # "he said" is whoever spoke last, not whoever was named in the quotation
    ('"Chad is weak," Kenyan President Ben Osewe said. "Ali Saleh of Chad is gone." He said he was sure.', "He", "KEN"),
    # they: two that met
    ("Kenya's president met with Chad's. They agreed to trade.", "They", "KEN;TCD"),
    # a quotation's "we" is its speaker
    ('"We will never leave," said the Chadian president.', "We", "TCD"),
    # "the group" is the one named last
    ("Hamas refused. Egypt urged the group to stop.", "the group", "PSE:REB"),
    # but "aid groups" are not
    ("Hamas refused. Aid groups were worried.", "Aid groups", ""),
    # an acronym in brackets
    ("The Kenyan rebel Free Lake Front (FLF) attacked. The FLF left.", "The FLF", "KEN:REB"),
    # both sides are the parties
    ("Kenya and Chad fought. Kenya shelled Chad. Both sides agreed to talk.", "Both sides", "KEN;TCD"),
    # unless there is only one
    ("Kenya is calm. Both sides agreed to talk.", "Both sides", ""),
    # the two leaders are those named last
    (
        "President Ann Osewe of Kenya met President Ali Saleh of Chad. The two leaders hugged.",
        "The two leaders",
        "KEN;TCD",
    ),
    # the two countries, those coordinated before
    ("Peru watched as Kenya and Chad fought over fish. Both countries sent ships.", "Both countries", "KEN;TCD"),
]

OFFICIAL = [
    # the issuer's own offices need no country
    ("National Security Adviser Lou Berg met today with Ann Osewe, Head of Protocol of Kenya.", "Lou Berg", "USA"),
    (
        "Vice President Lou Berg met Prime Minister Ann Osewe of Kenya. The Vice President thanked her.",
        "The Vice President",
        "USA",
    ),
    ("Deputy Adviser Lou Berg met Ann Osewe of Kenya. Mr. Berg thanked her.", "Mr. Berg", "USA"),
    # the other's office is still the other's
    (
        "President Lou Berg met Prime Minister Ann Osewe of Kenya. The Prime Minister agreed.",
        "The Prime Minister",
        "KEN",
    ),
    # its "I" and "we"
    ("I welcome the truce in Kenya. We urge calm.", "We", "USA"),
    # they are those who met
    ("President Lou Berg met with Prime Minister Ann Osewe of Kenya. They discussed trade.", "They", "KEN;USA"),
    # the turns of a transcript
    ("THE PRESIDENT: I am glad.\n\nPRIME MINISTER OSEWE of Kenya: I am not.", "THE PRESIDENT", "USA"),
]


@pytest.mark.parametrize(("text", "words", "ids"), NAMES + PERSONS + CONTEXT)
def test_words_stand_for_somebody(read, text, words, ids):
    assert who(read(text), words) == ids


@pytest.mark.parametrize(("text", "words", "ids"), OFFICIAL)
def test_words_in_an_official_text_stand_for_somebody(read, text, words, ids):
    assert who(read(text, outlet="The White House", published="2022-05-01"), words) == ids


# text, outlet, parties
PARTIES = [
    # those who fight or talk
    ("Kenya and Chad fought for a week. Talks between Kenya and Chad began in Oslo.", None, {"KEN", "TCD"}),
    # not the go-between
    (
        "UN envoy Lou Berg hosted talks between Kenya and Chad. Berg said Kenya and Chad were close to a deal.",
        None,
        {"KEN", "TCD"},
    ),
    # a government and its own rebels
    (
        "Chad's army attacked rebels. The rebels shelled the army of Chad. Chad rejects a truce with the rebels.",
        None,
        {"TCD", "TCD:REB"},
    ),
    # not who issues a statement about others
    (
        "The United States welcomes the truce between Kenya and Chad. We urge Kenya and Chad to talk.",
        "The White House",
        {"KEN", "TCD"},
    ),
    # but who meets somebody
    (
        "Vice President Kamala Harris met with President Ann Osewe of Kenya. The Vice President thanked Kenya. She and "
        "President Osewe discussed trade between the United States and Kenya.",
        "The White House",
        {"KEN", "USA"},
    ),
    # nobody in a text about nobody
    ("It rained all day.", None, set()),
]


@pytest.mark.parametrize(("text", "outlet", "parties"), PARTIES)
def test_the_parties_are_the_adversaries(read, text, outlet, parties):
    assert set(read(text, outlet, "2022-05-01").parties) == parties


def test_an_inferred_id_says_so(read):
    actors = read("Kenya agreed. It will leave.")
    kenya, it = (mention.actors[0] for mention in actors.mentions)
    assert (kenya.id, kenya.inferred) == ("KEN", False)
    assert (it.id, it.inferred) == ("KEN", True)


def test_a_place_is_a_mention_but_nobody(read):
    actors = read("They met in Nairobi.")
    places = [mention for mention in actors.mentions if mention.is_place]
    assert [mention.actors[0].id for mention in places] == ["KEN"]


def test_the_issuer_is_known_only_of_official_texts(read):
    text = "I welcome the truce."
    assert read(text).issuer is None
    issuer = read(text, outlet="The White House").issuer
    assert issuer is not None and issuer.id == "USA"
