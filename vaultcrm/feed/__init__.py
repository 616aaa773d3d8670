"""Touch-points and the feed before become iCalendar; and any feed can be checked, line by line. Pure: no disk, no clock."""

from .build import build_feed, sudden_nothing
from .check import Finding, check_feed

__all__ = ["Finding", "build_feed", "check_feed", "sudden_nothing"]
