"""Words: every sentence has its Chinese, complete and with the same named parameters."""

from __future__ import annotations

import io
import re
import subprocess
import sys

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from volunteer_app.kit.pages import ROOT

CATALOGUE = ROOT / "volunteer_app" / "translations" / "zh_Hans_CN" / "LC_MESSAGES" / "messages.po"
PARAMETERS = re.compile(r"%\(\w+\)[sd]")
#: sentences that read the same in both languages: names and bare figures
SAME = re.compile(r"^[\W\d_]*(%\(\w+\)[sd][\W\d_]*)*$|^(Red Vest|English|XLSX|CSV|PDF|URL)$")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Collect every sentence of code and templates."""
    target = tmp_path_factory.mktemp("words") / "messages.pot"
    subprocess.run(
        [
            sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "pyproject.toml",
            "-k", "_l", "-k", "ngettext:1,2", "--no-location", "-o", str(target), ".",
        ],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return read_po(io.BytesIO(target.read_bytes()))


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    """Read the Chinese catalogue."""
    return read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="zh_Hans_CN")


def key(message: Message) -> str:
    """Give a message's English sentence, the singular where it has two."""
    return message.id[0] if isinstance(message.id, list | tuple) else message.id


def said(message: Message) -> str:
    """Give a message's Chinese."""
    return message.string[0] if isinstance(message.string, list | tuple) else message.string


def test_every_sentence_is_translated(extracted, chinese):
    known = {key(message): said(message) for message in chinese if message.id}
    missing = [key(m) for m in extracted if m.id and not known.get(key(m))]
    assert missing == []


def test_the_catalogue_keeps_its_head():
    """Without one it is a guess as a whole: nothing is compiled, and every page speaks English."""
    head = read_po(io.BytesIO(CATALOGUE.read_bytes()))
    assert not head.fuzzy
    assert str(head.locale) == "zh_Hans_CN"


def test_no_translation_is_a_guess_or_left_over(extracted, chinese):
    wanted = {key(message) for message in extracted if message.id}
    assert [key(m) for m in chinese if m.fuzzy and m.id] == []
    assert [key(m) for m in chinese if m.id and key(m) not in wanted] == []


def test_parameters_are_the_same_in_both_languages(chinese):
    wrong = {}
    for message in chinese:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, list | tuple) else [message.id]
        allowed = set().union(*(PARAMETERS.findall(text) for text in ids))
        if not set(PARAMETERS.findall(said(message))) <= allowed:
            wrong[key(message)] = said(message)
    assert wrong == {}


def test_chinese_is_chinese(chinese):
    english = [
        key(m)
        for m in chinese
        if m.id and not SAME.match(key(m)) and not re.search(r"[\u4e00-\u9fff]", said(m))
    ]
    assert english == []


def test_one_thing_is_said_with_one_word(chinese):
    """The last column of docs/words.md lists what is said nowhere."""
    lines = (ROOT / "docs" / "words.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line.startswith("|")][2:]
    unsaid = [word for row in rows for word in row[4].strip().split("、") if word]
    assert len(unsaid) > 10
    found = [(word, said(m)) for word in unsaid for m in chinese if m.id and word in said(m)]
    assert found == []
