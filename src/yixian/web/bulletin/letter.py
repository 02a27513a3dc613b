"""The brief as sentences made of figures; no sentence says what no figure says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from string import Formatter

from django.utils.timezone import localtime
from django.utils.translation import override

from yixian.web.bulletin.facts import Facts
from yixian.web.figures import one_figure
from yixian.words import Lang, catalogue, say

# The sections in their order with the figures in theirs. A figure that none of them names stands at the end of the
# section of its room, or in the last: a new room is in the brief without a line here.
SECTIONS: dict[str, tuple[str, ...]] = {
    "duty": (
        *("posts", "posts_urban", "manned_now", "on_duty_now", "no_shows", "holes_ahead"),
        *("uncovered", "uncovered_planned", "readiness_overdue"),
    ),
    "teams": ("cadres", "compounds_covered", "cadres_arrived", "cadres_late", "compounds_roleless"),
    "places": ("townships", "compounds"),
    "other": (),
}
TITLES = ("manned_now", "cadres")
LANGUAGES: dict[Lang, str] = {"zh": "zh-hans", "en": "en"}
# More would fill the page; the figure opens them all.
MOST_UNITS = 100


@dataclass(frozen=True)
class Piece:
    """A stretch of a sentence; ``key`` is the figure that it is, empty for words, ``url`` opens its rows."""

    text: str
    key: str = ""
    url: str = ""


Sentence = list[Piece]


@dataclass(frozen=True)
class Section:
    """A heading with its paragraphs, each a list of sentences' pieces."""

    heading: str
    paragraphs: list[Sentence]


@dataclass(frozen=True)
class Letter:
    """One issue in one language, before it is set on paper."""

    masthead: str
    office: str
    title: list[Sentence]
    lead: Sentence
    sections: list[Section]


def write(facts: Facts, as_of: datetime, lang: Lang) -> Letter:
    """Return what the brief says of the facts of one moment."""
    county = facts["county"]
    return Letter(
        masthead=_words("masthead", lang, county=county),
        office=_words("office", lang, county=county),
        title=_title(facts, lang),
        lead=[Piece(_words("lead", lang, as_of=_moment(as_of, lang)))],
        sections=[*_sections(facts, lang), *_units(facts, lang)],
    )


def linked(letter: Letter, urls: Mapping[str, str]) -> Letter:
    """Return the letter with each figure opening its rows."""

    def link(sentences: list[Sentence]) -> list[Sentence]:
        return [[replace(piece, url=urls.get(piece.key, "")) for piece in sentence] for sentence in sentences]

    sections = [replace(section, paragraphs=link(section.paragraphs)) for section in letter.sections]
    return replace(letter, title=link(letter.title), sections=sections)


def plain(sentence: Sentence) -> str:
    """Return a sentence without its figures marked."""
    return "".join(piece.text for piece in sentence)


def _title(facts: Facts, lang: Lang) -> list[Sentence]:
    """Return one or two lines made of figures, or a plain one where none of them is offered."""
    told = [key for key in TITLES if facts["n"].get(key)]
    lines = [_pieces(f"title_{key}", key, facts, lang) for key in told]
    return lines or [[Piece(_words("title", lang, county=facts["county"]))]]


def _sections(facts: Facts, lang: Lang) -> list[Section]:
    found = [_section(name, facts, lang) for name in SECTIONS]
    return [section for section in found if section.paragraphs]


def _section(name: str, facts: Facts, lang: Lang) -> Section:
    keys = [key for key in SECTIONS[name] if key in facts["n"]]
    keys += [key for key in facts["n"] if key not in keys and _section_of(key, facts) == name]
    paragraphs = [_joined([_figure(key, facts, lang) for key in keys], lang)] if keys else []
    return Section(_words(f"section_{name}", lang), paragraphs)


def _section_of(key: str, facts: Facts) -> str:
    named = next((section for section, keys in SECTIONS.items() if key in keys), "")
    room: str = facts["rooms"].get(key, "")
    return named or (room if room in SECTIONS else "other")


def _joined(sentences: list[Sentence], lang: Lang) -> Sentence:
    """Return the sentences as one paragraph; in English a blank stands between them."""
    gap = [Piece(" ")] if lang == "en" else []
    return [piece for n, sentence in enumerate(sentences) for piece in (*(gap if n else ()), *sentence)]


def _figure(key: str, facts: Facts, lang: Lang) -> Sentence:
    """Return the sentence of a figure: its own where we have one, else its label, number and unit."""
    if f"figure_{key}" in catalogue(__package__):
        return _pieces(f"figure_{key}", key, facts, lang)
    return _pieces("figure_of" if key in facts["of"] else "figure", key, facts, lang)


def _pieces(code: str, key: str, facts: Facts, lang: Lang) -> Sentence:
    values = _values(key, facts, lang)
    pieces = []
    for literal, name, _, _ in Formatter().parse(catalogue(__package__)[code][lang]):
        pieces.append(Piece(literal))
        if name:
            pieces.append(Piece(str(values[name]), key if name in ("n", "percent") else ""))
    return [piece for piece in pieces if piece.text]


def _values(key: str, facts: Facts, lang: Lang) -> dict[str, object]:
    n, of = facts["n"][key], facts["of"].get(key, 0)
    figure = one_figure(key)
    with override(LANGUAGES[lang]):
        label, unit = (str(figure.label), str(figure.unit)) if figure else (key, "")
    return {
        "n": n,
        "of": of,
        "short": of - n,
        # Rounded down: 299.9 of 300 is not all of them.
        "percent": 100 * n // of if of else 0,
        "label": label,
        "unit": unit,
        "units": len(facts["units"]),
        "local": facts["local"],
        "county": facts["county"],
    }


def _units(facts: Facts, lang: Lang) -> list[Section]:
    """Return who sends how many, in the order of the units; it comes last because it is long."""
    if not 1 < len(facts["units"]) <= MOST_UNITS:
        return []
    items = [_words("unit", lang, name=name, n=n) for name, n in facts["units"]]
    text = _words("units", lang, items=("、" if lang == "zh" else ", ").join(items))
    return [Section(_words("section_units", lang), [[Piece(text)]])]


def _moment(at: datetime, lang: Lang) -> str:
    here = localtime(at)
    return (
        f"{here.year}年{here.month}月{here.day}日{here:%H}时{here:%M}分"
        if lang == "zh"
        else f"{here:%H:%M on %d %B %Y}"
    )


def _words(code: str, lang: Lang, **params: object) -> str:
    return say(__package__, code, params, lang)
