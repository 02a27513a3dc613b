"""QR codes as SVG: the same square on a page of the web and on paper."""

from __future__ import annotations

from html import escape
from itertools import groupby

import segno

QUIET_MODULES = 4  # ISO/IEC 18004: a reader needs four light modules around the square.


def svg(text: str, *, title: str | None = None, quiet_modules: int = QUIET_MODULES) -> str:
    """Return a QR code as an ``<svg>`` element that may stand inline in HTML.

    It carries no style, script or id, so it passes a strict content security policy; its size is left to a
    class or attribute of the parent. Dark on light in every theme, because many readers refuse the reverse.

    Parameters
    ----------
    text
        What the reader gets, usually an address.
    title
        Name for screen readers; the text itself if not given.
    quiet_modules
        Light margin in modules; less than four only where the paper around is blank.

    Raises
    ------
    ValueError
        If the text is empty or longer than a QR code can hold (about 2,300 letters).
    """
    rows = matrix(text)
    side = len(rows) + 2 * quiet_modules
    name = escape(title or text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img"'
        f' shape-rendering="crispEdges"><title>{name}</title>'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path fill="#000" d="{_outline(rows, quiet_modules)}"/></svg>'
    )


def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of a QR code row by row, True is dark; the quiet zone is not part of it."""
    if not text:
        raise ValueError("QR code: expected some text, got an empty one")
    # Level M bears 15 % of dirt and tape; it is raised by itself where the square stays the same size.
    code = segno.make(text, error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def _outline(rows: tuple[tuple[bool, ...], ...], offset: int) -> str:
    path = []
    for y, row in enumerate(rows, start=offset):
        x = offset
        for is_dark, run in groupby(row):
            n_modules = len(tuple(run))
            if is_dark:
                path.append(f"M{x} {y}h{n_modules}v1h-{n_modules}z")
            x += n_modules
    return "".join(path)
