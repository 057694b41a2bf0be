"""From a question to a derivation: one search for every branch of calculus.

Each question is a coroutine that yields the questions it needs and is sent their derivations, so nothing recurses
with the input. Equal questions are answered once. A question equal to one of its own ancestors stays open in the
answer, and the ancestor solves for it.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

import sympy as sp

from calcref.core.errors import BudgetExceeded, NoRuleApplies
from calcref.core.expr import Interner, add, brief, divide, fill, fresh, is_open, negative, open_questions
from calcref.core.questions import Closing, Question
from calcref.core.records import Derivation, Rewriting, Rule, Statement, Step

DEPTHS = (3, 5, 7, 10)

_I, _A, _k = sp.symbols("I A k", real=True)

SOLVE = Rule(
    id="solve-for-the-integral",
    name="Solve for the integral",
    statement=Statement(_I, divide(_A, add(sp.S.One, negative(_k)))),
    rewrite=lambda question, ask: iter(()),
    page="integrals/what-an-integral-is/#antiderivative",
)

Solving = Generator[Question, "Derivation | None", "Derivation | None"]


def derive(
    question: Question, rules: Sequence[Rule], budget: int = 100_000, depths: Sequence[int] = DEPTHS
) -> Derivation:
    """The derivation of `question` by `rules`, found by trying them in their order, short derivations first.

    The same question gives the same derivation, whatever ran before.

    Args:
        question: an open question.
        rules: tried in their order; the rewritings of each are tried best first.
        budget: how many questions may be opened.
        depths: how deep to search, one try after the other.

    Raises:
        NoRuleApplies: no derivation exists with these rules.
        BudgetExceeded: none was found within the budget.
    """
    search = _Search(rules, budget)
    root = search.intern(question)
    for depth in depths:
        search.cut = False
        found = search.run(root, depth, {})
        if found is not None:
            return found
        if not search.cut:
            break
    stuck = search.stuck or root
    tried = tuple(dict.fromkeys(rule.id for rule in rules))
    raise NoRuleApplies(f"no rule answers {brief(stuck)}; tried {', '.join(tried)}", tried)


class _Search:
    """One search: what is known, what failed at which depth, and what may still be spent."""

    def __init__(self, rules: Sequence[Rule], budget: int) -> None:
        self.rules, self.budget, self.spent = rules, budget, 0
        self.by_head: dict[type[sp.Basic], tuple[Rule, ...]] = {}
        self.intern = Interner()
        self.known: dict[Question, Derivation] = {}
        self.failed: dict[Question, int] = {}
        self.cut = False
        self.stuck: Question | None = None

    def run(self, root: Question, depth: int, ancestors: dict[Question, None]) -> Derivation | None:
        """Answer `root`, opening questions no more than `depth` deep; questions that only shrink cost no depth."""
        active = ancestors | {root: None}
        stack = [(root, depth, self.solve(root, depth, active))]
        value: Derivation | None = None
        while stack:
            question, left, solving = stack[-1]
            try:
                wanted = solving.send(value)
            except StopIteration as stop:
                stack.pop()
                del active[question]
                value = stop.value
                self.remember(question, left, value)
                continue
            value = self.known.get(wanted)
            if value is None and self.admits(wanted, left):
                deeper = left - wanted.searches
                active[wanted] = None
                stack.append((wanted, deeper, self.solve(wanted, deeper, active)))
        return value

    def admits(self, wanted: Question, left: int) -> bool:
        """Whether `wanted` may be opened with `left` levels to go; counts it if so."""
        if wanted.searches and left <= 1:
            self.cut = True
            return False
        if self.failed.get(wanted, -1) >= left - wanted.searches:
            return False
        self.spent += 1
        if self.spent > self.budget:
            raise BudgetExceeded(
                f"stopped after {self.budget} questions, at {brief(wanted)}; try a larger budget or a simpler one"
            )
        return True

    def offered(self, question: Question) -> tuple[Rule, ...]:
        """The rules that may fit `question`, in their order."""
        head = type(question.expr)
        found = self.by_head.get(head)
        if found is None:
            found = tuple(rule for rule in self.rules if not rule.heads or head in rule.heads)
            self.by_head[head] = found
        return found

    def remember(self, question: Question, left: int, value: Derivation | None) -> None:
        if value is None:
            self.failed[question] = max(left, self.failed.get(question, -1))
        elif not is_open(value.answer):
            self.known[question] = value

    def solve(self, question: Question, left: int, active: dict[Question, None]) -> Solving:
        """Try the rules on `question`; yields the questions that it needs."""
        fitted = False
        asked: dict[int, Derivation] = {}

        def ask(sub: Question) -> Derivation | None:
            found = self.ask(self.intern(sub), left, active)
            if found is not None:
                asked[id(found)] = found
            return found

        for rule in self.offered(question):
            asked.clear()
            for rewriting in rule.rewrite(question, ask):
                fitted = True
                found = yield from self.close(question, rule, rewriting, asked, active)
                if found is not None:
                    return found
        if not fitted and self.stuck is None:
            self.stuck = question
        return None

    def ask(self, sub: Question, left: int, active: dict[Question, None]) -> Derivation | None:
        """Answer a rule's own question now; an answer that leans on an ancestor is none."""
        found = self.known.get(sub)
        if found is None and sub not in active and self.admits(sub, left):
            found = self.run(sub, left - sub.searches, active)
        return None if found is None or is_open(found.answer) else found

    def close(
        self,
        question: Question,
        rule: Rule,
        rewriting: Rewriting,
        asked: dict[int, Derivation],
        active: dict[Question, None],
    ) -> Solving:
        """Answer everything that `rewriting` leaves open, innermost first; ancestors stay open."""
        after = answer = self.intern(rewriting.after)
        leaned_on = asked.values() if rewriting.used is None else rewriting.used
        parts = {id(part): part for part in leaned_on}
        while todo := [inner for inner in open_questions(answer) if inner not in active]:
            answers: dict[sp.Basic, sp.Expr] = {}
            for wanted in todo:
                part = yield wanted
                if part is None:
                    return None
                parts[id(part)] = part
                answers[wanted] = part.answer
            answer = self.intern(fill(answer, answers))
        step = Step(rule, question, after, rewriting.where)
        derivation = Derivation(step, tuple(parts.values()), answer)
        return solve_for(question, derivation) if question in open_questions(answer) else derivation


def solve_for(question: Question, derivation: Derivation) -> Derivation | None:
    """From I = A + k·I, with k constant and not 1, to I = A/(1 − k); None where that does not fit."""
    inside = [node for node in sp.preorder_traversal(derivation.answer) if isinstance(node, Closing)]
    if any(node.has(question) for node in inside):
        return None
    unknown = fresh(derivation.answer, "IJKL")
    collected = sp.expand(derivation.answer.xreplace({question: unknown}))
    coefficient = collected.coeff(unknown, 1)
    rest = sp.expand(collected - coefficient * unknown)
    if unknown in rest.free_symbols or question.var in coefficient.free_symbols or coefficient == 1:
        return None
    answer = rest / (1 - coefficient)
    where = {"A": rest, "k": coefficient}
    return Derivation(Step(SOLVE, question, answer, where), (derivation,), answer)
