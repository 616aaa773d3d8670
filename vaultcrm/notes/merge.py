"""Three versions of a note as one: what git asks of a merge driver, without git.

In: the note as it was, ours and theirs, and how git itself merges plain text. Out: ``Merged``. Logs and the inbox are joined,
front matter is merged key by key, prose is left to ``merge_text``; a conflict stands only where both changed the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass

from vaultcrm.errors import EditRefused

from .checklist import Parted, joined, parted
from .conflict import first_mark
from .fence import split_note
from .ids import stem_of
from .merge_front import merge_fronts
from .merge_log import merge_logs
from .merge_sides import Merged, MergeText, form_of, in_form, merged_form, picked, three_way, three_way_loose, without_form
from .sections import log_sections, sections, without_code

__all__ = ["MergeText", "Merged", "merge_notes"]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A note in pieces: front matter with its fences, prose, the log's heading, the log, prose again."""

    front: str
    before: str = ""
    heading: str = ""
    log: str = ""
    after: str = ""


def merge_notes(base: str, ours: str, theirs: str, merge_text: MergeText, path: str = "") -> Merged:
    """Merge ``ours`` and ``theirs``, both made from ``base`` (empty where both sides made the note at ``path``).

    ``merge_text`` merges plain text and marks conflicts. Raises ``EditRefused`` where the pieces cannot be put together safely;
    then plain text is all that the note can be merged as.
    """
    if ours == theirs or base in (ours, theirs):
        return three_way(merge_text, base, ours, theirs)
    if any(first_mark(text) is not None for text in (base, ours, theirs)):
        raise EditRefused("the marks of an earlier conflict stand in it")
    lists = [parted(text) for text in (base, ours, theirs)]
    if lists[1] and lists[2]:
        return _with_list(merge_text, lists[0] or Parted(base, (), ""), lists[1], lists[2])
    forms = [form_of(text) for text in (base, ours, theirs)]
    mixed = not all(form.ending for form in forms)
    cut = _cut_inbox if stem_of(path).casefold() == "inbox" else _cut
    cuts = [cut(without_form(text, mixed)) for text in (base, ours, theirs)]
    front = _front(merge_text, *(cut.front for cut in cuts))
    body = _body(merge_text, *cuts)
    form = merged_form(*forms) if base else forms[1]
    return Merged(in_form(front.text + body.text, form), front.conflicted or body.conflicted)


def _with_list(merge_text: MergeText, base: Parted, ours: Parted, theirs: Parted) -> Merged:
    """A checklist, which the next command writes anew: no conflict is worth it, and a tick of either side is kept."""
    before = three_way(merge_text, base.before, ours.before, theirs.before)
    after = three_way(merge_text, base.after, ours.after, theirs.after)
    text = "".join((before.text, *joined(ours.lines, theirs.lines), after.text))
    return Merged(text, before.conflicted or after.conflicted)


def _cut(text: str) -> _Cut:
    fenced = split_note(text)
    front = fenced.head + fenced.block + fenced.close
    found = log_sections(sections(without_code(fenced.body)))
    if len(found) > 1:
        raise EditRefused("it has several logs")
    if not found:
        return _Cut(front, fenced.body)
    body, log = fenced.body, found[0]
    start, behind = body.rfind("\n", 0, log.start) + 1, body.find("\n", log.start) + 1
    return _Cut(front, body[:start], body[start:behind], body[behind : log.end], body[log.end :])


def _cut_inbox(text: str) -> _Cut:
    """The inbox is a list from its heading to its end, and both sides append to it: it is joined as a log is."""
    fenced = split_note(text)
    return _Cut(fenced.head + fenced.block + fenced.close, log=fenced.body)


def _front(merge_text: MergeText, base: str, ours: str, theirs: str) -> Merged:
    """Key by key where both sides have front matter that can be read, else line by line."""

    def by_keys(base: str, ours: str, theirs: str) -> Merged:
        try:
            return merge_fronts(merge_text, base, ours, theirs)
        except EditRefused:
            return merge_text(base, ours, theirs)

    return three_way(by_keys if ours and theirs else merge_text, base, ours, theirs)


def _body(merge_text: MergeText, base: _Cut, ours: _Cut, theirs: _Cut) -> Merged:
    before = three_way_loose(merge_text, base.before, ours.before, theirs.before)
    after = three_way_loose(merge_text, base.after, ours.after, theirs.after)
    log = merge_logs(merge_text, base.log, ours.log, theirs.log)
    heading = picked(base.heading, ours.heading, theirs.heading)
    if log.text.strip():
        heading = heading or ours.heading or theirs.heading
    parts = (before, Merged(heading), log, after)
    return Merged("".join(part.text for part in parts), any(part.conflicted for part in parts))
