"""The fonts of the house: the office's own first, then what the machine has; without Han no paper at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from yixian.web.ui.paper.glyphs import has_glyph
from yixian.words import Lang, say

if TYPE_CHECKING:
    from collections.abc import Iterable

# A family counts as Chinese when it draws all of these; fonts for Latin with a few signs do not.
SAMPLE = "一线值班卡点，★"

# Parts of family names, most wanted first. GB/T 9704-2012 asks for 仿宋, 小标宋, 黑体 and 楷体.
BODY = ("fangsong", "仿宋", "noto serif cjk sc", "source han serif sc", "songti", "simsun", "宋")
TITLE = ("xiaobiaosong", "小标宋", "noto serif cjk sc", "source han serif sc", "songti", "simsun", "宋")
BLACK = ("simhei", "黑体", "noto sans cjk sc", "source han sans sc", "yahei", "pingfang", "heiti")
KAI = ("kaiti", "楷")
SCREEN = ("noto sans cjk sc", "source han sans sc", "yahei", "pingfang", "heiti", "simhei", "黑体")


class FontsMissing(Exception):
    """No Chinese font was found; paper with empty boxes for names is worse than none."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__(self.say("en"))
        self.folder = folder

    def say(self, lang: Lang) -> str:
        """Return what is missing and what helps."""
        return say("yixian.web.ui.paper", "fonts_missing", {}, lang)


@dataclass(frozen=True)
class _Face:
    path: str
    index: int
    family: str


@dataclass(frozen=True)
class Fonts:
    """Loaded fonts and the family chosen for each use, with the machine's other Chinese ones behind it."""

    loaded: typst.Fonts
    faces: tuple[tuple[str, int], ...]  # file and face index
    body: tuple[str, ...]
    title: tuple[str, ...]
    black: tuple[str, ...]
    kai: tuple[str, ...]
    screen: tuple[str, ...]

    def families(self) -> dict[str, tuple[str, ...]]:
        """Return the families by use, as the templates name them."""
        uses = ("body", "title", "black", "kai", "screen")
        return {use: getattr(self, use) for use in uses}

    @property
    def kai_weight(self) -> str:
        """Return bold where the machine has no 楷体, so that its headings still stand out from the body."""
        return "regular" if any(part in self.kai[0].lower() for part in KAI) else "bold"

    def lacking(self, chars: Iterable[str]) -> set[str]:
        """Return the characters that no loaded font can draw."""
        return {char for char in chars if not any(has_glyph(*face, char) for face in self.faces)}


@cache
def fonts(folder: Path | None = None, *, with_system: bool = True) -> Fonts:
    """Load the fonts once per process.

    Parameters
    ----------
    folder
        The office's own fonts; they win over the machine's where their name tells their use.
    with_system
        Whether the machine's fonts are taken as well.

    Raises
    ------
    FontsMissing
        If no font draws Chinese.
    """
    loaded = typst.Fonts(
        include_system_fonts=with_system,
        include_embedded_fonts=False,
        font_paths=[folder] if folder else [],
    )
    faces = [_Face(face.path, face.index, face.family) for face in loaded.fonts() if face.path]
    chinese = [face for face in faces if all(has_glyph(face.path, face.index, char) for char in SAMPLE)]
    # The office's folder first, so that its 仿宋 wins over one of the machine.
    chinese.sort(key=lambda face: not (folder and Path(face.path).is_relative_to(folder)))
    families = tuple(dict.fromkeys(face.family for face in chinese))
    if not families:
        raise FontsMissing(folder)
    return Fonts(
        loaded=loaded,
        faces=tuple((face.path, face.index) for face in faces),
        body=_chosen(BODY, families),
        title=_chosen(TITLE, families),
        black=_chosen(BLACK, families),
        kai=_chosen(KAI + BODY, families),
        screen=_chosen(SCREEN, families),
    )


def _chosen(wanted: tuple[str, ...], families: tuple[str, ...]) -> tuple[str, ...]:
    """Return the wanted families in order, then one that is there in any case."""
    found = [name for part in wanted for name in families if part in name.lower()]
    return tuple(dict.fromkeys(found)) or families[:1]
