from tests.county import DAY, EVENING
from yixian.web.journal.chain import verify
from yixian.web.plans.actions import ask_plan


def _ask(county, days=7):
    return ask_plan(
        by=county.duty_officer,
        place=county.places["临溪县"],
        room="duty",
        starts_on=DAY,
        days=days,
        at=EVENING,
    )


def test_it_works(county):
    _ask(county)
    verdict = verify()
    assert (verdict.entries, verdict.payloads, verdict.broken_at) == (1, 1, None)
