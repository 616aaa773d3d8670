"""Intervals, business days, rules for days, and the words in which people say them. Pure: no clock, no disk.

Days are ``datetime.date``; a moment is a day, or a ``datetime`` with an offset. Public holidays come in as ``Holidays``.
"""

from .days import (
    WEEKDAYS,
    add_business_days,
    day_of,
    is_business_day,
    next_business_day,
    shift,
    shift_moment,
)
from .rules import day_rule_in_month, parse_day_rule, rule_of
from .words import YEARS, parse_answer, parse_day, parse_every, parse_interval, parse_past_day

__all__ = [
    "WEEKDAYS",
    "YEARS",
    "add_business_days",
    "day_of",
    "day_rule_in_month",
    "is_business_day",
    "next_business_day",
    "parse_answer",
    "parse_day",
    "parse_day_rule",
    "parse_every",
    "parse_interval",
    "parse_past_day",
    "rule_of",
    "shift",
    "shift_moment",
]
