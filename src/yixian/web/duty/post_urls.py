from __future__ import annotations

from django.urls import path

from yixian.web.duty import views

urlpatterns = [
    path("posts/", views.posts, name="posts"),
    path("posts/<int:number>/", views.post, name="post"),
    path("posts/<int:number>/items/<slug:code>/", views.mark, name="mark"),
    path("posts/<int:number>/marks/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("posts/<int:number>/stand-in/<int:pk>/", views.stand_in, name="stand_in"),
    path("stand-in/", views.send, name="send"),
]
