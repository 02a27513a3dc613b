from __future__ import annotations

from yixian.web.duty.branches.urls import urlpatterns as branches
from yixian.web.duty.post_urls import urlpatterns as posts
from yixian.web.duty.roster_urls import urlpatterns as rosters

app_name = "duty"
urlpatterns = [*posts, *branches, *rosters]
