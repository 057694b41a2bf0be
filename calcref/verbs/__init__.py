"""The public verbs, a module each, and how they read what they are given."""
