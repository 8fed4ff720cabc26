"""Everything out, and in again: a full export that an empty installation can be restored from."""
