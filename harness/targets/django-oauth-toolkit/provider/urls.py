# SPDX-License-Identifier: Apache-2.0
from django.contrib import admin
from django.http import JsonResponse
from django.urls import include, path
from oauth2_provider.views.generic import ScopedProtectedResourceView


class Resource(ScopedProtectedResourceView):
    required_scopes = ["read"]

    def get(self, request):
        owner = request.resource_owner
        return JsonResponse({"user": owner.get_username() if owner else None})


urlpatterns = [
    path("admin/", admin.site.urls),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    path("resource", Resource.as_view()),
]
