"""The records that rules and derivations are made of; all frozen, all plain data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import sympy as sp
from sympy.core.function import AppliedUndef

from calcref.core.about import About, Facts
from calcref.core.proofs import Argument, Counterexample, FromDefinition, FromForm, FromInverse
from calcref.core.questions import Question
from calcref.core.shown import Brief

if TYPE_CHECKING:
    from calcref.core.evidence import Evidence
    from calcref.core.remainder import Remainder

Where = Mapping[str, sp.Expr]
Point = Mapping[sp.Symbol, sp.Expr]


@dataclass(frozen=True, slots=True, repr=False)
class Statement(Brief):
    """An equation between expressions in generic letters; text and LaTeX come from it.

    `meaning` says what a letter stands for that is no function or number of the reader's choice, such as F for an
    antiderivative of f.
    """

    left: sp.Expr
    right: sp.Expr
    meaning: tuple[tuple[str, sp.Expr], ...] = ()

    @property
    def meanings(self) -> Iterator[tuple[sp.Expr, sp.Expr]]:
        """The letters on the right that stand for the answer to a question which the left side does not say."""
        named = {str(it.func) if it.args else str(it): it for it in self.right.atoms(sp.Symbol, AppliedUndef)}
        for name, means in self.meaning:
            if name in named and means != self.left and means.has(Question):
                yield named[name], means

    @property
    def everywhere(self) -> str:
        """That it holds for whatever stands for its letters, in words."""
        functions = sorted({it.func.__name__ for it in self.left.atoms(AppliedUndef)})
        if functions:
            return f"every ${functions[0]}$ for which both sides have a value"
        letters = sorted(map(str, self.left.free_symbols), key=lambda name: (name != "x", name))
        return f"every real {', '.join(f'${name}$' for name in letters)}"


@dataclass(frozen=True, slots=True, repr=False)
class Condition(Brief):
    """Something that must hold for a rule to be true.

    Args:
        text: the condition in the letters of the statement, with TeX between dollar signs.
        holds: from what each letter stands for and the point that is asked about (empty where none is)
            to True, False, or None where it cannot be told.
    """

    text: str
    holds: Callable[[Where, Point], bool | None]


@dataclass(frozen=True, slots=True, repr=False)
class Rewriting(Brief):
    """What a question becomes, and what each letter of the rule's statement stood for.

    `used` names the derivations, among those the rule asked for, that this rewriting leans on; all of them where None.
    """

    after: sp.Expr
    where: Where = field(default_factory=dict)
    used: tuple[Derivation, ...] | None = None


Ask = Callable[[Question], "Derivation | None"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Law(About):
    """One named equation of calculus.

    Closing steps (evaluate, simplify, solve for the integral) go by a law and no more: no search offers it a question.

    Args:
        statement: the equation in generic letters.
        conditions: what must hold for the equation to be true.
        hypotheses: what it takes for granted of its functions, in words; the questions that it opens decide it.
        kinked: whether the right side may have a value where a condition fails, as 0 is the sign of 0.
        proof: why it is true.
        counterexample: what goes wrong when a condition is dropped.

    The other arguments are those of `About`.
    """

    statement: Statement
    conditions: tuple[Condition, ...] = ()
    hypotheses: tuple[str, ...] = ()
    kinked: bool = False
    proof: FromDefinition | FromForm | FromInverse | Argument | None = None
    counterexample: Counterexample | None = None

    @property
    def latex(self) -> str:
        """The equation in TeX."""
        from calcref.render import latex

        return f"{latex(self.statement.left)} = {latex(self.statement.right)}"

    @property
    def domain(self) -> tuple[str, ...]:
        """What it takes for granted, and what must hold; of a law without either, that it holds everywhere."""
        return (*self.hypotheses, *self.holds_for) or (self.statement.everywhere,)

    @property
    def grounds(self) -> Facts:
        """Why it is true, and what goes wrong where a condition is dropped."""
        proof = (self.proof.words(self.source),) if self.proof else ()
        failure = (self.counterexample.words(self._lettered),) if self.counterexample else ()
        return ("Proof", proof), ("Fails without", failure)

    @property
    def holds_for(self) -> tuple[str, ...]:
        """The conditions in the letters of the statement, and what it says of a letter that no reader may choose."""
        from calcref.render import latex

        texts = (self._lettered(condition.text) for condition in self.conditions)
        return *texts, *(f"${latex(name)} = {latex(means)}$" for name, means in self.statement.meanings)

    def _lettered(self, text: str) -> str:
        """`text` in the letters of the statement: where it says u, for what x stands for there, in x."""
        own = "u" in map(str, self.statement.left.atoms(sp.Symbol, AppliedUndef))
        return text if own else re.sub(r"\bu\b", "x", text)

    def __repr__(self) -> str:
        from calcref.render.short import short_law

        return short_law(self)

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex}$"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Rule(Law):
    """A law that answers questions: it rewrites one as an equal expression that asks smaller ones.

    Args:
        rewrite: `rewrite(question, ask)` yields what the question may become, best first, and yields
            nothing where the rule does not fit. `ask(question)` answers a smaller question now (None where no
            rule does); what was asked becomes a part of the derivation.
        heads: the heads of the expressions that it can fit, if it can fit only some; others are not offered to it.
        asks: the kinds of question that it answers; others are not offered to it. Empty: every kind.
        cost: what one try takes of the budget, beside the questions that it opens; 0 where it only reads the
            expression. A rule with a cost is not tried on what another rule only wonders about (see the engine).
        shrinks: whether what it opens is always smaller, so that it may go as deep as it likes.
    """

    rewrite: Callable[[Question, Ask], Iterator[Rewriting]]
    heads: tuple[type[sp.Basic], ...] = ()
    asks: tuple[type[Question], ...] = ()
    cost: int = 0
    shrinks: bool = False

    def is_about(self, question: Question) -> bool:
        """Whether `question` is of a kind, and about a head, that the rule may fit."""
        kind, head = type(question), type(question.expr)
        return (not self.asks or kind in self.asks) and (not self.heads or head in self.heads)


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One arrow of a derivation: `before` equals `after`, by `rule`."""

    rule: Law
    before: sp.Expr
    after: sp.Expr
    where: Where = field(default_factory=dict)

    def __repr__(self) -> str:
        from calcref.render.short import short_step

        return short_step(self)

    def _repr_latex_(self) -> str:
        from calcref.render import latex

        return f"$\\displaystyle {latex(self.before)} = {latex(self.after)} \\quad \\text{{{self.rule.name}}}$"


