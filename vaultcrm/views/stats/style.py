"""How the page looks: two palettes, of which the reader's screen chooses, and the rules. All text has a contrast above 4.5."""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "ground": "#fcfcfb", "paper": "#ffffff", "ink": "#1d2430", "soft": "#4d5966", "link": "#1a5c85", "line": "#d5dbe1",
    "full": "#1f6f9c", "fresh": "#8a6a1f", "rest": "#8a949e", "talk": "#2c7a45", "track": "#eef1f4",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "ground": "#14181d", "paper": "#1b2127", "ink": "#e9edf1", "soft": "#b2bdc8", "link": "#8cc7ec", "line": "#3a444f",
    "full": "#5fb0de", "fresh": "#d9b45b", "rest": "#77828d", "talk": "#6cbd86", "track": "#28303a",
}  # fmt: skip
_RULES = """
* { box-sizing: border-box; }
html { color-scheme: light dark; background: var(--ground); color: var(--ink); }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0.5rem 0; } h2 { font-size: 1.15rem; line-height: 1.3; margin: 0 0 0.25rem; }
p { margin: 0 0 0.75rem; } header p { font-size: 1.05rem; max-width: 45rem; } .told, footer { color: var(--soft); }
a { color: var(--link); }
nav ul { list-style: none; padding: 0; margin: 0 0 1rem; display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
nav a { display: inline-block; padding: 0.25rem 0; }
.skip { position: absolute; left: -100vw; } .skip:focus { position: static; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
main { columns: 2 22rem; column-gap: 1rem; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 0.5rem; padding: 1rem; }
section { display: inline-block; width: 100%; margin: 0 0 1rem; break-inside: avoid; }
figure { margin: 0; }
svg { display: block; width: 100%; max-width: 32rem; height: auto; margin: 0.75rem 0 0.5rem; overflow: visible; }
svg text { fill: var(--ink); font-size: 13px; }
svg .more { fill: var(--soft); font-size: 12.5px; } svg .label { font-weight: 600; }
svg .full { fill: var(--full); } svg .fresh { fill: var(--fresh); } svg .rest { fill: var(--rest); }
svg .talk { fill: var(--talk); }
svg .track { fill: var(--track); } svg .hollow { fill: none; stroke: var(--rest); stroke-width: 2; }
svg .floor { stroke: var(--rest); stroke-width: 1; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0 0 0.5rem; padding: 0; font-size: 0.875rem; }
.legend svg { display: inline-block; width: 0.75rem; height: 0.75rem; margin: 0 0.35rem 0 0; }
summary { cursor: pointer; color: var(--link); padding: 0.25rem 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; } caption { text-align: left; color: var(--soft); }
th, td { text-align: left; padding: 0.25rem 0.5rem 0.25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; overflow-wrap: anywhere; } footer { margin-top: 1rem; font-size: 0.875rem; }
@page { margin: 12mm; }
"""
_PRINT = """
  html { background: none; } body { max-width: none; padding: 0; font-size: 9pt; } nav, .skip, details { display: none; }
  main { columns: 2; column-gap: 8mm; } section { margin: 0 0 4mm; padding: 2mm 3mm; }
  h1 { font-size: 15pt; } h2 { font-size: 11pt; } header p { font-size: 10pt; } .told { margin: 0; } svg { max-width: 76mm; }
  svg * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
"""


def style() -> str:
    """The style sheet: light, dark where the screen is, light again on paper."""
    light = f":root {{ {_variables(LIGHT)} }}\n"
    dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}\n"
    return f"\n{light}{dark}{_RULES}@media print {{\n  {light}{_PRINT}}}\n"


def _variables(palette: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {color};" for name, color in palette.items())
