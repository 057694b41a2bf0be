"""Judging a derivation: from a text of equalities to a verdict for each line. Knows no rule; numbers decide."""

from calcref.judging.given import Given
from calcref.judging.mistakes import MISTAKES
from calcref.judging.mistakes.record import Mistake
from calcref.judging.result import Judgement, Line, NothingToJudge

__all__ = ["MISTAKES", "Given", "Judgement", "Line", "Mistake", "NothingToJudge"]
