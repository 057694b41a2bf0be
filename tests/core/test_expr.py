"""The constructors keep what they are given, and every walk survives deep expressions."""

import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.expr import (
    Fold,
    Interner,
    add,
    apply,
    brief,
    divide,
    fill,
    fresh,
    is_open,
    mul,
    nodes,
    open_questions,
    post_order,
    power,
    raw,
    substitute,
    symbols_of,
    tree_size,
    varies,
)
from calcref.core.questions import At, Between, DefiniteIntegral, Diff

x, y, u = sp.symbols("x y u", real=True)
numbers = st.integers(-5, 5).map(sp.Integer)
leaves = st.one_of(numbers, st.sampled_from([x, y]))
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: add(*pair)),
        st.tuples(inner, inner).map(lambda pair: mul(*pair)),
        inner.map(lambda expr: apply(sp.sin, expr)),
    ),
    max_leaves=12,
)


def deep(levels: int) -> sp.Expr:
    expr = x
    for _ in range(levels):
        expr = apply(sp.sin, add(expr, sp.S.One))
    return expr


@given(trees, trees)
def test_constructors_keep_the_value(left, right):
    point = {x: sp.Rational(3, 7), y: sp.Rational(-2, 5)}
    for built, expected in ((add(left, right), left + right), (mul(left, right), left * right)):
        assert abs(sp.N(built.subs(point) - expected.subs(point), 30)) < 1e-20


def test_constructors_do_not_evaluate():
    assert mul(x, x).args == (x, x)
    assert mul(sp.Integer(2), add(x, y)).args == (2, x + y)
    assert power(power(x, sp.Integer(2)), sp.S.Half).func is sp.Pow


def test_constructors_fold_numbers_and_drop_units():
    assert mul(sp.Integer(2), x, sp.S.Half) is x
    assert mul(x, sp.S.Zero) is sp.S.Zero
    assert add(x, sp.Integer(2), sp.Integer(-2)) is x
    assert power(x, sp.S.Zero) is sp.S.One
    assert divide(sp.S.One, x) == 1 / x


@given(trees)
def test_folds_agree_with_sympys_walks(expr):
    assert symbols_of(expr) == expr.free_symbols
    assert tree_size(expr) == sum(1 for _ in sp.preorder_traversal(expr))


def test_a_bound_variable_is_not_free():
    assert symbols_of(At(sp.cos(u), u, x)) == {x}
    assert symbols_of(Between(u**2, u, x, y)) == {x, y}
    assert symbols_of(DefiniteIntegral(u**2, u, 0, x)) == {x}
    assert symbols_of(Diff(u**2, u)) == {u}


@given(trees)
def test_substitution_agrees_with_sympy(expr):
    point = {x: sp.Rational(3, 7), y: sp.Rational(-2, 5)}
    assert abs(sp.N(substitute(expr, point) - expr.subs(point), 30)) < 1e-20


def test_substitution_closes_closing_heads():
    assert substitute(At(sp.cos(u), u, x), {x: y}) == sp.cos(y)
    assert substitute(Between(u**2, u, sp.S.Zero, x), {x: sp.Integer(3)}) == 9


def test_open_questions_are_the_innermost_from_left_to_right():
    inner, other = Diff(sp.sin(x), x), Diff(x, x)
    expr = raw(sp.Add, raw(Diff, inner, x), other, inner)
    assert open_questions(expr) == (inner, other)
    assert not is_open(fill(fill(expr, {inner: x, other: sp.S.One}), {raw(Diff, x, x): sp.S.One}))


def test_walks_do_not_recurse():
    expr = deep(5_000)
    assert varies(expr, x)
    assert not varies(expr, y)
    assert tree_size(expr) == 15_001
    assert sum(1 for _ in nodes(expr)) == 10_002
    assert symbols_of(substitute(expr, {x: y})) == {y}
    assert brief(expr) == "an expression of 15001 nodes"


def test_interning_makes_equal_parts_one_object():
    canonical = Interner()(raw(sp.Add, deep(1_000), deep(1_000)))
    assert canonical.args[0] is canonical.args[1]


def test_a_full_fold_forgets_and_stays_right():
    counting = Fold(lambda leaf: 1, lambda node, found: 1 + sum(found))
    counting.limit = 3
    for levels in (2, 3, 4):
        assert counting(deep(levels)) == tree_size(deep(levels))


def test_fresh_symbols_avoid_what_occurs():
    assert fresh(x) == u
    assert fresh(u * sp.Symbol("v", real=True)).name == "w"
    taken = sp.Mul(*(sp.Symbol(name, real=True) for name in "uvwstpqr"))
    assert fresh(taken).name == "u_1"


def test_a_walk_gives_each_node_once_after_its_parts():
    inner = sp.sin(x)
    expr = raw(sp.Add, inner, raw(sp.Mul, inner, sp.cos(x)))
    seen = {}
    for node, parts in post_order(expr, lambda node: node.args, seen):
        assert id(node) not in seen
        assert all(id(part) in seen for part in parts)
        seen[id(node)] = node
    assert list(seen.values())[-1] is expr
