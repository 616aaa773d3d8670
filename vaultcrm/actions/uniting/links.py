"""Links that meant one contact, pointed at another; and lists in which the same person would then stand twice.

In: the vault, whom links meant and whom they are to mean. Out: for each note its new text. Nothing is written here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.errors import EditRefused
from vaultcrm.model import Contact, Ref, Source
from vaultcrm.notes.drafts import FOLDER
from vaultcrm.notes.edit import read_key, set_key
from vaultcrm.notes.ids import stem_of
from vaultcrm.notes.links import find_links, paths_of, plain
from vaultcrm.notes.relinking import links_of, relink

from ..renaming import PEOPLE, Changed, as_it_stands

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

_UID = re.compile(r"\b[a-z2-7]{52}\b")
_LISTS = ("interviewers", "references")


@dataclass(frozen=True, slots=True)
class Turn:
    """Links to ``gone`` are to lead to ``kept``; ``rivals`` are names that files of another kind have too.

    ``uids`` are the identities of touch-points that are others afterwards; drafts name them.
    """

    vault: NoteVault
    kept: Contact
    gone: Contact
    rivals: frozenset[str]
    target: str
    uids: Mapping[str, str]

    @staticmethod
    def of(vault: NoteVault, kept: Contact, gone: Contact, paths: list[str], uids: Mapping[str, str]) -> Turn:
        """The turn, with the shortest link that means ``kept`` and nobody else once ``gone`` is gone."""
        people = {contact.source.path for contact in vault.contacts}
        rivals = frozenset(plain(stem_of(path)) for path in paths if path not in people)
        short = set(paths_of(vault.contacts.names, Ref(kept.stem, source=Source("")))) <= {kept.source.path, gone.source.path}
        clear = short and plain(kept.stem) not in rivals
        return Turn(vault, kept, gone, rivals, kept.stem if clear else kept.source.path.rsplit(".", 1)[0], uids)

    def text(self, path: str, text: str) -> str:
        """The note at ``path`` with its links turned. Raises ``EditRefused``."""
        if path.startswith(f"{FOLDER}/"):
            text = _UID.sub(lambda found: self.uids.get(found[0], found[0]), text)
        if "[[" not in text:
            return text
        new = relink(text, partial(self._target, path))
        return self._each_once(new) if new != text else text

    def changed(self, path: str) -> Changed:
        """The same from the disk, with the number of links that are other ones. Raises ``EditRefused`` with the path."""
        snapshot = as_it_stands(self.vault, path)
        try:
            text = self.text(path, snapshot.text)
            if text != snapshot.text and snapshot.text.encode("utf-8") != snapshot.data:
                raise EditRefused("the file is not UTF-8", "save it as UTF-8 in your editor first")
        except EditRefused as refusal:
            raise EditRefused(f"{path}: {refusal.message}; nothing was written", refusal.remedy) from refusal
        before, after = links_of(snapshot.text), links_of(text)
        same = sum(one in after for one in before)
        return Changed(path, snapshot, text, len(before) - same)

    def _target(self, path: str, key: str, target: str) -> str | None:
        if self._meant(path, target) != (self.gone.source.path,):
            return None
        return None if plain(target) in self.rivals and key not in PEOPLE else self.target

    def _meant(self, path: str, target: str) -> tuple[str, ...]:
        return paths_of(self.vault.contacts.names, Ref(target, source=Source(path)))

    def _each_once(self, text: str) -> str:
        """Lists of people in which one stood under both names."""
        words = self.vault.settings.fields
        for key in _LISTS:
            also = tuple(theirs for kind in words.values() for theirs, ours in kind.items() if ours == key)
            items = read_key(text, key, also)
            if not isinstance(items, list):
                continue
            theirs = [number for number, item in enumerate(items) if self.means_kept(item)]
            once = [item for number, item in enumerate(items) if number not in theirs[1:]]
            text = set_key(text, key, once, also) if len(once) < len(items) else text
        return text

    def means_kept(self, item: str) -> bool:
        """Whether a link or a name means the one who is kept, by whichever note."""
        refs = find_links(item, Source(""))
        meant = self._meant("", refs[0].target if len(refs) == 1 else item)
        return bool(meant) and set(meant) <= {self.kept.source.path, self.gone.source.path}
