"""``yixian duty``: rosters with proof, from files."""

from __future__ import annotations

import hashlib
import json
import sys
from typing import TYPE_CHECKING

import cyclopts

from yixian.cli import files
from yixian.cli.options import Count, File, Json, Output, Seconds
from yixian.cli.progress import interruptible, shown
from yixian.faults import CheckFailed
from yixian.planning.duty import answers
from yixian.planning.duty.benchmark.case import WardCase
from yixian.planning.duty.benchmark.read import is_instance, read_ward
from yixian.planning.duty.case import Case
from yixian.planning.duty.read import read_problem
from yixian.planning.stop import Stop
from yixian.words import Lang, default_lang

if TYPE_CHECKING:
    from yixian.planning.plan import Certificate

HELP = """Plan who stands where and when; prove how good the roster is; say why.

INPUT `-` is standard input, a name that ends in `.gz` is decompressed. PROBLEM may also be an instance of the shift
scheduling benchmark (`Instance1.txt`); its subjects are PERSON, or DAY SHIFT. One example for each:

```
$ yixian duty solve tiny_1.json -o plan.json --time-limit 10
cost 1881, bound 1881, gap 0.00 %, proven; 0 person-shifts and 0 leaders missing

$ yixian duty check tiny_1.json plan.json
sound: cost 1881, bound 1881; every rule holds

$ yixian duty explain tiny_1.json plan.json P001 6 N
$ yixian duty fill tiny_1.json plan.json P001 6 N --without S0004
$ yixian duty fairness tiny_1.json plan.json
$ yixian duty draw tiny_1.json plan.json --lang en
```
"""

app = cyclopts.App(name="duty", help=HELP, help_format="markdown")


@app.command
def solve(
    problem: File,
    /,
    *,
    output: Output = None,
    time_limit: Seconds = 60.0,
    work_limit: Count | None = None,
    seed: int = 0,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Make a roster, prove its bound, check it, write it.

    Parameters
    ----------
    problem
        A file of the format yixian-roster/1, or a benchmark instance.
    output
        Where the plan goes; standard output if missing.
    time_limit
        Seconds of search.
    work_limit
        Moves to try instead of a time limit: the same input, seed and work limit give the same plan.
    seed
        Begins the random numbers.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    tongue = lang or default_lang()
    case = _case(problem)
    with shown() as report, interruptible() as is_wanted:
        stop = Stop(None if work_limit else time_limit, work_limit, is_wanted)
        document = case.solve(stop, seed=seed, report=report, lang=tongue)
        certificate = case.check(document, tongue)
    if not certificate.is_sound:
        files.keep_refused(document, output, "roster")
        raise CheckFailed(certificate.faults)
    files.write_json(document, output)
    _tell(certificate, tongue, as_json=as_json)


@app.command
def check(
    problem: File,
    plan: File,
    /,
    *,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Recompute everything a plan claims, by code that the search does not share.

    Parameters
    ----------
    problem
        A file of the format yixian-roster/1, or a benchmark instance.
    plan
        A file of the format yixian-roster-plan/1.
    output
        Where the certificate goes as JSON; nowhere if missing.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    tongue = lang or default_lang()
    certificate = _case(problem).check(files.read_document(plan), tongue)
    if output is not None:
        files.write_json(answers.certificate_answer(certificate), output)
    if not certificate.is_sound:
        raise CheckFailed(certificate.faults)
    _tell(certificate, tongue, as_json=as_json)


@app.command
def explain(
    problem: File,
    plan: File,
    *subject: str,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Say why: of everything short, of one person's duties, or of one slot.

    Parameters
    ----------
    problem
        A file of the format yixian-roster/1, or a benchmark instance.
    plan
        A file of the format yixian-roster-plan/1.
    subject
        Nothing, a person, or a post with a day and a shift.
    output
        Where the reasons go as JSON; sentences on standard output if missing.
    lang
        Language of the sentences; the locale's if missing.
    as_json
        End standard error with one JSON object.
    """
    tongue = lang or default_lang()
    told = _case(problem).explain(files.read_document(plan), subject)
    _answer(told, output, tongue, as_json=as_json)


@app.command
def fill(
    problem: File,
    plan: File,
    post: str,
    day: str,
    shift: str,
    /,
    *,
    without: str | None = None,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Say who can stand in on one slot, directly or with one swap, and what keeps each of the others.

    Parameters
    ----------
    problem
        A file of the format yixian-roster/1, or a benchmark instance.
    plan
        A file of the format yixian-roster-plan/1.
    post
        The post of the slot.
    day
        Its day, from 0.
    shift
        Its shift.
    without
        A person who drops out of this slot.
    output
        Where the answer goes as JSON; sentences on standard output if missing.
    lang
        Language of the sentences; the locale's if missing.
    as_json
        End standard error with one JSON object.
    """
    tongue = lang or default_lang()
    told = _case(problem).fill(files.read_document(plan), (post, day, shift), without)
    _answer(told, output, tongue, as_json=as_json)


@app.command
def fairness(
    problem: File,
    plan: File,
    /,
    *,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Say how nights are shared over months, how evenly they could be, and why somebody has more.

    Parameters
    ----------
    problem
        A file of the format yixian-roster/1.
    plan
        A file of the format yixian-roster-plan/1.
    output
        Where the certificate goes as JSON; sentences on standard output if missing.
    lang
        Language of the sentences; the locale's if missing.
    as_json
        End standard error with one JSON object.
    """
    told = _case(problem).fairness(files.read_document(plan))
    _answer(told, output, lang or default_lang(), as_json=as_json)


@app.command
def draw(problem: File, plan: File, /, *, output: Output = None, lang: Lang | None = None) -> None:
    """Draw which shifts are filled, post by post, as a picture (SVG).

    Parameters
    ----------
    problem
        A file of the format yixian-roster/1.
    plan
        A file of the format yixian-roster-plan/1.
    output
        Where the picture goes; standard output if missing.
    lang
        Language of its words; the locale's if missing.
    """
    files.write(_case(problem).draw(files.read_document(plan), lang or default_lang()), output)


def _answer(answer: answers.Answer, output: str | None, lang: Lang, *, as_json: bool) -> None:
    told = json.dumps(answer.value, ensure_ascii=False)
    if output is not None:
        files.write(told + "\n", output)
    else:
        files.write("".join(f"{answers.say_reason(reason, lang)}\n" for reason in answer.reasons), None)
    if as_json:
        print(told, file=sys.stderr)


def _case(name: str) -> Case | WardCase:
    """Return the problem of a file, of either kind, told by its content."""
    data = files.read_bytes(name)
    sha256 = hashlib.sha256(data).hexdigest()
    if is_instance(data):
        return WardCase(read_ward(data, name), sha256)
    return Case(read_problem(files.parse_json(name, data)), sha256)


def _tell(certificate: Certificate, lang: Lang, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answers.summary(certificate), ensure_ascii=False), file=sys.stderr)
    else:
        print(answers.sentence(certificate, lang), file=sys.stderr)
