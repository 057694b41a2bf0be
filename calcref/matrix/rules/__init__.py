"""One rule an operation: each moves a pairing ⟨G, dE⟩ one operation nearer to dX."""
