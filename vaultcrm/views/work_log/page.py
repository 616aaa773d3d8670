"""The record as a page to print and hand in: one file that needs nothing else, A4 or Letter, light and dark on a screen."""

from __future__ import annotations

from vaultcrm.views.markup import element, escaped, whole_page

from .forms import HEADER, cells, heading, period, title
from .weeks import Week, WorkLog

# Contrasts of text on ground are 7:1 and more, in the light and in the dark.
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1f; --soft: #4c4c55; --line: #c9c9d1; --ground: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --soft: #b9b9c6; --line: #43434f; --ground: #17171c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.25rem; max-width: 60rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 .3rem; font-size: 1.5rem; line-height: 1.2; }
h2 { margin: 1.5rem 0 .4rem; font-size: 1.05rem; }
p { margin: .2rem 0; color: var(--soft); }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 400; white-space: nowrap; }
th:nth-child(1) { width: 7em; } th:nth-child(2) { width: 10em; }
th:nth-child(5) { width: 7.5em; } th:nth-child(6) { width: 13em; }
.sign { margin-top: 3rem; max-width: 24rem; border-top: 1px solid var(--soft); display: none; }
@media (max-width: 40rem) {
  table, tbody, tr, th, td { display: block; width: auto !important; }
  thead { position: absolute; left: -100vw; }
  tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
  th, td { border: 0; padding: 0; } td:empty { display: none; } tbody th { color: var(--soft); }
}
@page { margin: 14mm 15mm; }
@media print {
  :root { --ink: #000000; --soft: #3a3a3a; --line: #999999; --ground: #ffffff; }
  body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.3; }
  h1 { font-size: 15pt; } h2 { margin: 9pt 0 3pt; font-size: 11pt; break-after: avoid; }
  tr { break-inside: avoid; } thead { display: table-header-group; }
  .sign { display: block; break-inside: avoid; }
}
"""


def work_log_page(log: WorkLog, name: str) -> str:
    """The whole file; ``name`` is whose record it is."""
    top = element("header", element("h1", escaped(title(name))) + element("p", escaped(period(log))))
    weeks = "\n".join(_week(week, log.minimum) for week in log.weeks)
    body = f"{top}\n{element('main', weeks)}\n{element('p', 'Date and signature', class_='sign')}"
    return whole_page(title(name), _STYLE, body)


def _week(week: Week, minimum: int) -> str:
    said = element("h2", escaped(heading(week, minimum)), id=week.name)
    if not week.activities:
        return element("section", said + element("p", "Nothing."), aria_labelledby=week.name)
    names = element("tr", "".join(element("th", name, scope="col") for name in HEADER))
    rows = "\n".join(_row(cells(one)) for one in week.activities)
    table = element("table", f"{element('thead', names)}\n{element('tbody', rows)}", aria_labelledby=week.name)
    return element("section", f"{said}\n{table}", aria_labelledby=week.name)


def _row(row: tuple[str, ...]) -> str:
    first = element("th", escaped(row[0]), scope="row")
    return element("tr", first + "".join(element("td", escaped(cell)) for cell in row[1:]))
