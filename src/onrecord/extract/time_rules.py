"""The rules of the grammar of time expressions: what words stand in which order, and who reads them."""

from __future__ import annotations

import re
from functools import cache

from onrecord.extract.time_grammar import Build, compile_rule
from onrecord.extract.time_readings import (
    a_half_reading,
    century_reading,
    clock_reading,
    current_reading,
    date_reading,
    day_before_reading,
    dayword_reading,
    decade_reading,
    deictic_reading,
    duration_reading,
    every_quarter_reading,
    every_reading,
    future_reading,
    iso_reading,
    military_reading,
    moment_reading,
    month_alone_reading,
    month_shifted_reading,
    month_year_reading,
    of_one_reading,
    of_units_reading,
    offset_reading,
    often_reading,
    part_reading,
    past_reading,
    period_reading,
    plural_days_reading,
    quarter_of_year_reading,
    quarter_reading,
    recent_reading,
    recently_reading,
    ref_reading,
    season_checked_reading,
    season_reading,
    seasons_reading,
    set_word_reading,
    short_quarter_reading,
    slash_reading,
    the_unit_reading,
    unit_beside_reading,
    units_ago_reading,
    units_alone_reading,
    week_of_reading,
    weekday_reading,
    year_ago_reading,
    year_end_reading,
    year_reading,
)

_COUNTED = "num|year4|big|decimal|numword|scale|fraction"
NUMBER = f"(?:<{_COUNTED}>(?:<hyphen>?<numword|scale|fraction>|<and><half|fraction|numword>){{0,3}}|<a><scale>)"
COUNT = f"(?:(?:{NUMBER}<to|hyphen>)?{NUMBER}|<a>?<vague>|<a>?<couple><of>?|<a>)"
EXACT = f"(?:(?:{NUMBER}<to|hyphen>)?{NUMBER}|<a>?<vague>|<a>?<couple><of>?)"
UNIT = "<unit|units|quarter|century|second|weekend|weekends>"
ANY_UNIT = f"(?:<trading>{{0,2}}{UNIT})"
MONTH = "(?:<month>|<month_short><dot>?)"
YEAR = "<year4>"
SPELLED = "<numword><hyphen>?<numword>(?:<hyphen>?<numword>)?"
DAY = "(?:<num><suffix>?|<ordinal|second>)"
WEEKDAY = "(?:(?:<weekday>|<weekday_short><dot>?)<comma>?)"
POINT = "<this|last|next|that|following|latest|current|previous>"


