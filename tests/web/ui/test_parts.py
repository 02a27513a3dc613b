"""The template tags: each part as a page gets it."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils import timezone, translation

from tests.county import EVENING


def show(source: str, language: str = "en", **context: Any) -> str:
    with translation.override(language):
        return Template("{% load ui %}" + source).render(Context(context))


def test_it_works():
    assert show('{% chip "ok" "Manned" %}').count("sign-ok") == 2


def test_an_unknown_state_is_refused():
    with pytest.raises(TemplateSyntaxError, match="known: ok, busy"):
        show('{% sign "green" %}')


def test_a_chip_escapes_what_people_typed():
    assert "&lt;b&gt;" in show('{% chip "ok" word %}', word="<b>")


@pytest.mark.parametrize(
    ("value", "of", "width"),
    [
        (58, 100, "58"),
        (297, 300, "99"),
        (1, 3, "33.33"),
        (0, 100, "0"),
        (130, 100, "100"),
        (-5, 100, "0"),
        (5, 0, "0"),
    ],
)
def test_a_bar_is_as_long_as_its_share(value, of, width):
    assert f'width="{width}" height="6"/></svg>' in show("{% bar value of=of %}", value=value, of=of)


def test_keys_are_printed_as_on_the_keyboard():
    assert "Ctrl ⏎" in show('{% key "Ctrl+Enter" %}')
    assert "Alt 1" in show('{% key "Alt+1" %}')


def test_a_card_holds_its_content_and_its_link():
    page = show('{% card "Townships" note="15" link="/x/" link_label="Export" key="E" %}<p>in</p>{% endcard %}')
    assert "<p>in</p>" in page
    assert 'data-key="E"' in page


def test_a_live_card_says_where_it_comes_from():
    page = show('{% card "Alarms" id="alarms" live="duty" live_url="/a/" live_now=True %}{% endcard %}')
    assert 'id="alarms" data-live="duty" data-live-url="/a/" data-live-now' in page


def test_the_grade_is_a_word_in_both_languages():
    assert ">High<" in show('{% grade "high" %}')
    assert ">高<" in show('{% grade "high" %}', language="zh-hans")


def test_the_day_is_written_as_the_county_writes_it():
    moment = EVENING.astimezone(timezone.get_current_timezone())
    assert show("{% day moment %}", language="zh-hans", moment=moment) == "2月13日 周四"
    assert show("{% day moment %}", moment=moment) == "Thu 13 Feb"


def test_two_forms_never_share_a_token():
    assert show("{% once %}") != show("{% once %}")


class PhoneForm(forms.Form):
    phone = forms.CharField(label="Phone", help_text="11 digits", error_messages={"required": "Add the phone number"})
    note = forms.CharField(label="Note", required=False)


def test_a_field_names_its_hint_and_says_when_it_may_stay_empty():
    page = show("{% field form.phone %}{% field form.note %}", form=PhoneForm())
    assert 'aria-describedby="id_phone_helptext"' in page
    assert 'id="id_phone_helptext"' in page
    assert page.count("may stay empty") == 1


def test_errors_stand_above_and_at_the_field():
    form = PhoneForm({"phone": ""})
    page = show("{% errors form %}{% field form.phone %}", form=form)
    assert "1 thing to change" in page
    assert '<a href="#id_phone">' in page
    assert page.count("Add the phone number") == 2
    assert 'aria-invalid="true"' in page
    assert 'id="id_phone_error"' in page


def test_a_form_without_errors_shows_no_summary():
    assert show("{% errors form %}", form=PhoneForm({"phone": "1"})).strip() == ""


def test_steps_mark_what_is_done_and_where_we_are():
    page = show("{% steps rows 2 %}", rows=[{"label": "Choose"}, {"label": "Match"}, {"label": "Write"}])
    assert page.count("step-done") == 1
    assert page.count('aria-current="step"') == 1


def test_the_pager_shows_only_pages_that_exist():
    page = show('{% pager "1-100" after="?after=9" %}')
    assert "rel=next" in page.replace('"', "")
    assert "rel=prev" not in page.replace('"', "")


def test_a_toast_with_undo_carries_its_key():
    assert 'data-key="U"' in show('{% toast "Sent" "/undo/" %}')
    assert "<form" not in show('{% toast "Sent" %}')


def test_the_first_value_of_a_corrected_time_stays_struck_through():
    assert "<s>10:05</s>" in show("{% timeline rows %}", rows=[{"at": "10:06", "state": "ok", "was": "10:05"}])
