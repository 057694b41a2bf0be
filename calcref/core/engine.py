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
from calcref.core.records import Derivation, Law, Rewriting, Rule, Statement, Step

DEPTHS = (3, 5, 7, 10)

_I, _A, _k = sp.symbols("I A k", real=True)

SOLVE = Law(
    id="solve-for-the-integral",
    name="Solve for the integral",
    statement=Statement(_I, divide(_A, add(sp.S.One, negative(_k)))),
    page="integrals/what-an-integral-is/#antiderivative",
)

Solving = Generator[tuple[Question, int], "Derivation | None", "Derivation | None"]


def derive(
    question: Question, rules: Sequence[Rule], budget: int = 100_000, depths: Sequence[int] = DEPTHS
) -> Derivation:
    """The derivation of `question` by `rules`, found by trying them in their order, short derivations first.

    The same question gives the same derivation, whatever ran before.

    Args:
        question: an open question.
        rules: tried in their order; the rewritings of each are tried best first.
        budget: how much work may be done: 1 for each question that is opened, whoever opens it, and the `cost`
            of each rule that is tried.
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
    raise search.refusal(root)


class _Search:
    """One search: what is known, what failed at which depth, and what may still be spent."""

    def __init__(self, rules: Sequence[Rule], budget: int) -> None:
        self.rules, self.budget, self.spent = rules, budget, 0
        self.by_kind: dict[tuple[type[sp.Basic], type[sp.Basic] | None], tuple[Rule, ...]] = {}
        self.intern = Interner()
        self.known: dict[Question, Derivation] = {}
        self.failed: dict[tuple[Question, bool], int] = {}
        self.opened_by: dict[Question, Rule] = {}
        self.rewritten: dict[tuple[str, Question], list[Rewriting]] = {}
        self.tried: dict[str, None] = {}
        self.cut = False
        self.stuck: Question | None = None

    def run(
        self, root: Question, depth: int, ancestors: dict[Question, None], costly: bool = True
    ) -> Derivation | None:
        """Answer `root`, opening questions no more than `depth` deep; what a rule that shrinks opens costs no depth.

        Rules with a cost are tried only where `costly`.
        """
        active = ancestors | {root: None}
        stack = [(root, depth, self.solve(root, depth, active, costly))]
        value: Derivation | None = None
        while stack:
            question, left, solving = stack[-1]
            try:
                wanted, deeper = solving.send(value)
            except StopIteration as stop:
                stack.pop()
                del active[question]
                value = stop.value
                self.remember(question, left, value, costly)
                continue
            value = self.known.get(wanted)
            if value is None and self.admits(wanted, deeper, costly):
                active[wanted] = None
                stack.append((wanted, deeper, self.solve(wanted, deeper, active, costly)))
        return value

    def admits(self, wanted: Question, left: int, costly: bool) -> bool:
        """Whether `wanted` may be opened with `left` levels to go, its own included; counts it if so."""
        if left < 1:
            self.cut = True
            return False
        if self.failed.get((wanted, costly), -1) >= left:
            return False
        self.spend(1, wanted)
        return True

    def spend(self, work: int, question: Question) -> None:
        """Count `work` that is done for `question`."""
        self.spent += work
        if self.spent > self.budget:
            raise BudgetExceeded(
                f"stopped after {self.spent - work} of {self.budget} units of work (questions opened, and the cost of "
                f"rules), at {brief(question)}; try a larger budget or a simpler question"
            )

    def refusal(self, root: Question) -> NoRuleApplies:
        """What to say where nothing was found: the question that no rule fits, who opened it, what was tried on it."""
        stuck = self.stuck or root
        opener = self.opened_by.get(stuck)
        source = f", which the step '{opener.name}' asks for" if opener else ""
        fitting = ", ".join(rule.id for rule in self.offered(stuck)) or "nothing: no rule is about such a question"
        return NoRuleApplies(f"no rule answers {brief(stuck)}{source}; tried {fitting}", tuple(self.tried))

    def offered(self, question: Question) -> tuple[Rule, ...]:
        """The rules that may fit `question`, in their order."""
        kind, head = type(question), type(question.expr)
        found = self.by_kind.get((kind, head))
        if found is None:
            asked = self.by_kind.get((kind, None))
            if asked is None:
                asked = self.by_kind[kind, None] = tuple(r for r in self.rules if not r.asks or kind in r.asks)
            found = tuple(rule for rule in asked if not rule.heads or head in rule.heads)
            self.by_kind[kind, head] = found
        return found

    def remember(self, question: Question, left: int, value: Derivation | None, costly: bool) -> None:
        if value is None:
            self.failed[question, costly] = max(left, self.failed.get((question, costly), -1))
        elif not is_open(value.answer):
            self.known[question] = value

    def solve(self, question: Question, left: int, active: dict[Question, None], costly: bool) -> Solving:
        """Try the rules on `question`; yields the questions that it needs, each with the levels left for it.

        What a rule asks about a question of its own kind is a guess (does this part have an antiderivative?) and is
        answered without the rules that have a cost.
        """
        fitted = False
        asked: dict[int, Derivation] = {}
        asking = False

        def ask(sub: Question) -> Derivation | None:
            nonlocal asking
            asking = True
            guess = type(sub) is type(question)
            found = self.ask(self.intern(sub), left - (not rule.shrinks), active, costly and not guess)
            if found is not None:
                asked[id(found)] = found
            return found

        for rule in self.offered(question):
            if rule.cost:
                if not costly:
                    continue
                self.spend(rule.cost, question)
            asked.clear()
            self.tried[rule.id] = None
            known, seen, asking = self.rewritten.get((rule.id, question)), [], False
            for rewriting in rule.rewrite(question, ask) if known is None else known:
                fitted = True
                seen.append(rewriting)
                found = yield from self.close(question, rule, rewriting, asked, active, left - (not rule.shrinks))
                if found is not None:
                    return found
            if not asking:  # what it offers does not depend on the depth
                self.rewritten[rule.id, question] = seen
        if not fitted and self.stuck is None:
            self.stuck = question
        return None

    def ask(self, sub: Question, left: int, active: dict[Question, None], costly: bool) -> Derivation | None:
        """Answer a rule's own question now; an answer that leans on an ancestor is none."""
        found = self.known.get(sub)
        if found is None and sub not in active and self.admits(sub, left, costly):
            found = self.run(sub, left, active, costly)
        return None if found is None or is_open(found.answer) else found

    def close(
        self,
        question: Question,
        rule: Rule,
        rewriting: Rewriting,
        asked: dict[int, Derivation],
        active: dict[Question, None],
        left: int,
    ) -> Solving:
        """Answer everything that `rewriting` leaves open, innermost first; ancestors stay open."""
        after = answer = self.intern(rewriting.after)
        leaned_on = asked.values() if rewriting.used is None else rewriting.used
        parts = {id(part): part for part in leaned_on}
        while todo := [inner for inner in open_questions(answer) if inner not in active]:
            answers: dict[sp.Basic, sp.Expr] = {}
            for wanted in todo:
                self.opened_by.setdefault(wanted, rule)
                part = yield wanted, left
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
