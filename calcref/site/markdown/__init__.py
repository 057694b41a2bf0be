"""What a page becomes: executed blocks, formulas and links, in a Markdown extension that any builder can call."""
