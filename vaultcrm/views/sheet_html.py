"""A sheet as a page that stands by itself: for a phone's screen, a desk's, and one sheet of paper (A4 or Letter).

No script, nothing from elsewhere; whatever the notes say is text, and never markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from .days import full_day, long_day
from .linked import linked, reached
from .markup import whole_page
from .rows import window_note
from .sheet import Entry, Fact, Part, Sheet
from .spans import clean
from .wording import BY_DAY, GAPS, VIA, readable

# Contrasts of text on ground are 7:1 and more, in the light and in the dark.
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1f; --soft: #4c4c55; --line: #d5d5dc; --ground: #ffffff; --mark: #7a2e00; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf1; --soft: #b9b9c6; --line: #43434f; --ground: #17171c; --mark: #ffb68a; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.25rem; max-width: 46rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.2; }
h2 { margin: 1.4rem 0 .4rem; font-size: 1.05rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
p { margin: .2rem 0 1rem; color: var(--soft); }
dl { display: grid; grid-template-columns: 8.6rem 1fr; gap: .35rem .8rem; margin: 0; }
h1 + dl { margin-top: 1rem; }
dt { color: var(--soft); }
dd { margin: 0; }
a { color: inherit; text-decoration-color: var(--soft); text-underline-offset: .15em; }
dd p { margin: 0; color: inherit; }
ul { list-style: none; margin: 0; padding: 0; }
li { display: grid; grid-template-columns: 8.6rem 1fr; gap: .8rem; padding: .22rem 0; break-inside: avoid; }
.plain li { grid-template-columns: 1fr; }
time { white-space: nowrap; }
time, code, .soft { color: var(--soft); }
.missing, .now, .late { color: var(--mark); }
.box { display: inline-block; width: .8em; height: .8em; margin-right: .5em;
  border: 1.5px solid var(--soft); border-radius: 2px; }
footer { margin-top: 1.4rem; color: var(--soft); font-size: .85rem; }
@media (max-width: 30rem) {
  dl { grid-template-columns: 1fr; gap: 0; }
  dt { margin-top: .5rem; }
  li { grid-template-columns: 1fr; gap: 0; padding: .35rem 0; }
}
@page { margin: 14mm 15mm; }
@media print {
  :root { --ink: #000000; --soft: #3a3a3a; --line: #999999; --ground: #ffffff; --mark: #000000; }
  body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.3; }
  h1 { font-size: 16pt; }
  h2 { margin: 8pt 0 3pt; font-size: 11pt; break-after: avoid; }
  li { padding: 1pt 0; }
  dl { gap: 2pt 8pt; }
}
"""


def sheet_html(sheet: Sheet, today: date, more: str = "") -> str:
    """The page; ``more`` tells what was left out."""
    body = [f"<h1>{_text(sheet.title)}</h1>", f"<p>{_text(sheet.about)}</p>" if sheet.about else ""]
    body += ["<dl>", *(_fact(fact) for fact in sheet.facts), "</dl>", *(_part(part, today) for part in sheet.parts)]
    body.append(f"<footer>{_text(_footer(sheet, today, more))}</footer>")
    return whole_page(sheet.title, _STYLE, "<main>\n" + "\n".join(filter(None, body)) + "\n</main>")


def _footer(sheet: Sheet, today: date, more: str) -> str:
    told = f"{more} left out. " if more else ""
    return f"{told[:1].upper()}{told[1:]}As of {long_day(today)}" + (f", from {sheet.path}" if sheet.path else "")


def _fact(fact: Fact) -> str:
    kind = f' class="{fact.style}"' if fact.style != "plain" else ""
    told = reached if fact.label == "reach" else linked
    return f"<dt>{_text(fact.label)}</dt><dd{kind}>{''.join(f'<p>{told(text)}</p>' for text in fact.texts)}</dd>"


def _part(part: Part, today: date) -> str:
    dated = part.touchpoints or any(entry.day for entry in part.entries)
    kind = "" if dated else ' class="plain"'
    return f"<h2>{_text(part.title)}</h2>\n<ul{kind}>\n{''.join(_members(part, today, bool(dated)))}</ul>"


def _members(part: Part, today: date, dated: bool) -> Iterator[str]:
    for t in part.touchpoints:
        late = "late" if t.state == "overdue" and t.step not in BY_DAY else "soft"
        gaps = (f"no {GAPS.get(gap, gap)}" for gap in t.missing)
        notes = ", ".join(filter(None, (VIA.get(t.via or "", ""), *gaps, window_note(t, today))))
        box = '<span class="box" role="img" aria-label="to do"></span>'
        told = f'{box}{_text(readable(t.title))} <span class="{late}">{_text(notes)}</span> <code>{_text(t.key)}</code>'
        yield f"<li>{_day(t.planned)}<span>{told}</span></li>\n"
    yield from (_entry(entry, dated) for entry in part.entries)


def _entry(entry: Entry, dated: bool) -> str:
    day = _day(entry.day) if entry.day else "<span></span>" if dated else ""
    return f"<li>{day}<span>{linked(entry.text)}</span></li>\n"


def _day(day: date) -> str:
    return f'<time datetime="{day}">{full_day(day)}</time>'


def _text(text: str) -> str:
    return escape(clean(text))
