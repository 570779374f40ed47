"""Toponym resolution: which place a name means, or why none is chosen.

A `question` is a name and what the text says beside it. Where it needs no weighing, `fast_path` answers it. Else its
`scene` is what it says, worked out, and its `candidates` are the listed names that it may be; `features` weigh each
against the scene, `ranking` puts them in order, `answer` chooses one or says that several fit, and `abstention` says
when a name is too little to mean a place at all.
"""
