"""The rule texts by topic. Each says what must hold; none knows an engine or a caller."""
