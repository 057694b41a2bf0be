"""From rows to judged lines: which sides a text says are equal, and what it has said before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from calcref.core.errors import CalcrefError
from calcref.judging.claims import Claim, Outcome
from calcref.judging.equations import follows
from calcref.judging.given import Given, Givens
from calcref.judging.known import Known
from calcref.judging.names import asks, differential_alone, letter_alone, letters_in, variables_in
from calcref.judging.rows import Clause, Part, Row, rows
from calcref.judging.tokens import tokens
from calcref.judging.words import DEFINING, EQUATION, FOLLOWING

UNITS = re.compile(r"[\d.,\sA-Za-z]+$")  # 5 m, and whatever else is but numbers and letters
SOUGHT = re.compile(r"['′]|\\prime|^\s*\\frac\s*\{\s*(d|\\partial)\s*[A-Za-z]")
GOING_ON = re.compile(r"\s*(?:\{\s*\}\s*)?(?:[+\-−]|\\cdot|\\times|/)")
UNFINISHED = re.compile(r"(?:[+\-−*/]|\\cdot|\\times)\s*$")
INTEGRALS = ("int", "∫", "integral")
MOST_LINES = 300  # that are judged

Decide = Callable[[Claim], Outcome]
Judged = tuple[Claim, Outcome]


@dataclass
class Chain:
    """Sides that are said to be equal, one after the other: the last of them, and what was found of it."""

    last: Part
    outcome: Outcome = field(default_factory=lambda: Outcome("given", ""))
    open: bool = False  # whether a sign stands at the end, so that the next row is its right side


def statements(text: str, decide: Decide) -> tuple[list[Judged], list[Given]]:
    """Every claim of `text` with what `decide` finds of it, and what the text takes as given."""
    reading = Reading(text, decide)
    for k, row in enumerate(reading.rows):
        reading.at_row = k
        reading.row(row)
    return reading.judged, reading.givens.noted


def _conditions_first(found: list[Row]) -> list[Row]:
    """The rows, with a condition that ends a line before the formula that it is said of: $x/x = 1$ for $x \\ne 0$."""
    for k in range(1, len(found)):
        before, row = found[k - 1], found[k]
        ends = k + 1 == len(found) or found[k + 1].line != row.line
        if ends and row.inline and row.line == before.line and all(map(_is_condition, row.clauses)):
            found[k - 1], found[k] = row, before
    return found


def _is_condition(clause: Clause) -> bool:
    return any(part.sign == "order" for part in clause.parts)


class Reading:
    """Reads rows from top to bottom; what was said above holds below."""

    def __init__(self, text: str, decide: Decide) -> None:
        self.rows = _conditions_first(list(rows(text)))
        self.decide = decide
        self.is_latex = "\\" in text
        self.givens = Givens(self.is_latex)
        self.judged: list[Judged] = []
        self.chain: Chain | None = None
        self.equation: tuple[str, str] | None = None
        self.equation_row = -1  # where that stands
        self.at_row = -1
        self.variables = {
            name
            for row in self.rows
            for clause in row.clauses
            for part in clause.parts
            for name in variables_in(part.text, self.is_latex)
        }
        self.later = dict(self._named())

    def _named(self) -> Iterator[tuple[str, str]]:
        """Letters that the text explains somewhere, with what they stand for: that may be below their use."""
        for row in self.rows:
            explains = bool(frozenset(row.words.split()) & DEFINING)
            for k, clause in enumerate(row.clauses):
                sides = clause.parts
                name = letter_alone(sides[0].text) if len(sides) > 1 else None
                said = name and sides[1].sign in ("equal", "define") and letters_in(sides[1].text, self.is_latex)
                if name and said and (k or explains or name in self.variables):
                    yield name, sides[1].text

    def variable_near(self, row: Row) -> str | None:
        """The letter of the integral that comes next, or else of the last one before."""
        found = None
        for other in self.rows:
            for part in (part for clause in other.clauses for part in clause.parts):
                inside = [
                    token.text for token in tokens(part.text, self.is_latex) if token.kind in ("int", "differential")
                ]
                first = next((name for mark, name in pairwise(inside) if mark in INTEGRALS), None)
                found = first or found
                if first and other.line >= row.line:
                    return first
        return found

    def row(self, row: Row) -> None:
        words = frozenset(row.words.split())
        self.givens.variable = self.variable_near(row)
        defined = set[int]()
        conditions = set[int]()
        for k, clause in enumerate(row.clauses):
            if self.givens.supposes(clause):
                conditions.add(k)
            elif not clause.link and self.givens.defines(clause, words, k == 0):
                defined.add(k)
                self.givens.look(clause.parts[0])
                self.givens.look(clause.parts[1])
                if self.givens.noted[-1].what == "a value":
                    self.equation = clause.parts[0].text, clause.parts[1].text
        main: Chain | None = None
        for k, clause in enumerate(row.clauses):
            if k in conditions:
                continue
            chain = self.clause(row, clause, words, k, k in defined)
            if chain is not None and (main is None or clause.link):
                main = chain
        if main is not None:
            self.chain = main

    def clause(self, row: Row, clause: Clause, words: frozenset[str], place: int, defined: bool) -> Chain | None:
        """Judge what a clause claims; the chain that it is, or goes on."""
        parts = clause.parts
        if len(parts) == 1:
            return self.expression(parts[0], place)
        goes_on = parts[0].text == "" and parts[0].sign == ""
        if self.is_chosen(clause):
            self.givens.note(parts[0], f"{parts[0].text} = {parts[1].text}", "a definition")
            return None
        broken = GOING_ON.match(parts[0].text) and parts[0].text.lstrip()[:1] in "+{"
        if self.chain is not None and (self.chain.open or broken) and not place and not goes_on:
            self.expression(parts[0], place)
            parts, goes_on = (replace(parts[0], text=""), *parts[1:]), True
        if goes_on and self.chain is None:
            claim = Claim(parts[1].line, "", parts[1].text, parts[1].sign, self.givens.known)
            self.judged.append((claim, Outcome("undecided", "there is nothing before this `=`")))
            return Chain(parts[1])
        chain = self.chain if goes_on and self.chain is not None else Chain(parts[0])
        if not goes_on:
            self.givens.look(parts[0])
        rest = [part for part in parts[1:] if part.text]
        for k, part in enumerate(rest):
            if not (defined and k == 0):
                self.side(chain, part, not goes_on and len(rest) == 1, words, clause.link)
            chain.last = part
        chain.open = not parts[-1].text
        return chain

    def is_chosen(self, clause: Clause) -> bool:
        """Whether a clause chooses the differential of a letter that stands for nothing yet: dv = e^x dx."""
        name = differential_alone(clause.parts[0].text)
        known = self.givens.known.letters
        return name is not None and name not in known and name not in self.later and len(clause.parts) == 2

    def expression(self, part: Part, place: int) -> Chain | None:
        """A row without a sign: the right side of the row before, more of it, or the start of a chain."""
        chain = self.chain
        if chain is not None and chain.open and not place:
            chain.open = False
            self.side(chain, part, False, frozenset(), "")
            chain.last = part
            return chain
        if place or not re.search(r"[A-Za-z0-9∫]", part.text) or not tokens(part.text, self.is_latex):
            return None
        if chain is not None and (GOING_ON.match(part.text) or UNFINISHED.search(chain.last.text)):
            joined = replace(chain.last, text=f"{chain.last.text} {part.text}")
            claim = self.judged[-1][0] if self.judged else None
            if claim is not None and claim.right == chain.last.text:
                claim = replace(claim, right=joined.text)
                chain.outcome = self._kept(self.decide(claim), chain)
                self.judged[-1] = claim, chain.outcome
            chain.last = joined
            return chain
        self.givens.look(part)
        return Chain(part)

    def side(self, chain: Chain, part: Part, alone: bool, words: frozenset[str], link: str) -> None:
        """Judge that `part` is equal to what stands before it in the chain."""
        before, known = chain.last, chain.outcome
        if len(self.judged) >= MOST_LINES:
            self.stop(before, part)
            return
        claim = Claim(
            part.line,
            before.text,
            part.text,
            part.sign,
            self.known_for(before, part),
            known.family,
            known.question,
            known.reading,
            alone,
            link,
        )
        outcome = self.alone(claim, words) if alone else self.decide(claim)
        self.givens.look(part)
        if outcome.kind == "given":
            self.givens.note(part, f"{before.text} = {part.text}", outcome.said)
        else:
            self.judged.append((claim, outcome))
        chain.outcome = self._kept(outcome, chain)

    def stop(self, before: Part, part: Part) -> None:
        """Say once that what follows is not judged any more."""
        if len(self.judged) == MOST_LINES:
            claim = Claim(part.line, before.text, part.text, part.sign, self.givens.known)
            said = f"no more than {MOST_LINES} equalities are judged at once; judge what begins here alone"
            self.judged.append((claim, Outcome("undecided", said)))

    @staticmethod
    def _kept(outcome: Outcome, chain: Chain) -> Outcome:
        """The outcome, in the family that the chain belongs to."""
        before = chain.outcome
        return replace(outcome, family=outcome.family or before.family, question=outcome.question or before.question)

    def alone(self, claim: Claim, words: frozenset[str]) -> Outcome:
        """An equality that stands alone: an identity, or an equation that is given or follows from the one before."""
        sides = claim.left, claim.right
        if self.equation is not None and claim.link:
            before, self.equation = self.equation, sides
            return follows(claim, before)
        outcome = self.decide(claim)
        asked = any(asks(side, self.is_latex) or self.is_partial(side) for side in sides)
        if outcome.kind in ("wrong", "undecided") and asked and self.is_sought(claim, words):
            self.equation = sides
            return Outcome("given", "an equation")
        if outcome.kind not in ("wrong", "condition") or asked:
            if claim.link == "" and not asked:
                self.equation = None
            return outcome
        if self.equation is not None:
            step = follows(claim, self.equation)
            follows_on = bool(words & FOLLOWING) or (not words and self.goes_on(claim, self.equation))
            if step.kind in ("right", "condition") or (step.kind == "wrong" and follows_on):
                self.equation, self.equation_row = sides, self.at_row
                return step
        if outcome.kind == "wrong" and self.is_equation(claim, words):
            self.equation, self.equation_row = sides, self.at_row
            return Outcome("given", "an equation")
        return outcome

    def goes_on(self, claim: Claim, before: tuple[str, str]) -> bool:
        """Whether an equation right below another is a step of solving it: both are about the same one letter."""
        letters = [
            letters_in(one, self.is_latex) | letters_in(other, self.is_latex)
            for one, other in (before, (claim.left, claim.right))
        ]
        solved = any(map(letter_alone, before))
        return self.equation_row == self.at_row - 1 and letters[0] == letters[1] and len(letters[0]) == 1 and not solved

    def is_partial(self, text: str) -> bool:
        """Whether a side holds f_x, the derivative of a function that is given in several letters."""
        return any(self.givens.known.partial(name) is not None for name in letters_in(text, self.is_latex))

    def is_sought(self, claim: Claim, words: frozenset[str]) -> bool:
        """Whether a derivative is set to 0, to find out where that is."""
        primed = (
            "'" in claim.left
            or "prime" in claim.left
            or re.match(r"\s*\\frac\s*\{\s*(d|\\partial)\s*[A-Za-z]", claim.left)
        )
        return claim.right.strip() == "0" and bool(primed or words & EQUATION)

    def is_equation(self, claim: Claim, words: frozenset[str]) -> bool:
        """Whether two sides that differ somewhere may be meant as an equation."""
        one, other = (letters_in(side, self.is_latex) for side in (claim.left, claim.right))
        if not one and not other:
            return False
        if UNITS.match(claim.left) and UNITS.match(claim.right) and one != other:
            return True
        if words & EQUATION or not one or not other or not (one <= other or other <= one):
            return True
        return bool(letter_alone(claim.left) or letter_alone(claim.right)) or self.leads_on(claim)

    def leads_on(self, claim: Claim) -> bool:
        """Whether the equality that comes next follows from this one, as it would from an equation."""
        following = (
            clause
            for row in self.rows
            for clause in row.clauses
            if len(clause.parts) == 2 and clause.parts[0].text and clause.parts[1].sign == "equal"
            if clause.parts[0].line > claim.line or (clause.link and clause.parts[0].text != claim.left)
        )
        clause = next(following, None)
        if clause is None:
            return False
        step = replace(claim, left=clause.parts[0].text, right=clause.parts[1].text)
        return clause.link != "" or follows(step, (claim.left, claim.right)).kind in ("right", "condition")

    def known_for(self, before: Part, part: Part) -> Known:
        """What is known, with definitions that stand below of letters that nothing above explains."""
        known = self.givens.known
        one, other = (letters_in(side.text, self.is_latex) for side in (before, part))
        for name in sorted((other ^ one) - set(known.letters)):
            if name not in self.later:
                continue
            expr = self.givens.read(self.later[name])
            try:
                if expr is not None:
                    wider = known.with_letter(name, expr)
                    wider.expand(expr)
                    known = wider
            except CalcrefError:
                continue
        return known
