import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english():
    """Sentences of the report are compared as they stand in the code."""
    with translation.override("en"):
        yield
