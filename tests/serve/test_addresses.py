"""How feeds are called, and which names of a host are ours."""

from __future__ import annotations

import secrets
import socket

import pytest

from vaultcrm.serve import addresses
from vaultcrm.serve.qr import qr_text


@pytest.mark.parametrize(
    ("feed", "file"),
    [("follow-ups", "follow-ups.ics"), ("Für Ruth / privat", "F-r-Ruth-privat.ics"), ("予定", "feed.ics"), ("../x", "x.ics")],
)
def test_a_file_name_needs_no_quoting(feed, file):
    assert addresses.file_name(feed) == file


def test_addresses_on_hosts_of_each_kind():
    path = addresses.feed_path("t0ken", "follow-ups")
    assert addresses.local_url("127.0.0.1", 8377, path) == "http://127.0.0.1:8377/t0ken/follow-ups.ics"
    assert addresses.local_url("::1", 8377, path) == "http://[::1]:8377/t0ken/follow-ups.ics"
    assert addresses.webcal("https://feeds.example.com/x.ics") == "webcal://feeds.example.com/x.ics"


def test_on_loopback_only_its_own_names_are_known():
    known = addresses.known_names("127.0.0.1", ())
    assert all(map(known, ("localhost", "127.0.0.1", "::1")))
    assert not any(map(known, ("10.0.0.7", "laptop.local", "evil.example", "")))


def test_on_the_network_its_names_and_private_addresses_are_known(monkeypatch):
    monkeypatch.setattr(socket, "gethostname", lambda: "Laptop.home.example")
    known = addresses.known_names("0.0.0.0", ("Feeds.example.com",))
    assert all(map(known, ("laptop", "laptop.local", "10.0.0.7", "192.168.1.5", "localhost", "feeds.example.com")))
    assert not any(map(known, ("evil.example", "8.8.8.8", "laptop.evil.example", "")))


def test_one_address_is_known_by_itself():
    known = addresses.known_names("192.168.1.5", ())
    assert known("192.168.1.5")
    assert not known("192.168.1.6")


@pytest.mark.parametrize(("host", "near"), [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("0.0.0.0", False)])
def test_what_only_this_computer_reaches(host, near):
    assert addresses.is_loopback(host) is near


def test_a_token_is_a_secret():
    assert all(addresses.has_secret(f"https://example.com/{secrets.token_urlsafe(24)}/x.ics") for _ in range(2000))
    assert addresses.has_secret("https://example.com/feeds/2f1c9a0b77de4c5f8a90b1c2d3e4f506.ics")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/follow-ups.ics",
        "https://someone.github.io/my-very-long-job-search-calendar/follow-ups.ics",
        "https://example.com/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1/x.ics",
        "https://2f1c9a0b77de4c5f8a90b1c2d3e4f506.example.com/x.ics",
        "https://example.com/calendars/2026-11-18-to-2027-11-18",
        "",
    ],
)
def test_words_are_no_secret(url):
    assert not addresses.has_secret(url)


def test_a_code_is_square_to_the_eye():
    rows = qr_text("webcal://127.0.0.1:8377/t0ken/follow-ups.ics").splitlines()
    assert len(set(map(len, rows))) == 1
    assert abs(len(rows[0]) - 2 * len(rows)) <= 2
    assert set("".join(rows)) <= set(" █▀▄")
