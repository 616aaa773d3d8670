"""Touch-points and the feed before become iCalendar; and any feed can be checked, line by line. Pure: no disk, no clock."""

from .build import build_feed
from .check import Finding, check_feed
from .fall import sudden_fall, sudden_nothing

__all__ = ["Finding", "build_feed", "check_feed", "sudden_fall", "sudden_nothing"]
