"""``yixian rescue``: who goes to a patient, which way, to which hospital, from files."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import cyclopts

from yixian.cli import files
from yixian.cli.options import Count, File, Json, Output, Seconds
from yixian.cli.progress import shown
from yixian.faults import BadInput, CheckFailed
from yixian.planning.plan import Reason
from yixian.planning.rescue import answers, picture
from yixian.planning.rescue.read import read_case
from yixian.planning.rescue.straight import straight
from yixian.planning.rescue.terrain import terrain
from yixian.planning.rescue.verdict import judge, plan_for
from yixian.planning.roads.store import load
from yixian.planning.stop import Progress
from yixian.words import Lang, default_lang

if TYPE_CHECKING:
    from yixian.planning.rescue.ground import Ground
    from yixian.planning.rescue.problem import Case
    from yixian.planning.roads.network import Network

HELP = """Plan who goes to a patient, which way, and to which hospital; say why, and why not.

NET is a network of `yixian roads import`. Where it cannot be used, or has no way at all, the plan is reckoned by
straight distance and says so. CASE `-` is standard input, a name that ends in `.gz` is decompressed. One example each:

```
$ yixian rescue solve village.npz morning.json -o plan.json --lang en
sound: 9 alternatives, first 卫生院救护车, at 乡镇卫生院 in 16–29 min; none is faster

$ yixian rescue check village.npz morning.json plan.json --lang en
sound: 9 alternatives, first 卫生院救护车, at 乡镇卫生院 in 16–29 min; none is faster

$ yixian rescue explain village.npz morning.json plan.json 卫生院二号车 --lang en
卫生院二号车: is on another call

$ yixian rescue draw village.npz morning.json plan.json -o plan.svg
```
"""

app = cyclopts.App(name="rescue", help=HELP, help_format="markdown")


@app.command
def solve(
    net: File,
    case: File,
    /,
    *,
    output: Output = None,
    time_limit: Seconds = 60.0,
    work_limit: Count | None = None,
    seed: int = 0,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Make the plan of an alarm, check it, write it.

    Parameters
    ----------
    net
        A road network; one that cannot be used is named, and straight lines are used instead.
    case
        A file of the format yixian-rescue/1.
    output
        Where the plan goes; standard output if missing.
    time_limit
        Accepted for the sake of scripts: the plan is exact and takes less than a second.
    work_limit
        Accepted for the sake of scripts.
    seed
        Accepted for the sake of scripts: nothing here is random.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    tongue = lang or default_lang()
    with shown() as report:
        alarm, sha256 = _case(case)
        report(Progress("roads", 0.1))
        alarm, ground, _ = _ground(net, alarm)
        report(Progress("plan", 0.4))
        answer = plan_for(alarm, ground, sha256, tongue)
        report(Progress("check", 0.6))
        certificate = judge(alarm, ground, answer.document, sha256, lang=tongue)
    if not certificate.is_sound:
        files.keep_refused(answer.document, output, "rescue")
        raise CheckFailed(certificate.faults)
    files.write_json(answer.document, output)
    if as_json:
        _print_json(answers.summary(answer.document, certificate))
        return
    spoken = [answers.figures(answer.document, certificate)]
    cause = answer.ground.cause
    for reason in spoken if cause is None else [cause, *spoken]:
        print(answers.say_reason(reason, tongue), file=sys.stderr)


@app.command
def check(
    net: File,
    case: File,
    plan: File,
    /,
    *,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Tell a plan again from its choices, by code that the search does not share, and compare.

    Parameters
    ----------
    net
        The road network that the plan was made on.
    case
        The case.
    plan
        A plan made for it.
    output
        Where the certificate goes as JSON; nowhere if missing.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    tongue = lang or default_lang()
    with shown() as report:
        alarm, sha256 = _case(case)
        document = files.read_document(plan)
        alarm, ground, _ = _ground(net, alarm)
        report(Progress("check", 0.3))
        certificate = judge(alarm, ground, document, sha256, lang=tongue)
    told = answers.summary(document, certificate)
    if output is not None:
        files.write_json(told, output)
    if as_json:
        _print_json(told)
    if not certificate.is_sound:
        raise CheckFailed(certificate.faults)
    if not as_json:
        print(answers.say_reason(answers.figures(document, certificate), tongue), file=sys.stderr)


@app.command
def explain(
    net: File,
    case: File,
    plan: File,
    subject: str | None = None,
    /,
    *,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Say a plan in sentences: what, who, why so long, and what speaks against everything else.

    Parameters
    ----------
    net
        The road network that the plan was made on.
    case
        The case.
    plan
        A plan made for it; it is checked first.
    subject
        An ambulance, hospital, person, store or closure; without one, everything.
    output
        Where the reasons go as JSON; sentences on standard output if missing.
    lang
        Language of the sentences; the locale's if missing.
    as_json
        End standard error with one JSON object.
    """
    tongue = lang or default_lang()
    alarm, document, _, _ = _sound(net, case, plan, tongue)
    if subject is None:
        reasons = answers.told(alarm, document, tongue)
    else:
        reasons = answers.about(alarm, document, subject, tongue)
    value = [answers.reason_answer(reason) for reason in reasons]
    if output is not None:
        files.write_json(value, output)
    else:
        files.write("".join(f"{answers.say_reason(reason, tongue)}\n" for reason in reasons), None)
    if as_json:
        _print_json(value)


@app.command
def draw(net: File, case: File, plan: File, /, *, output: Output = None, lang: Lang | None = None) -> None:
    """Draw the first alternative of a plan on the roads.

    Parameters
    ----------
    net
        The road network that the plan was made on.
    case
        The case.
    plan
        A plan made for it; it is checked first.
    output
        Where the picture goes as SVG; standard output if missing.
    lang
        Language of its words; the locale's if missing.
    """
    tongue = lang or default_lang()
    alarm, document, ground, network = _sound(net, case, plan, tongue)
    files.write(picture.draw(alarm, ground, network, document, lang=tongue), output)


def _case(name: str) -> tuple[Case, str]:
    value, sha256 = files.read_signed(name)
    return read_case(value), sha256


def _ground(net: str, case: Case) -> tuple[Case, Ground, Network | None]:
    """Return the ground of an alarm; a network that cannot be used must not keep anybody from an answer."""
    try:
        network = load(net)
    except BadInput as bad:
        print(bad, file=sys.stderr)
        return *straight(case, Reason("network_unreadable", {"what": net})), None
    alarm, ground = terrain(network, case)
    return alarm, ground, None if ground.is_straight else network


def _sound(net: str, case: str, plan: str, lang: Lang) -> tuple[Case, dict[str, object], Ground, Network | None]:
    """Return everything about a plan that the checker believes."""
    alarm, sha256 = _case(case)
    document = files.read_document(plan)
    alarm, ground, network = _ground(net, alarm)
    certificate = judge(alarm, ground, document, sha256, lang=lang)
    if not certificate.is_sound:
        raise CheckFailed(certificate.faults)
    if document["straight"] and not ground.is_straight:
        return *_by_line(alarm, document), None
    return alarm, document, ground, network


def _by_line(case: Case, document: dict[str, object]) -> tuple[Case, dict[str, object], Ground]:
    alarm, ground = straight(case, Reason("no_way"))
    return alarm, document, ground


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False), file=sys.stderr)
