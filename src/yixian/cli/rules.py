"""``yixian rules``: what the law and the county demand, answered for files of cases."""

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import cyclopts

from yixian import words
from yixian.cli import files
from yixian.faults import BadInput, Fault
from yixian.rules import grade as grading
from yixian.rules import identity, observe, protection, same_person
from yixian.rules.cases.duty import read_duties
from yixian.rules.cases.grading import read_areas
from yixian.rules.cases.node import parse_date
from yixian.rules.cases.numbers import read_numbers
from yixian.rules.cases.observation import read_observed
from yixian.rules.cases.pairs import read_pairs
from yixian.words import Lang

HELP = """Answer what the law and the county demand: grades, observation, duty, identity numbers, same person.

INPUT `-` is standard input, a name that ends in `.gz` is decompressed. One example for each:

```
$ yixian rules grade cases.json
[{"id":"G1","on":"2020-03-09","cases":[["2020-03-01","户A"]]}]
[{"id":"G1","grade":"medium","reason":"1 new in 14 days, 1 in all, not above 50"}]

$ yixian rules observe people.json
[{"id":"O1","on":"2020-02-07","events":[["2020-02-06","arrival","",null],["2020-02-07","temp","am",36.4]]}]
[{"id":"O1","state":"observing","start":"2020-02-06","end":"2020-02-20","day":1,"missed_readings":1}]

$ yixian rules duty shifts.json
[{"id":"D1","person":{"age":33,"gest_weeks":29},"start":"2020-02-24T22:00","end":"2020-02-25T06:00"}]
[{"id":"D1","blocks":["pregnant7m_night"]}]

$ yixian rules id-number numbers.csv --on 2020-02-20
id_number,code
41990219571124639X,ok

$ yixian rules same-person pairs.json
[{"id":"P1","a":{"name":"何娟建","phone":"13000000001"},"b":{"name":"何娟健","phone":"13000000001"}}]
[{"id":"P1","verdict":"candidate","reason":"the names sound alike and the telephone agrees: ..."}]
```
"""

app = cyclopts.App(name="rules", help=HELP, help_format="markdown")


# "-" is a file too.
DASH = cyclopts.Parameter(allow_leading_hyphen=True)
Input = Annotated[str, DASH]


@cyclopts.Parameter(name="*")
@dataclass(frozen=True)
class Answer:
    """Where the answer goes and in which words.

    Parameters
    ----------
    output
        File for the result instead of standard output; it appears whole or not at all.
    lang
        Language of reasons and summary, zh or en; else that of the locale.
    json
        End standard error with one JSON object instead of a sentence.
    """

    output: Annotated[str | None, cyclopts.Parameter(name=["--output", "-o"], allow_leading_hyphen=True)] = None
    lang: Annotated[Lang | None, cyclopts.Parameter()] = None
    json: Annotated[bool, cyclopts.Parameter(negative=())] = False

    @property
    def language(self) -> Lang:
        """The language asked for, else that of the locale."""
        return self.lang or words.default_lang()


PLAIN = Answer()


@app.command
def grade(cases: Input, /, *, scheme: str = grading.DEFAULT_SCHEME, answer: Answer = PLAIN) -> None:
    """Grade areas by their confirmed cases: low, medium or high, with the reason.

    Parameters
    ----------
    cases
        JSON file of areas: id, on, cases [[date, place], ...].
    scheme
        Edition of the rule: CN-JZF-2020-05 (communities), CN-FQFJ-2020-02-17, CN-7th-2020-09, CN-9th-2022-06.
    """
    if scheme not in grading.SCHEMES:
        raise BadInput([Fault("command line", "--scheme", " or ".join(grading.SCHEMES), repr(scheme))])
    areas = read_areas(files.read_json(cases), cases)
    graded = [grading.grade(area.cases, area.on, grading.SCHEMES[scheme]) for area in areas]
    rows = [
        {"id": area.id, "grade": found.grade, "reason": found.reason.say(answer.language)}
        for area, found in zip(areas, graded, strict=True)
    ]
    _answer(rows, [found.grade for found in graded], answer)


