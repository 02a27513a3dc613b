from __future__ import annotations

from django.urls import path

from yixian.web.rounds import arrival_views, changes, paper_views, plan_views, views

app_name = "rounds"
urlpatterns = [
    path("", views.compounds, name="compounds"),
    path("compounds/<int:pk>/", views.compound, name="compound"),
    path("compounds/<int:pk>/post/", changes.post, name="post"),
    path("compounds/<int:pk>/need/", changes.need, name="need"),
    path("postings/<int:pk>/", views.posting, name="posting"),
    path("postings/<int:pk>/move/", changes.move, name="move"),
    path("postings/<int:pk>/back/", changes.back, name="back"),
    path("postings/<int:pk>/role/", changes.role, name="role"),
    path("postings/<int:pk>/pin/", changes.pin, name="pin"),
    path("postings/<int:pk>/withdraw/", arrival_views.withdraw, name="withdraw"),
    path("fill/", changes.fill, name="fill"),
    path("units/", views.units, name="units"),
    path("units/<int:pk>/", views.unit, name="unit"),
    path("arrivals/", views.arrivals, name="arrivals"),
    path("arrivals/record/", arrival_views.arrive, name="arrive"),
    path("needs/", views.needs_list, name="needs"),
    path("needs/<int:pk>/cover/", changes.cover, name="cover"),
    path("needs/<int:pk>/leave/", changes.leave, name="leave"),
    path("plans/<int:pk>/", plan_views.review, name="review"),
    path("plans/<int:pk>/why/<int:person>/", plan_views.why, name="why"),
    path("print/<slug:by>/", paper_views.pdf, name="pdf"),
    path("<slug:by>.xlsx", paper_views.workbook, name="workbook"),
]
