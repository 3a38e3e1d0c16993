"""How sure an event is told: the table in event_standing, construction by construction."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.event_standing import contradicts, find_reading, resolve_event_standing, weigh_value
from onrecord.extract.event_standing_effects import EFFECTS, Reading
from onrecord.lexicon.standing_words import load_standing_words
from onrecord.record import Factuality, When
from tests.parsed import document_of, find, parse_of


def standing(
    text: str, word: str, light: str | None = None, value: float | None = None, when: When | None = None
) -> Factuality:
    """The standing of the event that `word` names, carried by the light verb `light` where there is one."""
    parse = parse_of(text)
    head = parse.head_of(*find(text, word))
    verb = parse.head_of(*find(text, light)) if light is not None else head
    assert head is not None
    assert verb is not None
    return resolve_event_standing(document_of(text), parse, verb.i, head.i, value=value, when=when)


# sentence, event word, status, certainty, polarity, time ("" where not telling), words that say so
CASES = [
    # plain facts
    ("The ministers met in Vienna.", "met", "happened", "certain", "positive", "past", []),
    ("Rebels have attacked the airport.", "attacked", "happened", "certain", "positive", "past", []),
    ("The two sides had signed a treaty in 1994.", "signed", "happened", "certain", "positive", "past", []),
    ("Soldiers killed in the ambush were buried on Monday.", "killed", "happened", "certain", "positive", "past", []),
    ("Three officials were arrested after the attack.", "attack", "happened", "certain", "positive", "past", []),
    ("The attack shocked the country.", "attack", "happened", "certain", "positive", "past", []),
    (
        "Police arrested a man who had threatened the judge.",
        "threatened",
        "happened",
        "certain",
        "positive",
        "past",
        [],
    ),
    ("The envoy said that rebels had shelled the town.", "shelled", "happened", "certain", "positive", "past", []),
    ("Having met the king, Ms. Orlova left for Oslo.", "met", "happened", "certain", "positive", "past", []),
    ("He was jailed for leaking the report.", "leaking", "happened", "certain", "positive", "past", []),
    ("Mr. Brandt was the first to sign the letter.", "sign", "happened", "certain", "positive", "past", []),
    # under way, and what goes on by habit
    ("The two leaders are meeting in Geneva.", "meeting", "ongoing", "certain", "positive", "present", []),
    ("Troops have been fighting near the border.", "fighting", "ongoing", "certain", "positive", "present", []),
    ("The council meets every week.", "meets", "ongoing", "certain", "positive", "present", []),
    ("The government supports the plan.", "supports", "ongoing", "certain", "positive", "present", []),
    ("Talks continue in Doha.", "Talks", "ongoing", "certain", "positive", "present", []),
    # negation
    ("The ministers did not meet.", "meet", "did_not_happen", "certain", "negative", "past", ["not"]),
    ("The general never ordered the raid.", "ordered", "did_not_happen", "certain", "negative", "past", ["never"]),
    ("Nobody attacked the convoy.", "attacked", "did_not_happen", "certain", "negative", "past", ["Nobody"]),
    ("Neither side signed the accord.", "signed", "did_not_happen", "certain", "negative", "past", ["Neither"]),
    ("No agreement was reached.", "agreement", "did_not_happen", "certain", "negative", "past", ["No"]),
    ("The rivals held no talks.", "talks", "did_not_happen", "certain", "negative", "past", ["no"]),
    ("He left without signing the accord.", "signing", "did_not_happen", "certain", "negative", "past", ["without"]),
    ("The meeting ended without an agreement.", "agreement", "did_not_happen", "certain", "negative", "", ["without"]),
    ("The army has yet to attack the city.", "attack", "did_not_happen", "certain", "negative", "", ["yet"]),
    ("The bank no longer finances the project.", "finances", "did_not_happen", "certain", "negative", "", ["longer"]),
    ("The president will not attend the summit.", "attend", "did_not_happen", "certain", "negative", "future", None),
    ("The envoys did not meet or talk.", "talk", "did_not_happen", "certain", "negative", "past", ["not"]),
    (
        "Instead of attacking, the rebels withdrew.",
        "attacking",
        "did_not_happen",
        "certain",
        "negative",
        "",
        ["Instead"],
    ),
    ("The senator not only met the rebels but paid them.", "met", "happened", "certain", "positive", "past", []),
    ("The two could not agree on a date.", "agree", "did_not_happen", "certain", "negative", "past", ["not"]),
    # implicatives both ways
    ("The diplomats managed to reach a deal.", "reach", "happened", "certain", "positive", "past", []),
    (
        "The diplomats did not manage to reach a deal.",
        "reach",
        "did_not_happen",
        "certain",
        "negative",
        "past",
        ["not"],
    ),
    ("The parties failed to reach a deal.", "reach", "did_not_happen", "certain", "negative", "past", ["failed"]),
    ("The parties failed to reach a deal.", "deal", "did_not_happen", "certain", "negative", "past", ["failed"]),
    ("The parties did not fail to reach a deal.", "reach", "happened", "certain", "positive", "past", None),
    ("The minister refused to meet the envoy.", "meet", "did_not_happen", "certain", "negative", "past", ["refused"]),
    ("The minister declined to comment.", "comment", "did_not_happen", "certain", "negative", "past", ["declined"]),
    ("They narrowly avoided hitting the ship.", "hitting", "did_not_happen", "certain", "negative", "", ["avoided"]),
    ("The strike forced the ministry to resign.", "resign", "happened", "certain", "positive", "past", []),
    ("Guards prevented him from meeting the press.", "meeting", "did_not_happen", "certain", "negative", "", None),
    ("The deal averted a war.", "war", "did_not_happen", "certain", "negative", "", ["averted"]),
    (
        "Its refusal to sign the accord angered Berlin.",
        "sign",
        "did_not_happen",
        "certain",
        "negative",
        "",
        ["refusal"],
    ),
    ("Troops began shelling the town.", "shelling", "happened", "certain", "positive", "past", []),
    ("Rebels nearly captured the capital.", "captured", "did_not_happen", "certain", "negative", "past", ["nearly"]),
    # factives
    ("He did not regret that the army had attacked.", "attacked", "happened", "certain", "positive", "past", None),
    ("She realised that the envoys had left.", "left", "happened", "certain", "positive", "past", []),
    ("He does not know that they met.", "met", "happened", "certain", "positive", "past", None),
    ("The union will condemn the attack.", "attack", "happened", "certain", "positive", "past", None),
    # what is to come
    ("The president will visit Lisbon.", "visit", "expected", "certain", "positive", "future", ["will"]),
    ("They are going to sign the treaty.", "sign", "expected", "certain", "positive", "future", ["going"]),
    ("The king is expected to visit Lisbon.", "visit", "expected", "probable", "positive", "future", ["expected"]),
    ("The chancellor is likely to attend.", "attend", "expected", "probable", "positive", "future", ["likely"]),
    ("The ministry said it would send troops.", "send", "expected", "probable", "positive", "future", ["would"]),
    ("The ministers are to meet in Rome.", "meet", "scheduled", "probable", "positive", "future", ["are"]),
    ("The envoys are scheduled to meet in Rome.", "meet", "scheduled", "probable", "positive", "future", ["scheduled"]),
    ("Parliament is set to debate the law.", "debate", "scheduled", "probable", "positive", "future", ["set"]),
    ("The vote is due to take place in May.", "vote", "scheduled", "probable", "positive", "future", ["due"]),
    ("A summit is scheduled for Thursday.", "summit", "scheduled", "probable", "positive", "future", ["scheduled"]),
    ("They spoke ahead of the summit.", "summit", "scheduled", "probable", "positive", "future", ["ahead"]),
    ("They are preparing for next week's summit.", "summit", "", "", "positive", "future", None),
    ("The leaders meet tomorrow in Prague.", "meet", "scheduled", "certain", "positive", "future", ["tomorrow"]),
    ("The president is not expected to attend.", "attend", "did_not_happen", "probable", "negative", "future", None),
    ("A meeting between the two is unlikely.", "meeting", "possible", "probable", "negative", "future", ["unlikely"]),
    # intents, attempts, threats
    ("The general wants to retake the town.", "retake", "intended", "possible", "positive", "future", ["wants"]),
    ("The alliance plans to send more troops.", "send", "intended", "probable", "positive", "future", ["plans"]),
    ("The mayor hopes to meet the pope.", "meet", "intended", "possible", "positive", "future", ["hopes"]),
    ("He vowed to punish the rebels.", "punish", "intended", "probable", "positive", "future", ["vowed"]),
    ("Unions threatened to strike.", "strike", "intended", "possible", "positive", "future", ["threatened"]),
    ("The two countries agreed to exchange prisoners.", "exchange", "intended", "probable", "positive", "future", None),
    ("Gunmen tried to storm the embassy.", "storm", "intended", "possible", "positive", "", ["tried"]),
    ("Their plan to invade the island was leaked.", "invade", "intended", "probable", "positive", "future", ["plan"]),
    ("Her attempt to mediate angered them.", "mediate", "intended", "possible", "positive", "", ["attempt"]),
    ("The firm has no plans to sell its mine.", "sell", "did_not_happen", "probable", "negative", "future", None),
    ("The club plans a protest.", "protest", "intended", "probable", "positive", "future", ["plans"]),
    (
        "Police were deployed to prevent another attack.",
        "prevent",
        "intended",
        "probable",
        "positive",
        "future",
        ["to"],
    ),
    ("Police were deployed to prevent another attack.", "attack", "did_not_happen", "", "negative", "future", None),
    ("He flew to Cairo in order to meet the rebels.", "meet", "intended", "probable", "positive", "future", ["to"]),
    # requests and proposals
    ("She urged the generals to resign.", "resign", "proposed", "possible", "positive", "future", ["urged"]),
    ("The bishops called for talks.", "talks", "proposed", "possible", "positive", "future", ["called"]),
    ("The envoy proposed a ceasefire.", "ceasefire", "proposed", "possible", "positive", "future", ["proposed"]),
    ("Russia should withdraw its troops.", "withdraw", "proposed", "possible", "positive", "future", ["should"]),
    ("Both sides must release the prisoners.", "release", "proposed", "possible", "positive", "future", ["must"]),
    ("The proposed talks would be held in Oman.", "talks", "proposed", "possible", "positive", "future", None),
    ("The firm offered to build a port.", "build", "proposed", "possible", "positive", "future", ["offered"]),
    ("Release the hostages now.", "Release", "proposed", "possible", "positive", "future", None),
    # fear, warning, possibility, doubt
    ("Villagers feared that the army would attack.", "attack", "possible", "possible", "positive", "future", None),
    ("Officials warned of an attack.", "attack", "possible", "possible", "positive", "future", ["warned"]),
    ("Fears of a war are growing.", "war", "possible", "possible", "positive", "future", ["Fears"]),
    ("The risk of a strike has risen.", "strike", "possible", "possible", "positive", "future", ["risk"]),
    ("The possibility of a truce remains.", "truce", "possible", "possible", "positive", "future", ["possibility"]),
    ("The rebels may attack the port.", "attack", "possible", "possible", "positive", "future", ["may"]),
    ("The rebels may have attacked the port.", "attacked", "possible", "possible", "positive", "past", ["may"]),
    ("The party might not join the cabinet.", "join", "possible", "possible", "negative", "future", None),
    ("A deal could be signed in March.", "deal", "possible", "possible", "positive", "future", ["could"]),
    ("The group allegedly bombed the station.", "bombed", "possible", "possible", "positive", "past", ["allegedly"]),
    ("He is suspected of killing a guard.", "killing", "possible", "probable", "positive", "", ["suspected"]),
    ("Police are studying the alleged attack.", "attack", "possible", "probable", "positive", "", ["alleged"]),
    ("The leaders reportedly met in secret.", "met", "happened", "probable", "positive", "past", ["reportedly"]),
    ("Officials believe that the rebels fled.", "fled", "happened", "probable", "positive", "past", ["believe"]),
    ("The rebels seem to have left the town.", "left", "happened", "probable", "positive", "past", ["seem"]),
    ("Analysts doubt that the truce will hold.", "hold", "possible", "probable", "negative", "future", None),
    # denial and calling off
    ("The general denied having met the rebels.", "met", "denied", "certain", "negative", "past", ["denied"]),
    ("Iran denied that it had sent weapons.", "sent", "denied", "certain", "negative", "past", ["denied"]),
    ("The ministry denied plans to sell the port.", "sell", "denied", "", "negative", "", None),
    ("The king cancelled his visit.", "visit", "called_off", "certain", "negative", "", ["cancelled"]),
    ("The visit was cancelled.", "visit", "called_off", "certain", "negative", "", ["cancelled"]),
    ("The talks were postponed.", "talks", "called_off", "certain", "negative", "", ["postponed"]),
    ("Both sides called off the summit.", "summit", "called_off", "certain", "negative", "", ["called"]),
    ("The firm scrapped plans to build a port.", "build", "called_off", "", "negative", "", None),
    ("The minister rejected a demand for talks.", "demand", "happened", "certain", "positive", "past", []),
    # conditions
    ("The truce will end if the rebels attack.", "attack", "conditional", "possible", "positive", "future", ["if"]),
    ("The truce will end if the rebels attack.", "end", "conditional", "possible", "positive", "future", ["will"]),
    (
        "Unless the army withdraws, talks will not begin.",
        "withdraws",
        "conditional",
        "",
        "positive",
        "future",
        ["Unless"],
    ),
    ("They would have won if they had attacked.", "won", "did_not_happen", "certain", "negative", "past", ["would"]),
    ("They would have won if they had attacked.", "attacked", "conditional", "", "", "", ["if"]),
    (
        "He will pay provided that she resigns.",
        "resigns",
        "conditional",
        "possible",
        "positive",
        "future",
        ["provided"],
    ),
    # questions
    ("Did the ministers meet?", "meet", "unknown", "", "positive", "", ["?"]),
    ("It is unclear whether the envoys met.", "met", "unknown", "", "", "", None),
    ("He asked whether the envoys had met.", "met", "unknown", "", "", "", None),
    # composition
    ("The army may refuse to withdraw.", "withdraw", "possible", "possible", "negative", "future", None),
    ("The senate wants to prevent a strike.", "strike", "", "possible", "negative", "future", None),
    ("He is expected to call for talks.", "talks", "proposed", "possible", "positive", "future", None),
    ("The king may cancel his visit.", "visit", "possible", "possible", "negative", "future", None),
    ("They did not regret attacking the port.", "attacking", "happened", "certain", "positive", "past", None),
    ("The ministry did not sign the text, citing a law.", "citing", "happened", "certain", "positive", "past", []),
    ("They failed to win and left the city.", "left", "happened", "certain", "positive", "past", []),
    # things fixed beforehand, topics, texts
    ("The king will speak at the summit.", "summit", "expected", "certain", "positive", "future", None),
    ("The king will not attend the summit.", "summit", "expected", "certain", "positive", "future", None),
    ("The envoys discussed a merger.", "merger", "possible", "possible", "positive", "past", ["discussed"]),
    ("The envoys discussed the raid.", "raid", "happened", "certain", "positive", "past", []),
    ("The senate approved the treaty.", "treaty", "happened", "certain", "positive", "past", []),
    ("The court approved the sale of the port.", "sale", "possible", "probable", "positive", "future", ["approved"]),
    ("The envoy flew to Kabul for talks.", "talks", "intended", "probable", "positive", "future", ["for"]),
    ("He was jailed for theft.", "theft", "happened", "certain", "positive", "past", []),
    # raising words and what stands below them
    ("The talks are expected to be held in May.", "talks", "expected", "probable", "positive", "future", ["expected"]),
    ("The talks failed to take place.", "talks", "did_not_happen", "certain", "negative", "past", ["failed"]),
    ("It is likely that the rally will go ahead.", "rally", "expected", "probable", "positive", "future", None),
    ("It is unlikely that the rebels will surrender.", "surrender", "possible", "probable", "negative", "future", None),
    ("The plan is to send more police.", "send", "intended", "probable", "positive", "future", ["plan"]),
    ("She was able to meet the prisoners.", "meet", "happened", "certain", "positive", "past", []),
    ("We have got to leave.", "leave", "proposed", "possible", "positive", "future", ["got"]),
    ("The firm had to close its mine.", "close", "happened", "probable", "positive", "past", ["had"]),
    # denial of what is told, and what is rejected
    ("The army denied reports that it had shelled the port.", "shelled", "denied", "certain", "negative", "past", None),
    ("The spokesman dismissed claims of a massacre.", "massacre", "denied", "probable", "negative", "past", None),
    ("The minister would not rule out an invasion.", "invasion", "possible", "possible", "positive", "future", None),
    ("The general ruled out a ceasefire.", "ceasefire", "did_not_happen", "certain", "negative", "future", ["ruled"]),
    ("The rebels agreed not to attack ships.", "attack", "did_not_happen", "probable", "negative", "future", None),
    ("The firm will stop selling arms.", "selling", "did_not_happen", "certain", "negative", "future", None),
    (
        "The general called on both sides to stop shooting.",
        "shooting",
        "proposed",
        "possible",
        "negative",
        "future",
        None,
    ),
    ("The deal ended the war.", "war", "happened", "certain", "positive", "past", []),
    # conditions without "if"
    ("Should talks fail, the army will attack.", "fail", "conditional", "possible", "positive", "future", ["Should"]),
    ("Had they met, the war would have ended.", "ended", "did_not_happen", "certain", "negative", "past", ["would"]),
    ("The bank would collapse without aid.", "aid", "conditional", "possible", "positive", "future", ["without"]),
    (
        "In the event of an attack, the port will close.",
        "attack",
        "conditional",
        "possible",
        "positive",
        "future",
        None,
    ),
    ("He will stay until a deal is signed.", "signed", "expected", "", "positive", "future", ["until"]),
    # headlines and the present of telling
    ("Rebels seize port as talks collapse", "seize", "happened", "certain", "positive", "present", []),
    ("The envoy says that the rebels have fled.", "says", "happened", "certain", "positive", "present", []),
    ("A summit planned for May will be held in Oslo.", "summit", "intended", "", "positive", "future", None),
    ("The talks, scheduled for May, were cancelled.", "talks", "called_off", "certain", "negative", "", None),
    ("Rather than attack, the rebels withdrew.", "withdrew", "happened", "certain", "positive", "past", []),
    ("Is the army leaving Kabul soon?", "leaving", "unknown", "possible", "positive", "", ["?"]),
    ('The envoy asked: "Is it over?"', "asked", "happened", "certain", "positive", "past", []),
    ("The judge asked whom she supported.", "supported", "happened", "certain", "positive", "past", []),
    ("Let us negotiate.", "negotiate", "proposed", "possible", "positive", "future", ["Let"]),
    ("Why did the ministers meet?", "meet", "happened", "certain", "positive", "past", []),
    # acts of acts: what is new shares what governs the outer act, what is known does not
    (
        "The union urged an increase in deliveries.",
        "deliveries",
        "proposed",
        "possible",
        "positive",
        "future",
        ["urged"],
    ),
    (
        "The queen will call for a stepping up of delivery of food.",
        "delivery",
        "proposed",
        "possible",
        "",
        "future",
        None,
    ),
    (
        "The envoy proposed the resumption of talks.",
        "talks",
        "proposed",
        "possible",
        "positive",
        "future",
        ["proposed"],
    ),
    (
        "He announced plans for the delivery of tanks.",
        "delivery",
        "intended",
        "probable",
        "positive",
        "future",
        ["plans"],
    ),
    ("Villagers fear a wave of strikes.", "strikes", "possible", "possible", "positive", "future", ["fear"]),
    ("He demanded the holding of the referendum.", "referendum", "proposed", "possible", "", "future", ["demanded"]),
    ("Poets called for an end to the war.", "war", "happened", "certain", "positive", "past", []),
    ("Poets urged a reduction in violence.", "violence", "happened", "certain", "positive", "past", []),
    ("The court demanded an inquiry into attacks.", "attacks", "happened", "certain", "positive", "past", []),
    ("The mill reported an increase in deliveries.", "deliveries", "happened", "certain", "positive", "past", []),
    ("The bishops urged lifting sanctions.", "lifting", "proposed", "possible", "positive", "future", ["urged"]),
    ("The bishops urged striking workers to return.", "striking", "happened", "", "positive", "past", None),
    # examples
    ("Kenya might take steps such as closing the port.", "closing", "possible", "possible", "positive", "future", None),
    ("He spoke on what they might do, like sending monitors.", "sending", "possible", "possible", "", "future", None),
    (
        "The queen threatened steps including the closure of ports.",
        "closure",
        "intended",
        "possible",
        "",
        "future",
        None,
    ),
    ("The envoys will discuss topics including the raid.", "raid", "happened", "certain", "positive", "past", []),
    ("The rebels committed crimes including arson.", "arson", "happened", "certain", "positive", "past", []),
    # what an act that is not real would bring about
    ("They will use the visit to coordinate the response.", "response", "expected", "certain", "", "future", ["will"]),
    ("The king will use the visit to issue a statement.", "statement", "expected", "certain", "", "future", ["will"]),
    ("The firm wants to make an offer.", "offer", "intended", "possible", "positive", "future", ["wants"]),
    ("They met to discuss the raid.", "raid", "happened", "certain", "positive", "past", []),
    ("The mayor would not back an amnesty.", "amnesty", "", "", "", "future", None),
    ("The clerk will not respond to an appeal.", "appeal", "possible", "possible", "positive", "future", None),
    ("The clerk did not respond to an appeal.", "appeal", "happened", "certain", "positive", "past", []),
    # aims and what they are aims of
    ("The aim is a truce.", "truce", "intended", "possible", "positive", "future", ["aim"]),
    ("Their priority was winning the vote.", "winning", "intended", "possible", "positive", "future", ["priority"]),
    ("What they should do now is leaving the league.", "leaving", "proposed", "possible", "", "future", ["should"]),
    ("Their demand is growing.", "growing", "ongoing", "certain", "positive", "present", []),
    ("The road to peace is long.", "peace", "intended", "possible", "positive", "future", ["road"]),
    ("The criteria for joining are clear.", "joining", "possible", "possible", "positive", "future", ["criteria"]),
    ("The deadline for withdrawal is Friday.", "withdrawal", "scheduled", "probable", "positive", "future", None),
    ("The pressure to resign is mounting.", "resign", "proposed", "possible", "positive", "future", ["pressure"]),
    ("Both kings were in town for a summit.", "summit", "scheduled", "probable", "positive", "future", ["for"]),
    ("His speech may be a basis for talks at the summit.", "summit", "expected", "certain", "positive", "future", None),
    ("They set up a panel to study the raid.", "study", "intended", "probable", "positive", "future", ["to"]),
    # what holds if something does, gerunds, what goes on
    ("If they pay him now, he stays.", "stays", "conditional", "probable", "positive", "future", ["If"]),
    ("The law will ensure that they leave.", "leave", "expected", "certain", "positive", "future", ["will"]),
    ("That does not mean that they left.", "left", "unknown", "", "", "past", None),
    ("He might start by selling the mine.", "selling", "possible", "possible", "positive", "future", ["might"]),
    (
        "He was wrong in his claim about Ford closing its mine.",
        "closing",
        "possible",
        "probable",
        "",
        "",
        ["claim"],
    ),
    ("Norway is stepping up its support for the rebels.", "support", "ongoing", "certain", "positive", "present", []),
]


@pytest.mark.parametrize(("text", "word", "status", "certainty", "polarity", "time", "cues"), CASES)
def test_standing_of_an_event(
    text: str, word: str, status: str, certainty: str, polarity: str, time: str, cues: list[str] | None
) -> None:
    found = standing(text, word)
    wanted = (status, certainty, polarity, time)
    given = (found.status, found.certainty, found.polarity, found.time)
    assert tuple(w and g for w, g in zip(wanted, given, strict=True)) == wanted, given
    assert all(text[c.start : c.end] == c.quote for c in found.cues)
    if cues is not None:
        assert [c.quote for c in found.cues] == cues


@pytest.mark.parametrize(
    ("text", "light", "word", "status", "polarity", "cues"),
    [
        ("The two leaders held talks in Doha.", "held", "talks", "happened", "positive", []),
        ("The two leaders will hold talks in Doha.", "hold", "talks", "expected", "positive", ["will"]),
        ("The two leaders did not hold talks.", "hold", "talks", "did_not_happen", "negative", ["not"]),
        ("The two leaders held no talks.", "held", "talks", "did_not_happen", "negative", ["no"]),
        ("The two leaders plan to hold talks.", "hold", "talks", "intended", "positive", ["plan"]),
        ("The two leaders will hold talks tomorrow.", "hold", "talks", "scheduled", "positive", ["will", "tomorrow"]),
    ],
)
def test_light_verb_carries_the_standing(
    text: str, light: str, word: str, status: str, polarity: str, cues: list[str]
) -> None:
    found = standing(text, word, light)
    assert (found.status, found.polarity, [c.quote for c in found.cues]) == (status, polarity, cues)


def _day(start: str, end: str, text: str, words: str) -> When:
    return When(start, end, "day", "relative", start, document_of(text).cite(*find(text, words)))


def test_a_date_to_come_makes_a_thing_scheduled() -> None:
    text = "A summit on Thursday is the next step."
    coming = _day("2024-12-19", "2024-12-20", text, "Thursday")
    over = _day("2024-12-12", "2024-12-13", text, "Thursday")
    assert standing(text, "summit", when=coming).status == "scheduled"
    assert standing(text, "summit", when=coming).time == "future"
    assert [c.quote for c in standing(text, "summit", when=coming).cues] == ["Thursday"]
    assert standing(text, "summit", when=over).status == "happened"


def test_a_date_to_come_does_not_move_what_is_told_as_past() -> None:
    text = "The ministers met on Thursday."
    coming = _day("2024-12-19", "2024-12-20", text, "Thursday")
    assert standing(text, "met", when=coming).status == "happened"


def test_a_teller_who_denies_is_heeded_where_the_parse_does_not_show_it() -> None:
    text = "The raid took place at night. The ministry denied it."
    parse = parse_of(text)
    raid, teller = parse.head_of(*find(text, "raid")), parse.head_of(*find(text, "denied"))
    assert raid is not None
    assert teller is not None
    alone = resolve_event_standing(document_of(text), parse, raid.i, raid.i)
    told = resolve_event_standing(document_of(text), parse, raid.i, raid.i, told_by=teller.i)
    assert (alone.status, told.status) == ("happened", "denied")
    assert [c.quote for c in told.cues] == ["denied"]


@pytest.mark.parametrize("name", ["brussels-2024-12-18.txt", "press-conference-2025-03-04.txt"])
def test_what_is_told_as_a_fact_is_neither_denied_nor_to_come(name: str) -> None:
    text = files("onrecord.samples").joinpath(name).read_text("utf-8")
    document, parse = document_of(text), parse_of(text)
    seen = set()
    for token in parse.tokens:
        for value in (None, 3.0, -3.0, 0.2):
            found = resolve_event_standing(document, parse, token.i, token.i, value=value)
            assert all(text[c.start : c.end] == c.quote for c in found.cues)
            if found.status in ("happened", "ongoing"):
                assert (found.polarity, found.time == "future") == ("positive", False)
                assert found.certainty != "unknown"
            if found.status in ("did_not_happen", "denied", "called_off"):
                assert found.polarity == "negative"
            seen.add(found.status)
    assert {"happened", "ongoing", "expected", "intended", "possible", "proposed", "did_not_happen"} <= seen


FACT, DENIED, PLANNED = Reading(3, 1), Reading(3, -1), Reading(2, 1, "intended")


@pytest.mark.parametrize(
    ("reading", "value", "weighed"),
    [
        (FACT, 3.0, FACT),
        (FACT, 1.5, Reading(2, 1)),  # less than certain, still told as a fact
        (FACT, -0.5, Reading(1, 1, "possible")),
        (FACT, -3.0, Reading(1, -1)),  # no cue, but the head is clear
        (DENIED, -2.9, DENIED),
        (DENIED, 2.0, Reading(0, -1)),  # they cancel each other out: the polarity is the cue's
        (DENIED, 3.0, Reading(1, 1, "possible")),
        (PLANNED, 3.0, Reading(3, 1, "intended")),
        (PLANNED, 0.0, Reading(1, 1, "intended")),
        (PLANNED, 30.0, Reading(3, 1, "intended")),  # no value goes beyond the scale
    ],
)
def test_value_of_the_head_is_weighed_with_the_cues(reading: Reading, value: float, weighed: Reading) -> None:
    assert weigh_value(reading, value) == weighed


@given(st.sampled_from([FACT, DENIED, PLANNED]), st.floats(-3, 3), st.floats(-3, 3))
def test_a_higher_value_never_makes_a_thing_less_certain(reading: Reading, one: float, other: float) -> None:
    low, high = (weigh_value(reading, value) for value in sorted((one, other)))
    assert low.size * low.sign <= high.size * high.sign


def test_a_contradiction_is_a_clear_no_against_a_yes() -> None:
    assert contradicts(DENIED, 1.5)
    assert contradicts(FACT, -1.0)
    assert not contradicts(FACT, -0.9)
    assert not contradicts(DENIED, -2.0)
    assert not contradicts(PLANNED, 0.2)


def test_the_reading_of_the_cues_can_be_had_alone() -> None:
    text = "The parties failed to reach a deal."
    parse = parse_of(text)
    word = parse.head_of(*find(text, "reach"))
    assert word is not None
    assert find_reading(parse, word.i, word.i) == DENIED
    assert standing(text, "reach", value=-2.0).certainty == "probable"
    assert standing(text, "reach", value=-2.0).status == "did_not_happen"


def test_every_class_of_the_word_table_has_an_effect_or_a_use() -> None:
    classes = {name for frames in load_standing_words().values() for name in frames.values()}
    assert classes - set(EFFECTS) == {"none", "text", "det", "kept", "measure", "act", "grows"}
