"""``yixian supplies``: fair splits with proof, and what to unblock in production, from files."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import cyclopts

from yixian.cli import files
from yixian.cli.progress import shown
from yixian.faults import BadInput, CheckFailed, Fault
from yixian.planning.supplies import answers
from yixian.planning.supplies import explain as reasons
from yixian.planning.supplies.check import check as examine
from yixian.planning.supplies.claim import ClaimReader
from yixian.planning.supplies.formats import plan_document
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate as share_out
from yixian.planning.supplies.solve import allocate_whole
from yixian.words import Lang, default_lang, say

if TYPE_CHECKING:
    from yixian.planning.plan import Certificate, Reason
    from yixian.planning.supplies.problem import Allocation, Problem

HELP = """Share what is scarce by need, with a proof; say which block in production to remove first.

INPUT `-` is standard input, a name that ends in `.gz` is decompressed. One example for each:

```
$ yixian supplies allocate alloc_example_tiny.json -o plan.json --integer
$ yixian supplies check alloc_example_tiny.json plan.json
$ yixian supplies explain alloc_example_tiny.json plan.json 4
```
"""

app = cyclopts.App(name="supplies", help=HELP, help_format="markdown")

File = Annotated[str, cyclopts.Parameter(allow_leading_hyphen=True)]
Output = Annotated[str | None, cyclopts.Parameter(name=["--output", "-o"], allow_leading_hyphen=True)]
Json = Annotated[bool, cyclopts.Parameter(name="--json", negative=())]
Flag = Annotated[bool, cyclopts.Parameter(negative=())]
Seconds = Annotated[float, cyclopts.Parameter(validator=cyclopts.validators.Number(gt=0))]


@app.command
def allocate(
    problem: File,
    /,
    *,
    integer: Flag = False,
    output: Output = None,
    time_limit: Seconds = 60.0,
    seed: int = 0,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Share what exists: the fairest split there is, with its certificate.

    Parameters
    ----------
    problem
        An instance of stores, days, sites and needs.
    integer
        Whole pieces, or whole boxes where an item comes in boxes.
    output
        Where the plan goes; standard output if missing.
    time_limit
        Seconds at most for shared lorries; without those nothing is searched.
    seed
        Accepted for the sake of scripts: nothing here is random.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    tongue = lang or default_lang()
    question = read_problem(files.read_json(problem))
    with shown() as report:
        plan = (allocate_whole if integer else share_out)(question, report=report)
        certificate = examine(question, plan, lang=tongue)
    document = plan_document(question, plan)
    if not certificate.is_sound:
        files.write_json(document, _refused_name(output))
        raise CheckFailed(certificate.faults)
    files.write_json(document, output)
    _tell(plan, certificate, tongue, as_json=as_json)


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
    """Recompute everything a plan claims, by code that the solver does not share.

    Parameters
    ----------
    problem
        The instance.
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
    question = read_problem(files.read_json(problem))
    claim, refusals = _claim(question, plan)
    certificate = examine(question, claim, refusals, lang=tongue)
    if output is not None:
        files.write_json(answers.summary(certificate), output)
    if not certificate.is_sound:
        raise CheckFailed(certificate.faults)
    _print(reasons.explain_groups(question, claim), tongue)
    _tell(claim, certificate, tongue, as_json=as_json)


@app.command
def explain(
    problem: File,
    plan: File,
    site: str | None = None,
    /,
    *,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Say why: the table of groups with their tight cuts, or one site's amounts as sums to recompute.

    Parameters
    ----------
    problem
        The instance.
    plan
        A plan made for it.
    site
        A site; without one, all groups.
    output
        Where the reasons go as JSON; sentences on standard output if missing.
    lang
        Language of the sentences; the locale's if missing.
    as_json
        End standard error with one JSON object.
    """
    tongue = lang or default_lang()
    question = read_problem(files.read_json(problem))
    which = None if site is None else _site(question, site)
    claim, refusals = _claim(question, plan)
    certificate = examine(question, claim, refusals, lang=tongue)
    if not certificate.is_sound:
        raise CheckFailed(certificate.faults)
    told = reasons.explain_groups(question, claim) if which is None else reasons.explain_site(question, claim, which)
    answer = [answers.reason_answer(reason) for reason in told]
    if output is not None:
        files.write_json(answer, output)
    else:
        _print(told, tongue)
    if as_json:
        print(json.dumps(answer, ensure_ascii=False), file=sys.stderr)


def _claim(problem: Problem, name: str) -> tuple[Allocation, tuple[Reason, ...]]:
    """Return what a plan file says and what contradicts in it."""
    document = files.read_json(name)
    if not isinstance(document, dict):
        raise BadInput([Fault(name, "plan", "an object", type(document).__name__)])
    reader = ClaimReader(problem)
    return reader.read(document), tuple(reader.refusals)


def _site(problem: Problem, name: str) -> int:
    """Return the index of a site that is named as a word of the command."""
    known = {str(site): i for i, site in enumerate(problem.sites)}
    if name not in known:
        raise BadInput([Fault("command", "site", f"one of {len(known)} sites, {', '.join(list(known)[:5])} ...", name)])
    return known[name]


def _print(told: list[Reason], lang: Lang) -> None:
    files.write("".join(f"{answers.say_reason(reason, lang)}\n" for reason in told), None)


def _refused_name(output: str | None) -> str:
    if output is None or output == "-":
        return "supplies.refused.json"
    return f"{output.removesuffix('.json')}.refused.json"


def _tell(plan: Allocation, certificate: Certificate, lang: Lang, *, as_json: bool) -> None:
    figures: dict[str, Any] = {
        "total": round(float(plan.amount.sum())),
        "short": certificate.cost,
        "least": certificate.bound,
        "groups": len(plan.groups),
    }
    if as_json:
        told = json.dumps({**answers.summary(certificate), "total": figures["total"]}, ensure_ascii=False)
    else:
        told = say(answers.PACKAGE, "sound", figures, lang)
    print(told, file=sys.stderr)
