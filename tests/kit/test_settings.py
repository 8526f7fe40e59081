"""Settings: safe by default, and all faults named at once."""

from __future__ import annotations

import pytest

from volunteer_app.settings import Settings, SettingsMissing

KEY = "k" * 40


def test_what_is_missing_is_named_all_at_once():
    with pytest.raises(SettingsMissing, match=r"SECRET_KEY, DATABASE_URL"):
        Settings.from_environ({})


def test_what_cannot_be_is_named_all_at_once():
    wrong = {
        "SECRET_KEY": "short",
        "DATABASE_URL": "mysql://x",
        "QUEUE_URL": "amqp://x",
        "MAIL_BACKEND": "pigeon",
    }
    with pytest.raises(SettingsMissing) as said:
        Settings.from_environ(wrong)
    for name in wrong:
        assert name in str(said.value)


@pytest.mark.parametrize("name", ["MAIL_PORT", "TRUSTED_PROXIES"])
def test_what_is_no_number_is_named(name):
    known = {"SECRET_KEY": KEY, "DATABASE_URL": "sqlite:///x.db"}
    with pytest.raises(SettingsMissing, match=name):
        Settings.from_environ({**known, name: "many"})


@pytest.mark.parametrize("address", ["json://127.0.0.1:1/inside", "file:///x", "feishu"])
def test_only_chats_of_known_kinds_are_taken(address):
    known = {"SECRET_KEY": KEY, "DATABASE_URL": "sqlite:///x.db"}
    with pytest.raises(SettingsMissing, match="CHAT_URLS"):
        Settings.from_environ({**known, "CHAT_URLS": f"feishu://token {address}"})


def test_defaults_are_safe(tmp_path):
    found = Settings.from_environ(
        {"SECRET_KEY": KEY, "DATABASE_URL": "sqlite:///x.db", "DATA": str(tmp_path)}
    )
    assert found.secure_cookies
    assert not found.demo
    assert not found.testing
    assert found.trusted_proxies == 0
    assert found.queue_url == f"sqlite:///{tmp_path / 'queue.db'}"


@pytest.mark.parametrize("word", ["1", "true", "YES", "on"])
def test_yes_is_said_in_several_ways(word):
    known = {"SECRET_KEY": KEY, "DATABASE_URL": "sqlite:///x.db", "DEMO": word}
    assert Settings.from_environ(known).demo
