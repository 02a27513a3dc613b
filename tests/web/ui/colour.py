"""Contrast (WCAG 2.2) and distance of colours (CIE Lab, 1976) under simulated colour blindness.

The matrices are those of Machado, Oliveira and Fernandes (2009) for full severity, on linear RGB.
"""

from __future__ import annotations

BLIND = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)

Triple = tuple[float, ...]


def linear(colour: str) -> Triple:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def contrast(ink: str, ground: str) -> float:
    light, dark = sorted((times(TO_XYZ, linear(colour))[1] for colour in (ink, ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: Triple) -> Triple:
    ratios = [max(0.0, value) / white for value, white in zip(times(TO_XYZ, rgb), WHITE, strict=True)]
    x, y, z = (r ** (1 / 3) if r > 0.008856 else 7.787 * r + 16 / 116 for r in ratios)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def apart(one: str, other: str, kind: str) -> float:
    """Distance of two colours as an eye of that kind sees them."""
    seen = []
    for colour in (one, other):
        rgb = times(BLIND[kind], linear(colour))
        seen.append(lab(tuple(min(1.0, max(0.0, c)) for c in rgb)))
    return float(sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5)
