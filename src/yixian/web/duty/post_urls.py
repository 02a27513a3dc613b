from __future__ import annotations

from django.urls import path

from yixian.web.duty import checklist_views, post_changes, post_counts, views

urlpatterns = [
    path("posts/", views.posts, name="posts"),
    path("posts/counts/", post_counts.counts, name="post_counts"),
    path("posts/<int:number>/", views.post, name="post"),
    path("posts/<int:number>/items/<slug:code>/", post_changes.mark, name="mark"),
    path("posts/<int:number>/marks/<int:pk>/withdraw/", post_changes.withdraw, name="withdraw"),
    path("posts/<int:number>/marks/<int:pk>/photo/", post_changes.photo, name="photo"),
    path("posts/<int:number>/need/", post_changes.need, name="need"),
    path("posts/<int:number>/close/", post_changes.shut, name="close"),
    path("posts/<int:number>/open/", post_changes.reopen, name="open"),
    path("posts/<int:number>/stand-in/<int:pk>/", views.stand_in, name="stand_in"),
    path("stand-in/", post_changes.send, name="send"),
    path("alarms/take/", post_changes.take, name="take"),
    path("checklist/", checklist_views.checklist, name="checklist"),
    path("checklist/<slug:code>/", checklist_views.change, name="item"),
    path("checklist/<slug:code>/retire/", checklist_views.retire, name="retire"),
    path("checklist/<slug:code>/restore/", checklist_views.restore, name="restore"),
]
