"""The figures of the pages, in a room for each family."""
