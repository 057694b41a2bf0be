"""InfoNCE: tell the one partner of an example from all others, by similarities."""

from __future__ import annotations

from typing import Any

from calcref.core.about import Source
from calcref.losses.cross_entropy_loss import cross_entropy, rows
from calcref.losses.loss import Loss, positive


def info_nce(temperature: float = 1.0) -> Loss:
    """Return the contrastive loss of similarities (n, K): cross-entropy of the softmax of s/temperature.

    The target says which of the K candidates belongs to each example: for a batch against itself, `np.eye(n)`.
    ln(K) minus the loss is a lower bound for the mutual information, in the mean; so none above ln(K) is ever shown.

    Raises:
        OutsideDomain: `temperature` is not a positive finite number.

    Source: van den Oord, Li and Vinyals, Representation learning with contrastive predictive coding, arXiv 1807.03748.

    >>> round(float(info_nce(0.5).value([[1.0, 0.0], [0.0, 1.0]], [[1, 0], [0, 1]])), 4)
    0.1269
    """
    heat = positive("temperature", temperature)

    def value(scores: Any, target: Any) -> Any:
        scores, target = rows(scores, target)
        return cross_entropy.value(scores / heat, target)

    def gradient(scores: Any, target: Any) -> Any:
        scores, target = rows(scores, target)
        return cross_entropy.gradient(scores / heat, target) / heat

    return Loss(
        id="info-nce",
        name="InfoNCE (contrastive loss)",
        page="losses/classification-losses/#info-nce",
        statement="mean over examples of -sum(y*ln(p)), p = softmax(s/tau) over the candidates",
        statement_latex=r"-\frac1n\sum_{i=1}^{n}\sum_{k} y_{ik}\ln p_{ik},"
        r"\quad p_{ik}=\frac{e^{s_{ik}/\tau}}{\sum_j e^{s_{ij}/\tau}}",
        expression="ln(e^(a/tau) + e^(b/tau) + e^(c/tau)) - a/tau",
        variable="a",
        derivative="(e^(a/tau)/(e^(a/tau) + e^(b/tau) + e^(c/tau)) - 1)/tau",
        given=("every real similarity $s_{ik}$; $y_{ik} = 1$ for the partner of $i$, else $0$",),
        source=Source("van den Oord, Li and Vinyals, Contrastive Predictive Coding", "arXiv 1807.03748, section 2.3"),
        ml_use="Learning without labels: two views of an image attract, those of all others in the batch repel.",
        value=value,
        gradient=gradient,
        parameters=(("tau", heat),),
    )


INFO_NCE = info_nce()
