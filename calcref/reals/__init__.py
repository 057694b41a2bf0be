"""Where a real formula breaks, and where it is 0."""
