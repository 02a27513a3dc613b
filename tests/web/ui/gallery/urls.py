from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("prefer/", nothing, name="prefer"), path("logout/", nothing, name="logout")]
