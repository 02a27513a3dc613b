from __future__ import annotations

from yixian.web.duty.roster_urls import urlpatterns as rosters

app_name = "duty"
urlpatterns = [*rosters]