@app.command(name="observe")
def observe_people(cases: Input, /, *, answer: Answer = PLAIN) -> None:
    """Say where people under observation stand on an evening: observing, escalate, release_due, not_started.

    Parameters
    ----------
    cases
        JSON file of people: id, on, events [[date, kind, slot, value], ...]. Kinds are arrival, exposure,
        temp and symptom.
    """
    people = read_observed(files.read_json(cases), cases)
    states = [observe.observe(person.events, person.on) for person in people]
    rows = [{"id": person.id} | _known(state) for person, state in zip(people, states, strict=True)]
    _answer(rows, [state.state for state in states], answer)


@app.command
def duty(cases: Input, /, *, answer: Answer = PLAIN) -> None:
    """Say what forbids a person a shift: minors, the ill and observed, late pregnancy, nursing.

    Parameters
    ----------
    cases
        JSON file of shifts: id, person, start, end, hours_already_that_day.
    """
    duties = read_duties(files.read_json(cases), cases)
    blocks = [protection.blocks(duty.person, duty.shift) for duty in duties]
    rows = [{"id": duty.id, "blocks": codes} for duty, codes in zip(duties, blocks, strict=True)]
    _answer(rows, [code for codes in blocks for code in codes or ("free",)], answer)


@app.command
def id_number(file: Input, /, *, on: str, answer: Answer = PLAIN) -> None:
    """Judge identity numbers by GB 11643.

    Parameters
    ----------
    file
        CSV file with a column id_number.
    on
        Date of the judgement, YYYY-MM-DD: who was born later is not yet born.
    """
    day = _day("--on", on)
    numbers = read_numbers(files.read_bytes(file), file)
    codes = [identity.judge(number, day) for number in numbers]
    table = io.StringIO()
    rows = [("id_number", "code"), *zip(numbers, codes, strict=True)]
    csv.writer(table, lineterminator="\n").writerows(rows)
    files.write(table.getvalue(), answer.output)
    _summarise(codes, answer)


@app.command(name="same-person")
def judge_pairs(cases: Input, /, *, on: str | None = None, answer: Answer = PLAIN) -> None:
    """Judge whether two records are one person: same, different, or candidate for a person to decide.

    Parameters
    ----------
    cases
        JSON file of pairs: id, a and b with name, id, phone, town, village.
    on
        Date of the judgement, YYYY-MM-DD, else today: a number of someone born later is not valid.
    """
    day = date.today() if on is None else _day("--on", on)
    pairs = read_pairs(files.read_json(cases), cases)
    judged = [same_person.judge_pair(pair.a, pair.b, day) for pair in pairs]
    rows = [
        {"id": pair.id, "verdict": found.verdict, "reason": found.reason.say(answer.language)}
        for pair, found in zip(pairs, judged, strict=True)
    ]
    _answer(rows, [found.verdict for found in judged], answer)


def _known(state: observe.Observation) -> dict[str, Any]:
    """Return the fields of a state that say something, dates as text."""
    fields = {name: value for name, value in vars(state).items() if value is not None}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}


def _day(option: str, text: str) -> date:
    day = parse_date(text)
    if day is None:
        raise BadInput([Fault("command line", option, "a date YYYY-MM-DD", repr(text))])
    return day


def _answer(rows: list[dict[str, Any]], codes: Sequence[str], answer: Answer) -> None:
    files.write_json(rows, answer.output)
    _summarise(codes, answer)


def _summarise(codes: Sequence[str], answer: Answer) -> None:
    """Say on standard error how often each answer was given."""
    counts = dict(sorted(Counter(codes).items()))
    if answer.json:
        print(json.dumps({"answers": counts}), file=sys.stderr)
        return
    lang = answer.language
    said = "; ".join(f"{words.say('yixian.rules', code, {}, lang)}: {n}" for code, n in counts.items())
    print(words.say("yixian.rules", "summary", {"counts": said}, lang), file=sys.stderr)
