"""Three ways to the lowest point of a parabola within a ball: min g.d + d.H d/2 over |d| <= radius."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from calcref.optimization.objective import norm

TINY = 1e-14  # of the largest curvature
NEAR, MOST = 1e-12, 100  # how near the border is near enough, and how often to try


def exact(gradient: Any, hessian: Any, radius: float) -> Any:
    """d = -(H + t)^-1 g with the least t >= 0 that makes H + t positive and d short enough (More and Sorensen).

    Where g has no part along the lowest curvature, d is made long enough along it.

    >>> exact(np.array([1.0, 0.0]), np.diag([1.0, -1.0]), 2.0).round(4)
    array([-0.5   , -1.9365])
    """
    curvatures, ways = np.linalg.eigh(hessian)
    parts = ways.T @ gradient
    lowest, tiny = float(curvatures[0]), TINY * max(float(np.max(np.abs(curvatures))), TINY)
    least = 0.0 if lowest > tiny else tiny - lowest
    inside = -parts / (curvatures + least)
    if norm(inside) <= radius:
        if least:  # along the lowest curvature the model falls, or is flat, to the border
            inside[0] = np.copysign(np.sqrt(radius**2 - float(inside[1:] @ inside[1:])), -parts[0])
        return ways @ inside
    low, high = least, least + norm(gradient) / radius
    shift = high
    for _ in range(MOST):  # Newton on 1/radius - 1/length, kept between the ends
        inside = -parts / (curvatures + shift)
        length = norm(inside)
        if abs(length - radius) <= NEAR * radius:
            break
        low, high = (shift, high) if length > radius else (low, shift)
        tried = shift + (length - radius) / radius * length**2 / float(np.sum(inside**2 / (curvatures + shift)))
        shift = tried if low < tried < high else (low + high) / 2
    return ways @ inside * min(1.0, radius / length)


def dogleg(gradient: Any, hessian: Any, radius: float) -> Any:
    """From the lowest point down the gradient on to Newton's, as far as the border; the gradient's where H bends down.

    >>> dogleg(np.array([1.0, 1.0]), np.diag([1.0, 4.0]), 10.0)
    array([-1.  , -0.25])
    """
    length = norm(gradient)
    bend = float(gradient @ hessian @ gradient)
    if not bend > 0:
        return -radius / length * gradient
    steepest = -(length**2) / bend * gradient
    if norm(steepest) >= radius:
        return -radius / length * gradient
    try:
        np.linalg.cholesky(hessian)
    except np.linalg.LinAlgError:
        return steepest
    newton = -np.linalg.solve(hessian, gradient)
    return newton if norm(newton) <= radius else _to_border(steepest, newton - steepest, radius)


def steihaug(gradient: Any, hessian: Any, radius: float) -> Any:
    """Conjugate gradients on the parabola, to the border where they reach it or meet a direction that bends down.

    >>> steihaug(np.array([1.0, 1.0]), np.diag([1.0, 4.0]), 10.0)
    array([-1.  , -0.25])
    """
    at, left = np.zeros_like(gradient), gradient
    way, small = -gradient, min(0.5, norm(gradient) ** 0.5) * norm(gradient)
    for _ in range(2 * gradient.size):
        bend = float(way @ hessian @ way)
        if bend <= 0:
            return _to_border(at, way, radius)
        far = float(left @ left) / bend
        if norm(at + far * way) >= radius:
            return _to_border(at, way, radius)
        at = at + far * way
        after = left + far * (hessian @ way)
        if norm(after) <= small:
            break
        way = -after + float(after @ after) / float(left @ left) * way
        left = after
    return at


def _to_border(at: Any, way: Any, radius: float) -> Any:
    """From `at` along `way` to the length `radius`."""
    a, b, c = float(way @ way), float(at @ way), float(at @ at) - radius**2
    return at + (-b + np.sqrt(max(b * b - a * c, 0.0))) / a * way


SUBPROBLEMS: Mapping[str, Callable[[Any, Any, float], Any]] = {"exact": exact, "dogleg": dogleg, "steihaug": steihaug}
