"""What the page and figures for print have in common: the basemap, where events are marked, looks and words."""
