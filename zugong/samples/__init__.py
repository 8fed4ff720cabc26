"""Invented data sets in the contract tables: districts for officers and tests, a nation for measuring."""
