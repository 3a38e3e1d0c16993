"""Which offices people hold, where, and whether still."""

from __future__ import annotations

import pytest

from tests.cast import actors_of, quotes


@pytest.mark.parametrize(
    ("text", "name", "title", "country", "status"),
    [
        ("Chancellor Olaf Scholz of Germany spoke.", "Olaf Scholz", "Chancellor", "DEU", "current"),
        ("The British foreign minister, David Lammy, spoke.", "David Lammy", "foreign minister", "GBR", "current"),
        ("David Lammy, the British foreign minister, spoke.", "David Lammy", "foreign minister", "GBR", "current"),
        ("U.S. President-elect Donald J. Trump spoke.", "Donald J. Trump", "President", "USA", "elect"),
        ("Former Finnish President Tarja Halonen spoke.", "Tarja Halonen", "President", "FIN", "former"),
        ("Angela Merkel, a former chancellor of Germany, spoke.", "Angela Merkel", "chancellor", "DEU", "former"),
        ("Secretary of State John Kerry spoke.", "John Kerry", "Secretary of State", None, "current"),
    ],
)
def test_roles(text: str, name: str, title: str, country: str | None, status: str) -> None:
    role = actors_of(text)[name].roles[0]
    assert (role.title, role.country, role.status) == (title, country, status)
    assert role.span.quote in text


def test_a_role_names_its_organization() -> None:
    found = actors_of(
        "Mark Rutte, the head of NATO, met the president of the European Commission, Ursula von der Leyen."
    )
    assert found["Mark Rutte"].roles[0].organization == found["NATO"].id
    assert found["Ursula von der Leyen"].roles[0].organization == found["European Commission"].id


def test_an_office_stands_for_its_holder() -> None:
    text = (
        "President Emmanuel Macron of France met Prime Minister Giorgia Meloni of Italy. "
        "The French president left early."
    )
    assert "The French president" in quotes(actors_of(text)["Emmanuel Macron"], "nominal")


def test_a_lawmaker_is_found_by_state_and_office() -> None:
    found = actors_of("Rep. Anna Berg arrived late. The California congresswoman said she had voted.")
    assert "The California congresswoman" in quotes(found["Anna Berg"], "nominal")


@pytest.mark.parametrize(
    "text",
    [
        "The minister met two rivals, Peter Holm and Karl Ellis, on Monday.",
        "After she met Peter Holm, the senator said nothing.",
        "Those blamed were the mayor, the governor, Peter Holm and his aides.",
    ],
)
def test_an_office_beside_a_name_is_not_always_its_own(text: str) -> None:
    assert actors_of(text)["Peter Holm"].roles == ()


@pytest.mark.parametrize(
    ("text", "titles", "body"),
    [
        (
            "Karl Ellis, chairman and chief executive officer of Oslo-based Novak Foods Corp., resigned.",
            ["chairman", "chief executive officer"],
            "Novak Foods Corp.",
        ),
        ("Anna Berg, a former managing director at Reed Bank, spoke.", ["managing director"], "Reed Bank"),
        ("Anna Berg, director of Harvard University’s Brooks Institute, spoke.", ["director"], "Brooks Institute"),
    ],
)
def test_whose_an_office_is(text: str, titles: list[str], body: str) -> None:
    found = actors_of(text)
    holder = next(actor for actor in found.values() if actor.kind == "person")
    assert [role.title for role in holder.roles] == titles
    assert {role.organization for role in holder.roles} == {found[body].id}


def test_who_is_named_after_his_office_is_one_person() -> None:
    found = actors_of(
        "The state's tax commissioner says no one leaked the papers. Karl Sull says he told his staff so.",
        "The state's tax commissioner", "Karl Sull",
    )  # fmt: skip
    assert quotes(found["Karl Sull"], "nominal") == ["The state's tax commissioner"]
    assert found["Karl Sull"].roles[0].title == "tax commissioner"


def roles_of(text: str, name: str) -> list[tuple[str, str]]:
    return [(role.title, role.status) for role in actors_of(text)[name].roles]


@pytest.mark.parametrize(("text", "name", "roles"), [
    ("Robert Angel, formerly Foenix's senior vice president, left in October.", "Robert Angel",
     [("senior vice president", "former")]),
    ("Ruth Palen was a partner at Hogan & Hart from 2002 to 2010.", "Ruth Palen", [("partner", "former")]),
    ("He believed that Karl Sull was a founder of the terrorist group.", "Karl Sull", []),
    ("Editor's note: Karl Sull regularly lies.", "Karl Sull", []),
    ("Ruth Palen, current Democratic presidential nominee, agreed.", "Ruth Palen",
     [("Democratic presidential nominee", "current")]),
    ("“It helps,” said Dan Plaff, the architect of Obama's 2008 campaign.", "Dan Plaff",
     [("architect of Obama's 2008 campaign", "current")]),
    ("“It helps,” said Dan Plaff of the Rivers Institute.", "Dan Plaff", [("of Rivers Institute", "current")]),
    ("His running mate presidential nominee Karl Sull spoke.", "Karl Sull", [("presidential nominee", "current")]),
])  # fmt: skip
def test_offices_are_the_reports_own_and_tell_whether_they_are_held(
    text: str, name: str, roles: list[tuple[str, str]]
) -> None:
    assert roles_of(text, name) == roles


def test_the_attorney_general_is_not_her_deputy() -> None:
    found = actors_of("Deputy Attorney General Sally Yard left. The attorney general stayed.", "The attorney general")
    assert quotes(found["Sally Yard"]) == ["Sally Yard"]
