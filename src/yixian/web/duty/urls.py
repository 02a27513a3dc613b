from __future__ import annotations

from yixian.web.duty.accounting.urls import urlpatterns as closing
from yixian.web.duty.branches.urls import urlpatterns as branches
from yixian.web.duty.covering.urls import urlpatterns as cover
from yixian.web.duty.hand_over.urls import urlpatterns as hand_over
from yixian.web.duty.no_shows.urls import urlpatterns as no_shows
from yixian.web.duty.post_urls import urlpatterns as posts
from yixian.web.duty.roster_urls import urlpatterns as rosters
from yixian.web.duty.sign_ups.urls import urlpatterns as sign_ups
from yixian.web.duty.swap_urls import urlpatterns as swaps

app_name = "duty"
urlpatterns = [*posts, *branches, *rosters, *cover, *no_shows, *swaps, *sign_ups, *hand_over, *closing]
