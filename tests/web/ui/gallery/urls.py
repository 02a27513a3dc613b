from django.urls import include, path

urlpatterns = [path("ui/", include("yixian.web.ui.urls"))]
