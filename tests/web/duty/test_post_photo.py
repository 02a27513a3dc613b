"""A photo as evidence: taken, shown to who sees the post, and nothing else passes for one."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.county import County
from yixian.web.access.models import Account
from yixian.web.duty.actions import MOST_PHOTO_BYTES
from yixian.web.duty.models import ReadinessMark
from yixian.web.duty.photo import LONGEST_SIDE, bare
from yixian.web.journal.models import AuditPayload

LogIn = Callable[[Account], Client]
GATE = 1
LATITUDE = 2
GPS = 0x8825
ORIENTATION, TURNED = 0x0112, 6


def picture(kind: str, size: tuple[int, int] = (8, 4)) -> bytes:
    """Return a small picture as a phone takes it: on its side, with the place it was taken at."""
    image = Image.new("RGB", size, "#b3261e")
    about = Image.Exif()
    about[ORIENTATION] = TURNED
    about.get_ifd(GPS)[LATITUDE] = (26.0, 30.0, 0.0)
    kept = BytesIO()
    image.save(kept, kind, exif=about)
    return kept.getvalue()


JPEG, PNG = picture("JPEG"), picture("PNG")
pytestmark = pytest.mark.usefixtures("evening")


def send(client: Client, content: bytes, words: str = "") -> int:
    photo = SimpleUploadedFile("flag.jpg", content, "image/jpeg")
    return client.post(f"/duty/posts/{GATE}/items/flag/", {"evidence": words, "photo": photo}).status_code


def address() -> str:
    return f"/duty/posts/{GATE}/marks/{ReadinessMark.objects.unscoped('test').get().pk}/photo/"


@pytest.mark.parametrize("content", [JPEG, PNG])
def test_it_works(county: County, logged_in: LogIn, content: bytes) -> None:
    client = logged_in(county.township_officer)
    assert send(client, content) == 302
    answer = client.get(address())
    assert (answer.content, answer["Content-Type"]) == (bare(content), "image/jpeg")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("content", [JPEG, PNG])
def test_where_it_was_taken_is_not_kept(content: bytes) -> None:
    assert Image.open(BytesIO(content)).getexif().get_ifd(GPS)
    assert not dict(Image.open(BytesIO(bare(content))).getexif())


def test_it_stands_upright() -> None:
    assert Image.open(BytesIO(bare(JPEG))).size == (4, 8)


def test_a_large_one_is_made_smaller() -> None:
    assert max(Image.open(BytesIO(bare(picture("JPEG", (4000, 3000))))).size) == LONGEST_SIDE


def test_more_pixels_than_any_phone_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yixian.web.duty.photo.MOST_PIXELS", 31)
    assert bare(JPEG) == b""


def test_the_page_links_to_it(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    send(client, JPEG)
    assert f'href="{address()}"' in client.get(f"/duty/posts/{GATE}/").content.decode()


def test_words_alone_do_as_well_and_have_no_photo(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    assert client.post(f"/duty/posts/{GATE}/items/flag/", {"evidence": "已挂"}).status_code == 302
    assert client.get(address()).status_code == 404
    assert address() not in client.get(f"/duty/posts/{GATE}/").content.decode()


@pytest.mark.parametrize("content", [b"<svg onload=x>", b"%PDF-1.7", b"\xff\xd8", JPEG[:40], PNG[:40]])
def test_what_is_no_photo_is_refused(county: County, logged_in: LogIn, content: bytes) -> None:
    assert send(logged_in(county.township_officer), content, "已挂") == 422
    assert not ReadinessMark.objects.unscoped("test").exists()


def test_neither_words_nor_photo_is_refused(county: County, logged_in: LogIn) -> None:
    answer = logged_in(county.township_officer).post(f"/duty/posts/{GATE}/items/flag/", {"evidence": " "})
    assert answer.status_code == 422
    assert "传一张照片，或写一句做了什么" in answer.content.decode()


def test_the_largest_is_taken_and_one_byte_more_is_not(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    assert send(client, JPEG.ljust(MOST_PHOTO_BYTES + 1, b"x")) == 422
    assert send(client, JPEG.ljust(MOST_PHOTO_BYTES, b"x")) == 302


def test_a_stranger_township_does_not_see_it(county: County, logged_in: LogIn) -> None:
    send(logged_in(county.township_officer), JPEG)
    assert logged_in(county.stranger).get(address()).status_code == 404


def test_it_belongs_to_the_post_of_the_address(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    send(client, JPEG)
    assert client.get(address().replace("/posts/1/", "/posts/2/")).status_code == 404


def test_only_looking_is_possible(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    send(client, JPEG)
    assert client.post(address()).status_code == 405


def test_its_bytes_are_not_in_the_audit(county: County, logged_in: LogIn) -> None:
    send(logged_in(county.township_officer), JPEG)
    assert "JFIF" not in str(AuditPayload.objects.unscoped("test").values_list("content", flat=True))


def test_nothing_is_no_picture() -> None:
    assert bare(b"") == b""
