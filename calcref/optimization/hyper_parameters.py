"""What the hyper-parameters of a method may be: one line for each name, the same for every method that has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from calcref.core.errors import OutsideDomain
from calcref.verify.given import is_finite, is_number, is_whole


def positive(name: str, value: Any, attempt: str) -> None:
    """Stand by while a hyper-parameter is a positive finite number.

    Raises:
        OutsideDomain: it is not.
    """
    if not (is_finite(value) and value > 0):
        raise OutsideDomain(f"{name} must be a positive finite number; found {value!r:.60}: try {attempt}")


def at_least_0(name: str, value: Any, attempt: str) -> None:
    """Stand by while a hyper-parameter is a finite number that is not negative.

    Raises:
        OutsideDomain: it is not.
    """
    if not (is_finite(value) and value >= 0):
        raise OutsideDomain(f"{name} must be a finite number, at least 0; found {value!r:.60}: try {attempt}")


def between_0_and_1(name: str, value: Any, attempt: str) -> None:
    """Stand by while a hyper-parameter is at least 0 and less than 1.

    Raises:
        OutsideDomain: it is not.
    """
    if not (is_number(value) and 0 <= value < 1):
        raise OutsideDomain(f"{name} must be at least 0 and less than 1; found {value!r:.60}: try {attempt}")


def yes_or_no(name: str, value: Any, attempt: str) -> None:
    """Stand by while an option is True or False.

    Raises:
        OutsideDomain: it is not.
    """
    if not isinstance(value, bool):
        raise OutsideDomain(f"{name} must be True or False; found {value!r:.60}: try {attempt}")


def whole(name: str, value: Any, attempt: str) -> None:
    """Stand by while a hyper-parameter is a whole number, at least 1.

    Raises:
        OutsideDomain: it is not.
    """
    if not (is_whole(value) and value >= 1):
        raise OutsideDomain(f"{name} must be a whole number, at least 1; found {value!r:.60}: try {attempt}")


def three_numbers(name: str, value: Any, attempt: str) -> None:
    """Stand by while a hyper-parameter is a tuple of three finite numbers.

    Raises:
        OutsideDomain: it is not.
    """
    if not (isinstance(value, tuple) and len(value) == 3 and all(is_finite(it) for it in value)):
        raise OutsideDomain(f"{name} must be three finite numbers; found {value!r:.60}: try {attempt}")


_RANGES: Mapping[str, tuple[Callable[[str, Any, str], None], str]] = {
    "learning_rate": (positive, "0.01"),
    "epsilon": (positive, "1e-8"),
    "alpha": (between_0_and_1, "0.99"),
    "beta1": (between_0_and_1, "0.9"),
    "beta2": (between_0_and_1, "0.999"),
    "dampening": (between_0_and_1, "0"),
    "momentum": (between_0_and_1, "0.9"),
    "rho": (between_0_and_1, "0.9"),
    "initial_accumulator": (at_least_0, "0"),
    "learning_rate_decay": (at_least_0, "0"),
    "momentum_decay": (at_least_0, "0.004"),
    "weight_decay": (at_least_0, "0.01"),
    "centered": (yes_or_no, "True"),
    "decoupled": (yes_or_no, "True"),
    "nesterov": (yes_or_no, "True"),
    "iterations": (whole, "5"),
    "coefficients": (three_numbers, "(1.5, -0.5, 0.0)"),
}


def check(method: Any) -> None:
    """Stand by while every hyper-parameter of `method` is in its range.

    Raises:
        OutsideDomain: one of them is not.
    """
    for it in fields(method):
        if it.name in _RANGES:
            allowed, attempt = _RANGES[it.name]
            allowed(it.name, getattr(method, it.name), attempt)
