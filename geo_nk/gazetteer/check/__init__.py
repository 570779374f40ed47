"""What is wrong with the gazetteer's tables, and what a person should look at."""
