"""The symbolic core: questions, rules, derivations, evidence, errors."""