@cache
def load_rules() -> tuple[tuple[re.Pattern[str], Build], ...]:
    """All rules, compiled. Of two that match the same words the earlier is taken."""
    year = f"(?P<year>{YEAR})"
    zone = "(?P<zone><zone>)?"
    ago = "(?P<ago><unit><hyphen>?<ago|earlier>)"
    point = f"(?P<point>{POINT})"
    fiscal = "(?:(?P<fiscal><fiscal>)<hyphen>?)?"
    of_year = f"(?:<of|comma|in>?<fiscal>?<the>?(?:(?P<year2>{YEAR})))?"
    rules: tuple[tuple[str, Build], ...] = (
        ("(?P<day><iso>)", iso_reading),
        (f"{WEEKDAY}?(?P<month><month>|<month_short><dot>?)(?:<the>?(?P<day>{DAY}))(?:<comma>?{year})?", date_reading),
        (
            f"{WEEKDAY}?<the>?(?P<day><num><suffix>?|<ordinal|second>)<of>?"
            f"(?P<month>(?:<month>|<month_short><dot>?))(?:<comma>?{year})?",
            date_reading,
        ),
        ("(?P<day><slash>)", slash_reading),
        (f"(?P<month><month>|<month_short><dot>?)<comma|of>?(?P<year>{YEAR}|{SPELLED})", month_year_reading),
        (
            "(?P<month><month>|<month_short><dot>?)<of|comma>?<the>?(?P<point><this|last|next|current>)<unit>",
            month_shifted_reading,
        ),
        (f"(?:{point})?(?P<month><month>|<month_short><dot>)", month_alone_reading),
        (f"(?:<the>?{fiscal}(?P<u><unit>))?(?P<year>{YEAR}|{SPELLED})", year_reading),
        (f"<the>?(?:(?P<fiscal><fiscal>)<unit>?)(?P<year>{YEAR})", year_reading),
        ("<the>(?P<u><unit>)(?P<year><numword><scale>(?:<and>?<numword>){0,2})", year_reading),
        ("<the>?(?P<decade><year4>)<apos>?<s>", decade_reading),
        ("<the>?<apos>(?P<decade><num>)<apos>?<s>", decade_reading),
        ("<the>(?P<decade><decades>)", decade_reading),
        ("<the>?(?P<number><num>(?=<suffix>)|<ordinal>)<suffix>?<hyphen>?<century>", century_reading),
        # Quarters and halves, alone or of a year, and those they are compared with.
        (
            f"<the>?(?:{point}(?:<unit>(?:<apos><s>)?)?|<comparable>?{ago}|{year})?<fiscal>?<hyphen>?"
            f"(?P<number><ordinal|second>|<num>(?=<suffix>)|<last>)<suffix>?<hyphen>?(?P<unit><quarter|half>){of_year}",
            quarter_reading,
        ),
        (f"<the>?{fiscal}(?P<number><ordinal|second>)<hyphen>?(?P<unit><quarter|half>){of_year}", quarter_reading),
        ("(?P<number><ordinal|second>)<hyphen>?(?P<unit><units>)", every_quarter_reading),
        ("<the>?(?P<point><this|last|next>)<unit><apos><s>(?P<unit><quarter>)", quarter_of_year_reading),
        ("<the>?<comparable>(?:<period>|(?P<unit><quarter>))(?:<of>?<the>?<last><unit>)?", year_ago_reading),
        (f"<q>(?P<number><num>)(?:<of|comma>?(?P<year>{YEAR}))?", short_quarter_reading),
        ("<the>?(?:(?P<year><year4>)|<comparable>)<comparable>?(?P<unit><quarter>)", deictic_reading),
        (f"<the>?(?:{year}|{ago}|(?P<point><latest>)|<comparable>)<fiscal>?<period>", period_reading),
        (f"<the>?<comparable>?{ago}(?P<unit><quarter>)?", year_ago_reading),
        (f"<the>?(?P<unit><quarter>)<a>?{ago}", deictic_reading),
        # This, last, next, the …
        (f"<the>?{point}<trading>?{fiscal}(?P<unit><unit|quarter|weekend|century|half>)", deictic_reading),
        ("<the><trading>?<fiscal>?(?P<unit><unit>)(?=<ended>)", of_one_reading),
        ("(?<!<later|earlier|early><in>)<the>(?P<unit><unit>)(?P<point><clause>)", unit_beside_reading),
        (f"<the>{fiscal}(?:<trading>)?(?P<unit><quarter|weekend|unit>)", the_unit_reading),
        (f"<the>?(?:{point})?(?P<season><season>)(?:<of>?(?P<year>{YEAR}|{SPELLED}))?", season_checked_reading),
        ("<the>(?P<season><season>)(?:<of>(?P<year><numword><hyphen>?<numword><hyphen>?<numword>?))?", season_reading),
        (f"<the>?{point}(?P<part><part>)", part_reading),
        ("<the>(?P<part><part>)", part_reading),
        ("(?P<part><part>)", part_reading),
        # "Monday and Tuesday nights": the first of them too is every week's.
        ("(?P<day><weekday>)(?=(?:<comma><weekday>)*<comma>?<and><weekday>(?P<part><parts>))", plural_days_reading),
        (f"(?:<the>?{point}{{1,2}})?(?P<day><weekday>)", weekday_reading),
        ("(?P<day><dayword>)", dayword_reading),
        ("<the><unit>(?P<point><clause>)(?P<day><dayword>)", day_before_reading),
        # So many units from a date, and durations.
        (f"(?P<count>{COUNT})(?P<unit>{ANY_UNIT})(?:<to><so>)?(?P<point><ago|earlier|later|hence>)", offset_reading),
        (f"(?P<count>{COUNT})(?P<unit>{ANY_UNIT})(?P<point><from>)<now>", offset_reading),
        ("(?P<unit><units>)(?P<point><ago>)", units_ago_reading),
        (f"<the>?(?P<count>{EXACT})(?P<unit>{ANY_UNIT})(?!<hyphen>?<old>)", duration_reading),
        (f"(?P<count>{EXACT})<hyphen>(?P<unit>{ANY_UNIT})(?!<hyphen>?<old>)", duration_reading),
        (
            "(?P<count><a>)(?P<unit><trading>{0,2}<unit|quarter|century|second>)(?P<half><and><a><half>)?(?!<hyphen>?<old>)",
            duration_reading,
        ),
        (
            f"(?:<the|these|that>)?(?:<last|next|following|latest|ordinal|recent|second|previous>)<trading>?(?P<count>{EXACT})?"
            f"<trading>?(?P<unit><units|weekends>)",
            recent_reading,
        ),
        (f"(?P<count>{EXACT})<last|next|following>(?P<unit><units>)", duration_reading),
        ("<the>?<recent>(?P<unit><units>)", of_units_reading),
        (f"<the>?<last|next|recent>(?:{EXACT})?(?P<season><seasons>)", seasons_reading),
        ("<half><a>(?P<unit><unit|century>)", a_half_reading),
        # "the early hours of Thursday" narrows the day.
        (
            "(?P<unit><units>)(?!(?<=<early><units>)<of>(?:<weekday|dayword|month|num>|<the><part>))",
            units_alone_reading,
        ),
        # Sets.
        (
            f"(?P<every><every>)(?:(?P<other><other>)|(?P<count>{NUMBER}))?(?P<unit><unit|units|quarter|weekday|month|season|part"
            "|weekend|century|second>)",
            every_reading,
        ),
        ("(?P<set><set>)", set_word_reading),
        ("(?P<often><often>)<a|per|every>(?P<unit><unit|quarter|century>)", often_reading),
        ("(?P<day><weekdays>|<weekday>(?=<parts>))(?P<part><parts>)?", plural_days_reading),
        ("(?P<weekends><weekends>)", plural_days_reading),
        # Clock times.
        (f"(?P<time><num|time|decimal>)(?P<half><ampm>){zone}", clock_reading),
        (f"(?P<time><time>){zone}", clock_reading),
        ("(?P<time><num|numword>)<a>?<apos>?<oclock>(?:<in><the>(?P<part><part>))?", clock_reading),
        ("(?P<time><num|time>)<in><the>(?P<part><part>)", clock_reading),
        ("(?P<time><year4|big|num>)(?P<zone><zone>)", military_reading),
        ("(?P<time><moment>)", moment_reading),
        # Vague references.
        ("(?P<ref><ref|now>)", ref_reading),
        ("(?P<ref><current>)", current_reading),
        ("(?P<ref><recent>)", recently_reading),
        ("(?<!<as>)(?P<ref><soon>)", future_reading),
        ("<as>(?P<ref><soon>)<as><possible>", future_reading),
        ("<the>?<near>(?P<ref><future|period>)", future_reading),
        ("<the>(?P<ref><future>)", future_reading),
        ("(?P<ref><these>)<units>", current_reading),
        ("<the>?(?P<unit><unit>)(?:<apos><s>)?<hyphen>?<end>", year_end_reading),
        ("<the>(?P<past><last>)", past_reading),
        (
            f"<the><unit><of>(?P<month><month>|<month_short><dot>?)(?P<day><num>)<suffix>?(?:<comma>?{year})?",
            week_of_reading,
        ),
    )
    return tuple((compile_rule(pattern), build) for pattern, build in rules)
