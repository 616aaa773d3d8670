"""Log lines in the words of the format: ``E-mailed`` becomes ``email``, and nothing else of the line changes.

In: a note's text. Out: the new one. Only words that are known are touched, never the user's own, and each line must read the
same afterwards.
"""

from __future__ import annotations

import re

from vaultcrm.errors import EditRefused
from vaultcrm.model import Settings, Source

from .edit.lines import line_end, splice
from .edit.log_line import without_source
from .edit.log_places import Place, log_places
from .log import LogWords, log_words, read_line
from .verbs import folded

_TICK = re.compile(r"\[.\][ \t]+")
# Words of the format that say more than the verb which they are read as.
_AS_IT_IS = frozenset({"replied", "no-reply"})


def normalized(text: str, settings: Settings) -> str:
    """The note with every verb of its logs spelled as the format has it. Raises ``EditRefused`` where one would read anew."""
    words = log_words(settings)
    own = {folded(word) for word in settings.verbs} | _AS_IT_IS
    places = log_places(text, words)
    new = text
    for place in reversed(places):
        new = _spelled(new, place, words, own)
    after = log_places(new, words)
    if [without_source(place.line) for place in after] != [without_source(place.line) for place in places]:
        raise EditRefused("the log would read as something else", "mend it by hand")
    return new


def _spelled(text: str, place: Place, words: LogWords, own: set[str] | frozenset[str]) -> str:
    start = place.start + len(place.mark)
    tick = _TICK.match(text, start)
    start = tick.end() if tick else start
    said = text[start : line_end(text, start)].rstrip()
    match = words.line.match(said)
    verb = words.verbs.get(folded(match["verb"])) if match and match["verb"] else None
    if match is None or verb is None or folded(match["verb"]) in own or match["verb"] == verb:
        return text
    new = said[: match.start("verb")] + verb + said[match.end("verb") :]
    before, after = (read_line(Source(""), line, words)[0] for line in (said, new))
    return splice(text, start, start + len(said), new) if before == after else text
