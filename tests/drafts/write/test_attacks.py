"""A template from a stranger's vault can do no harm: what is no part of the language is refused by its line, before it runs."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from vaultcrm.drafts.write import TemplateProblem
from vaultcrm.drafts.write.language import read_language
from vaultcrm.drafts.write.sandbox import Source, render
from vaultcrm.drafts.write.scene import KNOWN

REFUSED = {
    "a class": "{{ ''.__class__ }}",
    "the way to all classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "an attribute by filter": "{{ to|attr('__class__') }}",
    "an attribute by item": "{{ to['__class__'] }}",
    "globals of a function": "{{ gap.__globals__ }}",
    "globals of the cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "a namespace": "{% set n = namespace() %}",
    "lipsum": "{{ lipsum(100000) }}",
    "self": "{{ self._TemplateReference__context }}",
    "the configuration": "{{ config }}",
    "a method of text": "{{ company.upper() }}",
    "a format": "{{ '{0.__class__}'.format(to) }}",
    "a format by percent": "{{ '%1000000000d' % 1 }}",
    "a format filter": "{{ '%s'|format(to) }}",
    "a long loop": "{% for i in range(10**9) %}x{% endfor %}",
    "a loop over a text": "{% for i in 'abc' %}x{% endfor %}",
    "a loop over a table": "{% for i in {'a': 1} %}x{% endfor %}",
    "loops in loops in loops": "{% for a in topics %}" * 3 + "x" + "{% endfor %}" * 3,
    "many loops": "{% for a in topics %}{% endfor %}" * 40,
    "a loop that calls itself": "{% for a in topics recursive %}{{ loop(topics) }}{% endfor %}",
    "a product of text": "{{ 'a' * 10**9 }}",
    "a product of lists": "{{ [1] * 10**9 }}",
    "a power": "{{ 9**9**9 }}",
    "a sum": "{{ company + company }}",
    "text put together": "{{ company ~ company }}",
    "text that doubles": "{% set a = 'x' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "a block that doubles": "{% set a %}x{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60,
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a call block": "{% call gap() %}x{% endcall %}",
    "a centre a billion wide": "{{ company|center(1000000000) }}",
    "an indent": "{{ company|indent(1000000000) }}",
    "a replacement": "{{ company|replace('a', 'b') }}",
    "a list with a separator": "{{ topics|join(company) }}",
    "an import": "{% import 'x.md' as x %}",
    "an import from": "{% from 'x.md' import y %}",
    "extends": "{% extends 'x.md' %}",
    "an include of elsewhere": "{% include '../../vaultcrm.toml' %}",
    "an include of the system": "{% include '/etc/passwd' %}",
    "an include by name": "{% include company %}",
    "an include in a loop": "{% for a in topics %}{% include '_b.md' %}{% endfor %}",
    "an include of several": "{% include ['_b.md', '_c.md'] %}",
    "arguments in stars": "{{ pick(*topics) }}",
    "arguments by name": "{{ gap(x=1) }}",
    "a slice": "{{ company[::-1] }}",
    "a test": "{{ company is defined }}",
    "with": "{% with a = 1 %}{{ a }}{% endwith %}",
    "autoescape": "{% autoescape false %}{% endautoescape %}",
    "do": "{% do topics.append(1) %}",
    "an unknown tag": "{% debug %}",
    "a name that there is not": "{{ compnay }}",
    "an attribute that there is not": "{{ to.salary }}",
    "a record as a text": "{{ to }}",
    "a record in a test": "{% if to %}{% endif %}",
    "a name of a loop, after it": "{% for a in topics %}{% endfor %}{{ a }}",
    "brackets without end": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "nots without end": "{{ " + "not " * 5000 + "1 }}",
    "ifs in ifs": "{% if company %}" * 600 + "{% endif %}" * 600,
    "a number without end": "{{ " + "9" * 10_000 + " }}",
    "a tag that is never closed": "{{ company",
    "a comment that is never closed": "{# company",
    "an if that is never closed": "{% if company %}x",
    "a template of 200 MB": "x" * 200_000,
}
VALUES = dict.fromkeys(KNOWN.names, "") | dict.fromkeys(KNOWN.lists, ()) | dict.fromkeys(KNOWN.records)


def rendered(*texts: str, lists: int = 0, clock=time.monotonic) -> str:
    """What the first text gives as a template; the others are ``_b.md`` and ``_c.md``."""
    names = ("a.md", "_b.md", "_c.md")
    found = {name: Source(f"templates/drafts/en/{name}", text) for name, text in zip(names, texts, strict=False)}
    values = VALUES | {"topics": ("a topic",) * lists, "company": "Acme"}
    functions = {"gap": lambda *words: "gap", "pick": lambda *ways: ways[0]}
    filters = dict.fromkeys(("closed", "few", "listed", "phrase", "quoted", "sentence", "short", "small"), str)
    return render("a.md", found.get, values, KNOWN, functions, filters, clock)


@pytest.mark.parametrize("attack", REFUSED)
def test_it_is_refused_at_once_and_by_its_line(attack):
    started = time.monotonic()
    with pytest.raises(TemplateProblem, match=r"^templates/drafts/en/a\.md") as refusal:
        rendered("Dear\n\n" + REFUSED[attack] if attack != "a template of 200 MB" else REFUSED[attack])
    assert time.monotonic() - started < 1
    assert ":3: " in refusal.value.message or attack in ("a template of 200 MB", "an if that is never closed")
    assert refusal.value.remedy


def test_templates_that_include_each_other_are_refused():
    with pytest.raises(TemplateProblem, match="include each other"):
        rendered('{% include "_b.md" %}', '{% include "_c.md" %}', '{% include "_b.md" %}')


def test_an_included_template_is_checked_too():
    with pytest.raises(TemplateProblem, match=r"^templates/drafts/en/_b\.md:2: "):
        rendered('{% include "_b.md" %}', "x\n{{ ''.__class__ }}")


def test_a_template_that_is_not_there_is_named():
    with pytest.raises(TemplateProblem, match=r"_b\.md.*in templates/drafts/en/a\.md"):
        rendered('{% include "_b.md" %}')


def test_the_text_cannot_grow_past_all_measure():
    with pytest.raises(TemplateProblem, match="longer than 60,000"):
        rendered("{% for a in topics %}{% for b in topics %}" + "x" * 1000 + "{% endfor %}{% endfor %}", lists=40)


def test_nor_the_time():
    hours = iter(range(1000))
    with pytest.raises(TemplateProblem, match="longer than 2 seconds"):
        rendered("{% for a in topics %}x{% endfor %}", lists=5, clock=lambda: float(next(hours)))


def test_the_worst_that_the_language_allows_is_done_at_once():
    loops = "{% for a in topics %}{% for b in topics %}{% if a == b and b == a %}{% endif %}{% endfor %}{% endfor %}" * 10
    started = time.monotonic()
    rendered(loops, lists=40)
    assert time.monotonic() - started < 1.5


def test_a_language_file_can_be_no_harm_either():
    with pytest.raises(TemplateProblem, match="larger than"):
        read_language("en", "language.toml", "a = '" + "x" * 100_000 + "'")
    with pytest.raises(TemplateProblem, match="no TOML"):
        read_language("en", "language.toml", "a = " + "[" * 20_000)
    with pytest.raises(TemplateProblem, match="`weekday` is not one line of text"):
        read_language("en", "language.toml", "weekday = 3")


def test_what_stands_in_a_note_is_text_and_never_a_template(rich, written):
    strange = replace(rich, went_well=("Said {{ me.name }} {% for a in topics %} {# nothing #}",))
    assert "{{ me.name }} {% for a in topics %} {# nothing #}" in written(strange, "thank-you.md").text


def test_the_braces_of_a_date_reach_no_attribute(language):
    assert language("en").dated("{day.__class__} {month}", date(2026, 11, 17)) == "{day.__class__} November"


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ topics }}", "moving the order ledger without a day of downtime"),
        ("{{ topics|sentence }}", "Moving the order ledger without a day of downtime."),
        ("{{ company|listed }}", "Acme"),
        ("{{ company|few }}", "Acme"),
        ("{{ count|quoted }}", "“2”"),
        ("{{ pick() }}x", "x"),
        ("{{ round|sentence }}", "1."),
    ],
)
def test_what_is_used_where_it_does_not_belong_is_still_text(template, text, rich, written):
    assert written(rich, "mine.md", own={"mine.md": template}).text == text


@pytest.mark.parametrize("template", ["{{ topics[9] }}", "{{ company < 3 }}", "{% if 3 in company %}{% endif %}"])
def test_what_fails_on_the_way_is_named_by_its_line(template, rich, written):
    with pytest.raises(TemplateProblem, match=r"^templates/drafts/en/mine\.md:3: "):
        written(rich, "mine.md", own={"mine.md": f"Dear\n\n{template}\n"})
