"""For MkDocs alone, and for speed alone: pages in memory, converted side by side, library edits seen while serving."""
