"""One file a step, in the order of its number; a step that has been released is never changed."""
