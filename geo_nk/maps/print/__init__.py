"""Figures for print, drawn by matplotlib: the map, and the strip chart."""
