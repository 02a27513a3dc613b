"""``yixian roads site`` and its checker: where stations should stand, which entrances stay open."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from yixian.cli import files
from yixian.cli.options import Count, File, Json, Output, Seconds
from yixian.cli.progress import interruptible, shown
from yixian.cli.road_files import load_all
from yixian.faults import CheckFailed
from yixian.planning.roads.engine import plain, tables
from yixian.planning.roads.siting.answers import sentences, summary
from yixian.planning.roads.siting.asked import ENTRANCES
from yixian.planning.roads.siting.check import check as examine
from yixian.planning.roads.siting.check_passages import check_passages
from yixian.planning.roads.siting.formats import passage_document, plan_document
from yixian.planning.roads.siting.passages import keep_open
from yixian.planning.roads.siting.read import read_sites
from yixian.planning.roads.siting.solve import solve
from yixian.planning.roads.siting.times import siting_of
from yixian.planning.roads.siting.village_times import passages_of, plain_times, quick_times
from yixian.planning.stop import Progress, Stop
from yixian.words import Lang, default_lang

if TYPE_CHECKING:
    from yixian.planning.plan import Certificate
    from yixian.planning.roads.network import Network
    from yixian.planning.roads.overlay import Overlay
    from yixian.planning.roads.siting.asked import Asked
    from yixian.planning.stop import Report

    Question = tuple[Asked, str, Network, Overlay]


def site(
    net: File,
    question: File,
    /,
    *,
    closures: File | None = None,
    output: Output = None,
    time_limit: Seconds = 60.0,
    work_limit: Count | None = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Choose sites or entrances, prove that no choice is better, check it, write it.

    Parameters
    ----------
    net
        A road network.
    question
        A file of the format yixian-sites/1: cover, fewest, nearest, busy or entrances.
    closures
        What is in force, as for `table`.
    output
        Where the plan goes; standard output if missing.
    time_limit
        Seconds of search.
    work_limit
        Parts of the proof instead of a time limit: the same input and work limit give the same plan.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    tongue = lang or default_lang()
    asked = _question(net, question, closures)
    with shown() as report, interruptible() as is_wanted:
        report(Progress("times", 0.0))
        stop = Stop(None if work_limit else time_limit, work_limit, is_wanted)
        document = _solve(asked, stop, report)
        report(Progress("check", 0.95))
        certificate = _examine(asked, document, tongue)
    if not certificate.is_sound:
        files.keep_refused(document, output, "sites")
        raise CheckFailed(certificate.faults)
    files.write_json(document, output)
    _tell(asked[0], document, tongue, as_json=as_json)


def check(
    net: File,
    question: File,
    plan: File,
    /,
    *,
    closures: File | None = None,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Recompute everything that a plan of sites or entrances claims, by code that the search does not share.

    Parameters
    ----------
    net
        A road network.
    question
        A file of the format yixian-sites/1.
    plan
        A file of the format yixian-sites-plan/1.
    closures
        What is in force, as for `table`.
    output
        Where the certificate goes as JSON; nowhere if missing.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    tongue = lang or default_lang()
    asked = _question(net, question, closures)
    document = files.read_document(plan)
    with shown() as report:
        report(Progress("check", 0.1))
        certificate = _examine(asked, document, tongue)
    if output is not None:
        rules = [{"code": rule.code, "tested": rule.tested, "held": rule.held} for rule in certificate.rules]
        files.write_json({"sound": certificate.is_sound, "faults": certificate.faults, "rules": rules}, output)
    if not certificate.is_sound:
        raise CheckFailed(certificate.faults)
    _tell(asked[0], document, tongue, as_json=as_json)


def _question(net: str, name: str, closures: str | None) -> Question:
    value, sha256 = files.read_signed(name)
    asked = read_sites(value)
    return asked, sha256, *load_all(net, closures)


def _solve(question: Question, stop: Stop, report: Report) -> dict[str, Any]:
    asked, sha256, network, overlay = question
    if asked.question == ENTRANCES:
        villages = passages_of(asked, network)
        times = quick_times(asked, network, overlay)
        stop.begin()
        return passage_document(villages, keep_open(villages, times, stop, report=report), sha256)
    problem = siting_of(asked, network, overlay, tables.search)
    stop.begin()
    return plan_document(problem, solve(problem, stop, report=report), sha256)


def _examine(question: Question, document: dict[str, Any], lang: Lang) -> Certificate:
    asked, sha256, network, overlay = question
    if asked.question == ENTRANCES:
        times = plain_times(asked, network, overlay, plain.search)
        return check_passages(passages_of(asked, network), document, sha256, times, lang=lang)
    return examine(siting_of(asked, network, overlay, plain.search), document, sha256, lang=lang)


def _tell(asked: Asked, document: dict[str, Any], lang: Lang, *, as_json: bool) -> None:
    told = summary(asked, document)
    if as_json:
        print(json.dumps(told, ensure_ascii=False), file=sys.stderr)
        return
    for sentence in sentences(told, lang):
        print(sentence, file=sys.stderr)
