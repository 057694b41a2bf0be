"""What a reader moves: a picture that a script draws again, with functions that were compiled here."""
