"""The files by which the feeds are kept fresh from login on."""

from __future__ import annotations

import plistlib

import pytest


def test_a_unit_for_systemd(run, vault):
    result = run("watch", "--poll", "--service", "systemd")
    assert result.exit_code == 0
    (command,) = (line for line in result.stdout.splitlines() if line.startswith("ExecStart="))
    assert command.endswith(f'vaultcrm" "--vault" "{vault}" "watch" "--poll"')
    assert "StandardOutput=null" in result.stdout
    assert "systemctl --user enable --now vaultcrm-watch" in result.stderr


def test_odd_letters_in_a_folder_mean_nothing_to_systemd(run, vault):
    odd = vault.with_name('my "50 %" $HOME')
    vault.rename(odd)
    result = run("--vault", str(odd), "watch", "--service", "systemd")
    assert 'my \\"50 %%\\" $$HOME"' in result.stdout


def test_a_job_for_launchd(run, vault):
    job = plistlib.loads(run("serve", "--lan", "--name", "feeds.home", "--service", "launchd").stdout.encode())
    assert job["ProgramArguments"][1:] == [
        *("--vault", str(vault), "serve", "--host", "0.0.0.0", "--port", "8377", "--name", "feeds.home"),
    ]
    assert "StandardOutPath" not in job  # the addresses are the secret


@pytest.mark.parametrize("name", ["watch", "serve"])
def test_nothing_is_built_or_served(run, vault, name):
    before = sorted(vault.rglob("*"))
    assert run(name, "--service", "systemd").exit_code == 0
    assert sorted(vault.rglob("*")) == before
