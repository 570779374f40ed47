"""Places from and for other programs: country files of GeoNames and GNS, the Linked Places Format, GeoJSON and CSV."""
