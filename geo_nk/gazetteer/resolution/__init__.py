"""Toponym resolution: which place a name means, or why none is chosen.

A `question` is a name with what the text says beside it. The listed names that it may be are its `candidates`;
`features` weigh each against the text, `answer` chooses one or says that several fit, and `abstention` says
when a name is too little to mean a place at all.
"""
