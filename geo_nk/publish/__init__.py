"""Make what is given to others: the map, the tables and the record of a release in one folder."""

from geo_nk.publish.folder import DEFAULT_FORMATS, FORMATS, write_release

__all__ = ["DEFAULT_FORMATS", "FORMATS", "write_release"]
