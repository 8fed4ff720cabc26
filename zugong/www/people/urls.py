"""Addresses of this journey."""

from __future__ import annotations

from zugong.www.people import list_urls, person_urls, quality_urls


app_name = "people"
urlpatterns = [*list_urls.urlpatterns, *person_urls.urlpatterns, *quality_urls.urlpatterns]
