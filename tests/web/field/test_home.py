"""The shell of the phone's page: the same for all, kept without a network."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from tests.web.field.phones import phone, shift
from yixian.web.field import shell
from yixian.web.field.api import COOKIE

pytestmark = pytest.mark.django_db


def home(**headers):
    return Client().get("/f/", headers=headers)


def test_it_works(county):
    page = home().content.decode()
    assert "签到" in page
    assert "没有网络，照常用" in page
    assert 'data-sync="/api/field/sync"' in page


def test_it_is_the_same_for_every_phone(county):
    shift(county)
    _, token = phone(county, person="李建新")
    client = Client()
    client.cookies[COOKIE] = token
    plain = re.compile(rb'value="[^"]{64}"')
    assert plain.sub(b"", client.get("/f/").content) == plain.sub(b"", home().content)


def test_it_speaks_english(county):
    page = home(**{"Accept-Language": "en"}).content.decode()
    assert "Sign in" in page
    assert not re.search(r"[一-鿿]", page.replace("中文", "").replace("临溪县", ""))


def test_the_files_that_are_kept_are_those_it_links_to(county):
    page = home().content.decode()
    linked = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert sorted(set(linked)) == sorted(shell.urls())


def test_the_worker_reaches_as_far_as_the_phone(county):
    answer = Client().get("/f/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    first = answer.content.decode().splitlines()[0]
    assert json.loads(first.removeprefix("const FILES = ").removesuffix(";")) == shell.urls()


def test_the_manifest_opens_the_page(county):
    told = Client().get("/f/manifest.webmanifest").json()
    assert (told["start_url"], told["scope"], told["display"]) == ("/f/", "/f/", "standalone")


def test_nothing_of_it_is_inline(county):
    page = home().content.decode()
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=", page)


@pytest.mark.parametrize("path", ["/f/", "/f/job.json", "/f/sw.js", "/f/manifest.webmanifest"])
def test_they_are_only_read(county, path):
    assert Client().post(path).status_code == 405