@dataclass(frozen=True, eq=False)
class Derivation:
    """A tree of steps: `step`, then a derivation for each question that it left open or asked on the way.

    `answer` is `step.after` with the answers of the parts put in; it comes from the steps and from nowhere else.
    Derivations of equal questions are shared, and compare by identity. Only a Taylor polynomial has a `remainder`.
    """

    step: Step
    parts: tuple[Derivation, ...]
    answer: sp.Expr
    remainder: Remainder | None = None

    @property
    def question(self) -> Question:
        """The open question that this derivation answers."""
        node = self
        while not isinstance(node.step.before, Question):
            node = node.parts[0]
        return node.step.before

    @cached_property
    def nodes(self) -> tuple[Derivation, ...]:
        """Every distinct derivation in the order of the reading: rewriting an answer comes after what gave it."""
        found: dict[int, Derivation] = {}
        stack: list[tuple[Derivation, bool]] = [(self, False)]
        while stack:
            node, ready = stack.pop()
            if id(node) in found:
                continue
            if ready or isinstance(node.step.before, Question):
                found[id(node)] = node
            else:
                stack.append((node, True))
            if not ready:
                stack.extend((part, False) for part in reversed(node.parts))
        return tuple(found.values())

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps in the order of the reading, each once."""
        return tuple(node.step for node in self.nodes)

    # What follows crosses layers: one line each, imported when called.

    @cached_property
    def domain(self) -> tuple[sp.Interval, ...]:
        """The open intervals on which the answer is an antiderivative, with a constant for each; empty otherwise.

        An interval whose ends hold the integer k stands for one at each integer.
        """
        from calcref.reals.breaks import intervals

        return intervals(self)

    def check(self) -> Evidence:
        """Check every step, and the answer, by something that shares no code with the rules; once."""
        return self._evidence

    @cached_property
    def _evidence(self) -> Evidence:
        from calcref.verify import check

        return check(self)

    @cached_property
    def by_numbers(self) -> tuple[list[Evidence], list[Evidence]]:
        """What numbers say of each step, and of the answers, before anything is proved; once."""
        from calcref.verify.symbolic import by_numbers

        return by_numbers(self)

    def hints(self) -> tuple[str, ...]:
        """The solution little by little: the name of the rule of each step, then what the step says."""
        from calcref.render import hints

        return hints(self)

    def alternatives(self) -> Iterator[Derivation]:
        """Other derivations of the same integral, found as they are asked for; answers may differ by a constant."""
        from calcref.verbs.alternatives import alternatives

        return alternatives(self)

    def to_text(self) -> str:
        """The derivation for a terminal, nested."""
        from calcref.render import to_text

        return to_text(self)

    def to_latex(self) -> str:
        """The derivation as one `aligned` chain of equalities, a rule's name beside each line."""
        from calcref.render import to_latex

        return to_latex(self)

    def to_markdown(self) -> str:
        """The derivation as Markdown: the chain of equalities, then the nested steps, which fold."""
        from calcref.render import to_markdown

        return to_markdown(self)

    def to_html(self, typeset: bool = False, brief: bool = False) -> str:
        """The derivation as HTML with TeX, or MathML if `typeset`; in `brief` the chain of equalities and its rules."""
        from calcref.render import to_html

        return to_html(self, typeset=typeset, brief=brief)

    def to_json(self) -> str:
        """The derivation as JSON text: a schema version and a flat table of numbered nodes."""
        from calcref.render import to_json

        return to_json(self)

    @classmethod
    def from_json(cls, written: str) -> Derivation:
        """The derivation that `to_json` wrote as `written`; its steps go by the rules of the catalogue."""
        from calcref.verbs.from_json import from_json

        return from_json(written)

    def to_notebook(self) -> dict[str, Any]:
        """The derivation as a Jupyter notebook (nbformat 4), ready for `json.dump`."""
        from calcref.render import to_notebook

        return to_notebook(self)

    def _repr_html_(self) -> str:
        return self.to_html(typeset=True)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.to_latex()}$"

    def __repr__(self) -> str:
        from calcref.render.short import short_derivation

        return short_derivation(self)

    def __str__(self) -> str:
        return self.to_text()
