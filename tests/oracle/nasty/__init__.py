"""The pieces of the random data sets: small, valid, and full of boundaries, gaps and missing cells."""
