"""One writer per source system: the truth as that system would deliver it, in its example layout."""
