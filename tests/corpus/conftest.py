"""The browser that shows reports."""

from __future__ import annotations

from tests.browsers import browser as browser
from tests.browsers import driver_ as driver_
