# SPDX-License-Identifier: Apache-2.0
"""A client that may use more than one grant, as django-oauth-toolkit's documentation has it ("Multiple Grants")."""
from django.db import models
from oauth2_provider.models import AbstractApplication


class Application(AbstractApplication):
    grants = models.TextField()

    def allows_grant_type(self, *grant_types):
        return not set(self.grants.split()).isdisjoint(grant_types)
