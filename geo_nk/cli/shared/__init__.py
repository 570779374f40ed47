"""What several commands share: their options, what they load, what they say on the terminal."""
