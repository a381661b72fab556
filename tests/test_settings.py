"""Settings survive what people and programs do to files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ksa_tui.settings import Settings, load_settings, save_settings


def test_what_is_saved_is_read(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.json"
    chosen = Settings(language="en", theme="ksa-mörk", facilitator="Åsa Öberg")
    save_settings(chosen, file)
    assert load_settings(file) == chosen
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', "\x00", "null"])
def test_a_damaged_file_means_the_defaults_and_is_put_aside(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content, encoding="utf-8")
    found = load_settings(file)
    assert found == Settings()
    assert found.problem is not None
    assert str(file) in str(found.problem)
    assert load_settings(file).problem is None, "said once"


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()


def test_values_of_the_wrong_kind_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"language": 7, "theme": "ksa-ljus"}), encoding="utf-8")
    assert load_settings(file) == Settings(theme="ksa-ljus")


def test_keys_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"language": "sv", "novelty": [1]}), encoding="utf-8")
    save_settings(Settings(language="en"), file)
    assert json.loads(file.read_text(encoding="utf-8"))["novelty"] == [1]
