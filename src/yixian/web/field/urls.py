from __future__ import annotations

from django.urls import path

from yixian.web.field import offer_views, views

app_name = "field"
urlpatterns = [
    path("", views.home, name="home"),
    path("job.json", views.job, name="job"),
    path("sw.js", views.worker, name="worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("e/<str:token>/", views.enrol, name="enrol"),
    path("offer/<int:pk>/", offer_views.offer, name="offer"),
    path("offer/<int:pk>/phones/", offer_views.phones, name="phones"),
    path("offers/<int:pk>/", offer_views.state, name="offer_state"),
    path("phones/<int:pk>/revoke/", offer_views.revoke, name="revoke"),
    path("phones/<int:pk>/hand-over/", offer_views.hand_over, name="hand_over"),
]
