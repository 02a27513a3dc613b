"""``yixian rounds``: postings to compounds and screening rounds with proof, from files."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import cyclopts

from yixian.cli import files
from yixian.cli.options import Count, File, Json, Output, Seconds
from yixian.cli.progress import interruptible, shown
from yixian.faults import CheckFailed
from yixian.planning.rounds.kinds import open_problem
from yixian.planning.rounds.told import certificate_value
from yixian.planning.stop import Stop
from yixian.words import Lang, default_lang

if TYPE_CHECKING:
    from yixian.planning.plan import Certificate
    from yixian.planning.rounds.posting.verbs import Posting
    from yixian.planning.rounds.screening.verbs import Screening

HELP = """Post people of many units to compounds; divide a screening round among workers; prove how good it is.

INPUT `-` is standard input, a name that ends in `.gz` is decompressed; its format says which of the two it is
(yixian-posting/1, yixian-round/1). One example for each:

```
$ yixian rounds solve small_1.json -o plan.json --work-limit 3000000
sound: cost 3361, bound 3350, gap 0.33%; 0 people missing, 0 skills lacking, 0 too far from home

$ yixian rounds check small_1.json plan.json
sound: cost 3361, bound 3350, gap 0.33%; 0 people missing, 0 skills lacking, 0 too far from home

$ yixian rounds explain small_1.json plan.json C001
C001: needs 3, has 3; travel ...

$ yixian rounds draw small_1.json plan.json --lang en
<svg xmlns="http://www.w3.org/2000/svg" ...

$ yixian rounds solve round_60.json -o walks.json --work-limit 400000
sound: heaviest load ...

$ yixian rounds explain round_60.json walks.json W01
W01: ...
```
"""

app = cyclopts.App(name="rounds", help=HELP, help_format="markdown")


@app.command
def solve(
    problem: File,
    /,
    *,
    output: Output = None,
    time_limit: Seconds = 20.0,
    work_limit: Count | None = None,
    seed: int = 0,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Post people, or divide a round; prove its bound, check it, write it.

    Parameters
    ----------
    problem
        A file of the format yixian-posting/1 or yixian-round/1.
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
    question = _problem(problem)
    with shown() as report, interruptible() as is_wanted:
        stop = Stop(None if work_limit else time_limit, work_limit, is_wanted)
        document = question.solve(stop, seed, report, tongue)
        certificate = question.check(document, tongue)
    if not certificate.is_sound:
        files.keep_refused(document, output, "rounds")
        raise CheckFailed(certificate.faults)
    files.write_json(document, output)
    _tell(question, certificate, tongue, as_json=as_json)


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
        A file of the format yixian-posting/1 or yixian-round/1.
    plan
        The plan file made for it.
    output
        Where the certificate goes as JSON; nowhere if missing.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    tongue = lang or default_lang()
    question = _problem(problem)
    certificate = question.check(files.read_document(plan), tongue)
    if output is not None:
        files.write_json(certificate_value(certificate), output)
    if not certificate.is_sound:
        raise CheckFailed(certificate.faults)
    _tell(question, certificate, tongue, as_json=as_json)


@app.command
def explain(
    problem: File,
    plan: File,
    *subject: str,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Say why: of the whole plan, of a person or compound, of a worker or building.

    Parameters
    ----------
    problem
        A file of the format yixian-posting/1 or yixian-round/1.
    plan
        The plan file made for it.
    subject
        Nothing, or one id.
    output
        Where the reasons go as JSON; sentences on standard output if missing.
    lang
        Language of the sentences; the locale's if missing.
    as_json
        End standard error with one JSON object.
    """
    told = _problem(problem).explain(files.read_document(plan), subject)
    value = json.dumps(told.value(), ensure_ascii=False)
    if output is not None:
        files.write(value + "\n", output)
    else:
        files.write("".join(f"{sentence}\n" for sentence in told.sentences(lang or default_lang())), None)
    if as_json:
        print(value, file=sys.stderr)


@app.command
def draw(problem: File, plan: File, /, *, output: Output = None, lang: Lang | None = None) -> None:
    """Draw who goes where as a picture (SVG).

    Parameters
    ----------
    problem
        A file of the format yixian-posting/1 or yixian-round/1.
    plan
        The plan file made for it.
    output
        Where the picture goes; standard output if missing.
    lang
        Language of the title; the locale's if missing.
    """
    files.write(_problem(problem).draw(files.read_document(plan), lang or default_lang()), output)


def _problem(name: str) -> Posting | Screening:
    return open_problem(*files.read_signed(name))


def _tell(question: Posting | Screening, certificate: Certificate, lang: Lang, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(certificate_value(certificate), ensure_ascii=False), file=sys.stderr)
    else:
        print(question.sentence(certificate, lang), file=sys.stderr)
