"""What was done in search of work, week by week, as unemployment offices ask for it."""

from .activities import Activity, activities
from .weeks import Week, WorkLog, work_log

__all__ = ["Activity", "Week", "WorkLog", "activities", "work_log"]
