"""What of an event table may go to others: levels as tables that a person can read, and nothing that hurts a source."""

from geo_nk.events.release.columns import only_columns
from geo_nk.events.release.levels import LEVELS, Rule, Source
from geo_nk.events.release.released import Release, release, release_events
from geo_nk.events.release.withheld import Withheld

__all__ = ["LEVELS", "Release", "Rule", "Source", "Withheld", "only_columns", "release", "release_events"]
