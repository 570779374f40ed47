"""Files of events, a module for each format; `geo_nk.events.files` chooses between them by the ending."""
