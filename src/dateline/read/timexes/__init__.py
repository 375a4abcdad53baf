"""Time expressions: found, given their TIMEX3 type and value, and resolved to intervals of days."""

from dateline.read.timexes.finder import find_timexes
from dateline.read.timexes.intervals import EventTime, event_interval

__all__ = ["EventTime", "event_interval", "find_timexes"]
