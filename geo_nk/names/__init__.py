"""How names are written: letters folded, kinds told from names, Korean romanised and brought to one key.

Nothing here knows a place; :mod:`geo_nk.gazetteer` does.
"""
