"""The API: what phones and other programs call; its document is made from the types."""

from __future__ import annotations

from ninja import NinjaAPI

import yixian

api = NinjaAPI(title="Yixian", version=yixian.__version__, docs_url=None, openapi_url="/openapi.json")
