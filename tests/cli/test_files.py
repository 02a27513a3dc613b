import gzip

import pytest

from yixian.cli import files
from yixian.faults import BadInput


def test_it_works(tmp_path):
    files.write_json({"村": 1}, str(tmp_path / "a.json"))
    assert files.read_json(str(tmp_path / "a.json")) == {"村": 1}


def test_a_name_in_gz_is_decompressed(tmp_path):
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(b"[1]"))
    assert files.read_json(str(tmp_path / "a.json.gz")) == [1]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.json", b"{", "a.json:1: json"),
        ("a.json", b'{"a": NaN}', "NaN"),
        ("a.json", b"\xff", "UTF-8"),
        ("a.json", b"[" * 200_000, "nested"),
        ("a.json.gz", b"not gzip", "a readable file"),
        ("a.json.gz", gzip.compress(b"[1]" * 100, mtime=0)[:-9] + b"\x00" * 9, "a readable file"),
        ("a.json", b"", "a.json:1: json"),
    ],
)
def test_what_cannot_be_read_is_a_fault_of_the_input(tmp_path, name, content, expected):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput) as bad:
        files.read_json(str(tmp_path / name))
    assert expected in str(bad.value)


def test_a_folder_and_a_missing_file_are_faults(tmp_path):
    for name in (str(tmp_path), str(tmp_path / "none.json")):
        with pytest.raises(BadInput):
            files.read_bytes(name)


def test_an_output_appears_whole_or_not_at_all(tmp_path):
    target = tmp_path / "out.json"
    target.write_text("old")
    with pytest.raises(TypeError):
        files.write_json({"a": object()}, str(target))
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_an_output_that_cannot_be_is_a_fault(tmp_path):
    for output in (str(tmp_path), str(tmp_path / "no" / "out.json")):
        with pytest.raises(BadInput):
            files.write("x", output)


def test_a_dash_is_standard_output(capfdbinary):
    files.write("x\n", "-")
    assert capfdbinary.readouterr().out == b"x\n"
