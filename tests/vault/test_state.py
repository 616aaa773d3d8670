"""What is kept on this machine beside a vault: tokens and trust."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from vaultcrm.errors import WrongUsage
from vaultcrm.vault.state import is_trusted, new_token, state_folder, state_home, token_of, trust


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("VAULTCRM_STATE", str(tmp_path / "state"))


def test_a_token_stays_until_it_is_replaced():
    first = token_of("k3x9", "follow-ups")
    assert token_of("k3x9", "Follow-Ups") == first
    assert len(first) >= 22  # 128 bits and more
    second = new_token("k3x9", "follow-ups")
    assert second != first
    assert token_of("k3x9", "follow-ups") == second


def test_each_feed_of_each_vault_has_its_own():
    tokens = {token_of(vault, feed) for vault in ("k3x9", "k3x8") for feed in ("follow-ups", "shared")}
    assert len(tokens) == 4


def test_commands_at_once_agree_on_one_token():
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: token_of("k3x9", "follow-ups"), range(64)))) == 1


def test_only_the_owner_may_look():
    token_of("k3x9", "follow-ups")
    trust("k3x9", "folder:/srv/www")
    new_token("k3x9", "follow-ups")
    folder = state_folder("k3x9")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_trust_is_for_the_very_value_of_the_very_vault():
    trust("k3x9", "folder:/srv/www")
    trust("k3x9", "folder:/srv/www")
    assert is_trusted("k3x9", "folder:/srv/www")
    assert not is_trusted("k3x9", "folder:/srv/www/")
    assert not is_trusted("other", "folder:/srv/www")


def test_a_strangers_value_leads_nowhere_else():
    folder = state_folder("../../outside")
    assert folder.resolve().is_relative_to(state_home().resolve())


def test_a_vault_without_a_value_has_no_place():
    with pytest.raises(WrongUsage, match="vault"):
        state_folder("")
