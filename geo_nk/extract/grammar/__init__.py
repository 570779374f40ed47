"""What the grammar of a sentence settles, whatever the models have learned."""
