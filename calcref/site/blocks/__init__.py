"""What a page's block can print: statement cards, lists of rules, sheets, evidence, folded answers."""
