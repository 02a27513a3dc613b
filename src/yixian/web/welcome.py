"""What the terminal says when the server starts."""

from __future__ import annotations

from yixian.web import prepare


def lines(port: int, *, is_empty: bool) -> list[str]:
    """Return the address, and at the first start who can log in."""
    said = ["", f"  Yixian 一线   http://localhost:{port}/", ""]
    admin = prepare.first_administrator()
    if admin:
        said += [f"  first log-in 首次登录   {admin[0]}   {admin[1]}   (system administrator 系统管理员)", ""]
    return said
