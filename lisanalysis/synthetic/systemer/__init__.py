"""One writer per source system: the rows as that system would deliver them, in its example layout."""
