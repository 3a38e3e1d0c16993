"""`onrecord search`, `said`, `conditions`, `sources`, `actor`, `show`. What they do is imported only when they run."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.asking_answers import ask, limit_of
from onrecord.cli.asking_options import (
    DEFAULT_DATABASE,
    AllRevisions,
    AnswerFormat,
    Asked,
    AsOf,
    ConditionFormat,
    Country,
    Form,
    KnownAt,
    Limit,
    Outlet,
    Since,
    Speaker,
    Until,
    Within,
)

SearchedWords = Annotated[
    str,
    typer.Argument(
        metavar="WORDS",
        help='Words (by their English stem), "a phrase", pre* for all that begin so, -without, OR.',
        show_default=False,
    ),
]
SaidWords = Annotated[
    str | None,
    typer.Argument(
        metavar="WORDS",
        help='Only where what is said holds these: words, "a phrase", pre*, -without, OR.',
        show_default=False,
    ),
]


def search(
    words: SearchedWords,
    within: Annotated[Within, typer.Option("--in", help="Where to search.")] = Within.BOTH,
    publisher: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    all_revisions: AllRevisions = False,
    limit: Limit = 20,
    form: Form = AnswerFormat.TABLE,
    database: Asked = DEFAULT_DATABASE,
) -> int:
    """Search the reports and what is said in them; the best match first.

    Each match is shown by a passage with the words marked. Of words that more than 20,000 reports hold, the newest
    come first.

    Examples: onrecord search ceasefire; onrecord search '"patrol ships" harbo*' --in statements;
    onrecord search 'tariffs OR sanctions -steel' --since 2025-01-01 --format jsonl
    """
    return ask(database, form.value, lambda store: store.search(
        words, within=within.value, publisher=publisher, since=since, until=until, as_of=as_of, known_at=known_at,
        all_revisions=all_revisions, limit=limit_of(limit),
    ))  # fmt: skip


def said(
    words: SaidWords = None,
    speaker: Speaker = None,
    role: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS", help="By somebody in this office: words of it, as minister. Again for others."),
    ] = None,
    country: Country = None,
    organization: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="By this organization or an office in it. Again for others."),
    ] = None,
    authority: Annotated[
        list[str] | None,
        typer.Option(
            metavar="AUTHORITY",
            help="On whose authority: named, unnamed, collective, document, outlet. Again for others.",
        ),
    ] = None,
    attitude: Annotated[
        list[str] | None, typer.Option(metavar="ATTITUDE", help="speech, thought, intent. Again for others.")
    ] = None,
    manner: Annotated[
        list[str] | None, typer.Option(metavar="MANNER", help="direct, mixed, indirect. Again for others.")
    ] = None,
    publisher: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    all_revisions: AllRevisions = False,
    limit: Limit = 50,
    form: Form = AnswerFormat.TABLE,
    database: Asked = DEFAULT_DATABASE,
) -> int:
    """Who said what; the newest report first.

    Of several values of one option any will do; different options hold together.

    Examples: onrecord said --speaker Kallas --since 2024-12-01; onrecord said "patrol ships" --authority unnamed;
    onrecord said --role "foreign minister" --country Estonia --manner direct --format csv
    """
    return ask(database, form.value, lambda store: store.said(
        words, speaker=speaker, role=role, country=country, organization=organization, authority=authority,
        attitude=attitude, manner=manner, publisher=publisher, since=since, until=until, as_of=as_of,
        known_at=known_at, all_revisions=all_revisions, limit=limit_of(limit),
    ))  # fmt: skip


def conditions(
    words: Annotated[
        str | None,
        typer.Argument(
            metavar="WORDS", help="Only where the condition or its outcome holds these words.", show_default=False
        ),
    ] = None,
    holder: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="By whom it is said; names as those of said. Again for others."),
    ] = None,
    country: Country = None,
    relation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RELATION", help="requires, if, unless, until, provided, prevents, proportional. Again for others."
        ),
    ] = None,
    publisher: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    all_revisions: AllRevisions = False,
    limit: Limit = 50,
    form: Annotated[
        ConditionFormat,
        typer.Option("--format", help="What to write; dot and graphml are graphs, from each condition to its outcome."),
    ] = ConditionFormat.TABLE,
    database: Asked = DEFAULT_DATABASE,
) -> int:
    """What is said to depend on what, and by whom; the newest report first.

    Examples: onrecord conditions ceasefire; onrecord conditions --holder Rutte --relation requires;
    onrecord conditions troops --limit 0 --format dot > troops.dot
    """
    return ask(database, form.value, lambda store: store.conditions(
        words, holder=holder, country=country, relation=relation, publisher=publisher, since=since, until=until,
        as_of=as_of, known_at=known_at, all_revisions=all_revisions, limit=limit_of(limit),
    ))  # fmt: skip


def sources(
    publisher: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    all_revisions: AllRevisions = False,
    form: Form = AnswerFormat.TABLE,
    database: Asked = DEFAULT_DATABASE,
) -> int:
    """How much each outlet rests on named, unnamed, collective and documentary sources, in numbers of statements.

    Examples: onrecord sources; onrecord sources --since 2025-01-01 --format csv
    """
    return ask(database, form.value, lambda store: store.sources(
        publisher=publisher, since=since, until=until, as_of=as_of, known_at=known_at, all_revisions=all_revisions,
    ))  # fmt: skip


def actor(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Full name, surname or alias; small slips allowed.", show_default=False),
    ],
    as_of: AsOf = None,
    known_at: KnownAt = None,
    all_revisions: AllRevisions = False,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many of each part.")] = 10,
    form: Form = AnswerFormat.TABLE,
    database: Asked = DEFAULT_DATABASE,
) -> int:
    """Somebody's roles over time, names, latest statements, meetings, and with whom most.

    Roles and company are counted over the newest reports, up to a thousand of each name.

    Examples: onrecord actor "Kaja Kallas"; onrecord actor Zelenskiy --as-of 2024-12-18 --format markdown
    """
    return ask(database, form.value, lambda store: store.actor(
        name, as_of=as_of, known_at=known_at, all_revisions=all_revisions, limit=limit
    ))  # fmt: skip


def show(
    id: Annotated[  # noqa: A002
        str, typer.Argument(metavar="ID", help="Of a finding or a report, as answers give it.", show_default=False)
    ],
    paragraph: Annotated[
        bool, typer.Option("--paragraph", help="Show the paragraph as well as the sentence.", show_default=False)
    ] = False,
    document: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Its report; needed for times, furniture, and events of no type or time."),
    ] = None,
    known_at: KnownAt = None,
    form: Form = AnswerFormat.TABLE,
    database: Asked = DEFAULT_DATABASE,
) -> int:
    """One finding: what it says, its sentence, where it comes from, what read it, and what people said of it.

    Examples: onrecord show statement-4ff3dc19f1c6df7b0ca5 --paragraph; onrecord show doc-8b13b5a97c5cce3d9a40
    """
    return ask(
        database, form.value, lambda store: store.show(id, document=document, known_at=known_at), paragraph=paragraph
    )
