"""Pictures of pages, as the reader's system asks for them."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from docs.generate import screenshots

_PAGE = "<!doctype html><style>p { width: 9em } @media (prefers-color-scheme: dark) { p { width: 4em } }</style><p>Port of Varn"


@pytest.mark.skipif(not any(map(shutil.which, screenshots.BROWSERS)), reason="no picture can be taken without Chromium")
def test_a_picture_is_light_or_dark(tmp_path: Path) -> None:
    """A PNG of the size of the window, of the page as it looks in that scheme."""
    page, pictures = tmp_path / "page.html", [tmp_path / f"{scheme}.png" for scheme in ("light", "dark")]
    page.write_text(_PAGE, encoding="utf-8")
    for picture in pictures:
        screenshots.take(page, picture, picture.stem)
    light, dark = (picture.read_bytes() for picture in pictures)

    assert [struct.unpack(">8x8xII", one[:24]) for one in (light, dark)] == [screenshots.SIZE] * 2
    assert light != dark


def test_without_a_browser_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And names those that would do."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(FileNotFoundError, match=r"^none of chromium, chromium-browser, google-chrome is installed$"):
        screenshots.take(tmp_path / "page.html", tmp_path / "picture.png", "light")
