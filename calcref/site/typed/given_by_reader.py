"""What a card says must hold where no program here can judge it: a reader has, and an edit is made twice."""

GIVEN: dict[str, tuple[str, ...]] = {  # what must hold for a numeric record whose class does not refuse the rest
    "sparsemax": ("every finite $x$; the way back, where no $x_i$ is exactly $\\tau$",),
    **dict.fromkeys(
        ("glu", "geglu", "swiglu"),
        ("$x$ with an even number of entries along the last axis: $a$, then $b$",),
    ),
    "xavier-initialization": (
        "$v$ the variance of a weight, $n$ inputs, $m$ outputs; for an activation of slope $1$ at $0$",
    ),
    "he-initialization": ("$v$ the variance of a weight, $n$ inputs; for ReLU",),
    "poisson-loss": ("counts $y_i \\ge 0$", "every real $s_i$"),
    "label-smoothing": ("every real $s_{ik}$; $K$ classes",),
    "info-nce": ("every real similarity $s_{ik}$; $y_{ik} = 1$ for the partner of $i$, else $0$",),
    "kl-divergence-loss": ("$y_{ik} \\ge 0$, and for each $i$ they add up to $1$; $0\\ln 0 = 0$",),
    "cross-entropy": ("every real $s_{ik}$",),
    "group-lasso": ("$a_{gj} = 1$ where $w_j$ is in the group $g$, else $0$; $m_g$ weights in it",),
    "total-variation": ("$f$ a row of $n$ values of a curve",),
    "sobolev-penalty": ("$f$ a broken line, given by its values $f_k$ at its corners $x_k$",),
    "nuclear-norm": ("$\\sigma_k$ the singular values of a matrix; its gradient, where none is $0$",),
    "entropy-penalty": ("$w_j \\ge 0$, with $0\\ln 0 = 0$; its slope, where $w_j > 0$",),
    "smoothing-penalty": ("$f$ a natural cubic spline, given by its values at its knots",),
    "relu-layer": ("every $x$; at its kink, $x = 0$, the slope is taken to be $0$",),
    "embedding-layer": ("every $k_b$ that is the number of a row of $E$",),
    "dropout-layer": ("$0 \\le p < 1$",),
    "layer-normalization": ("$\\varepsilon > 0$; for $\\varepsilon = 0$, entries that are not all equal",),
    "batch-normalization": ("$\\varepsilon > 0$; for $\\varepsilon = 0$, features that are not equal in all examples",),
    "rms-normalization": ("$\\varepsilon > 0$; for $\\varepsilon = 0$, entries that are not all $0$",),
    "max-pooling": ("windows with one largest entry; where several tie, they share the derivative equally",),
    "area-under-the-roc-curve": ("labels of both classes",),
    "mann-whitney-statistic": (
        "$r_i$ the ranks, ties sharing their mean; $m$ positives, $n$ negatives, $A$ the area under the curve",
    ),
    "delong-variance": (
        "$a_i$ the share of the $n$ negatives that a positive beats, "
        "$b_j$ the share of the $m$ positives that beat a negative, ties half; at least two of each",
    ),
    "standardized-partial-area": ("$0 < c \\le 1$, and labels of both classes",),
    "average-precision": (
        "labels of both classes; $r_k$ and $p_k$ recall and precision at the $k$-th highest of $n$ distinct scores",
    ),
    "log-score": ("labels $y_i$ that are $0$ or $1$; $0 < p_i < 1$, and infinite where what happens was excluded",),
    "brier-score": ("labels $y_i$ that are $0$ or $1$; $0 \\le p_i \\le 1$",),
    "brier-decomposition": (
        "$p_k$ the distinct forecasts, $w_k$ how often each is made, $o_k$ how often a $1$ follows, "
        "$c$ how often it does in all",
    ),
    "expected-calibration-error": (
        "$w_k$ the share of the forecasts in a bin, $p_k$ their mean, $o_k$ the share of ones",
    ),
    "crps": ("$F$ the distribution function of the sample $x_i$, and $y$ what happened",),
    "crps-of-a-normal-forecast": ("$\\sigma > 0$",),
    "total-variation-distance": ("$p_i, q_i \\ge 0$, each with the sum $1$",),
    "kolmogorov-smirnov": ("$F$ and $G$ the distribution functions of two samples, $t$ any of their values",),
    "wasserstein-1": (
        "two distributions on the line with means; $F$ and $G$ their distribution functions, $Q$ and $R$ the quantiles",
    ),
    "maximum-mean-discrepancy": ("$K$ a positive definite kernel, here $e^{-\\lvert x-y\\rvert^2/(2h^2)}$",),
    "newtons-method": ("$H$ positive definite; else its eigenvalues are taken by size",),
    "bfgs": ("$y^\\top s > 0$",),
    "l-bfgs": ("$y^\\top s > 0$",),
    "conjugate-gradient": ("$g \\ne 0$",),
    "gauss-newton": ("columns of $J$ independent; else the shortest step",),
    "levenberg-marquardt": ("$\\lambda > 0$",),
    "trust-region": ("the least $\\lambda \\ge 0$ that makes $H + \\lambda I$ positive, and $d$ short enough",),
    "nelder-mead": ("$w$ the worst corner, and $c$ the mean of the others",),
    "muon": (
        "$x$ a matrix",
        "$N$ so many steps of $aX + bXX^\\top X + c(XX^\\top)^2X$ from the matrix over its norm",
    ),
    "mirror-descent": (
        "$\\eta > 0$",
        "$x_i > 0$, with the sum $1$; $y$ is the next iterate",
    ),
    "natural-gradient": (
        "$\\eta > 0$",
        "$F$ the Fisher information at $x$; $g$ has no part where $F$ is $0$",
    ),
    "scheduled-learning-rate": (
        "$\\eta > 0$",
        "$s_k \\ge 0$",
    ),
    "gradient-clipping": (
        "$c > 0$",
        "$g \\ne 0$",
    ),
    "projected-gradient-descent": (
        "$\\eta > 0$",
        "$\\operatorname{proj}$ the nearest point of a closed convex set, which holds the start",
    ),
    "averaged-iterates": ("$m_0 = x_0$",),
    "linear-conjugate-gradient": (
        "$f(x) = \\frac12 x^\\top A x - b^\\top x$ with $A$ symmetric and positive definite",
    ),
    "coordinate-descent": ("$u$ the unit vector of one variable",),
    "quadratic-penalty": ("$c(x)$ to be $0$, with the Jacobian $A$; $g$ the gradient of $f$ where a step ends",),
    "augmented-lagrangian": ("$c(x)$ to be $0$, with the Jacobian $A$; $g$ the gradient of $f$ where a step ends",),
    "step-decay": (
        "$\\gamma > 0$",
        "$n = 1, 2, 3, \\dots$",
    ),
    "cosine-schedule": (
        "$n = 1, 2, 3, \\dots$",
        "$0 \\le c \\le 1$",
    ),
    "warm-up": ("$n = 1, 2, 3, \\dots$",),
    "one-cycle": (
        "$p$ the step at the top",
        "$n$ steps, numbered from $0$",
    ),
    "bisection": ("$f$ continuous from $a$ to $b$, with opposite signs at both",),
    "newtons-method-for-roots": ("$y = f(x)$, and $m \\ne 0$ the slope of $f$ at $x$",),
    "secant-method": ("$w$ the place before $x$, $y$ and $z$ the values of $f$ at $x$ and $w$, not equal",),
    "brents-method": (
        "$u$, $v$, $w$ the values of $f$ at $a$, $b$, $c$; else the secant, or the middle of the interval",
    ),
    "ista": ("$\\eta > 0$",),
    "fista": ("$\\eta > 0$",),
    "convex-function": ("all $x$ and $y$ in a convex domain and all $t$ from $0$ to $1$, by definition",),
    "descent-lemma": (
        "$\\nabla f$ Lipschitz with constant $L$; $f$ need not be convex",
        "$g_k$ the length of $\\nabla f(x_k)$",
    ),
    "convex-rate": (
        "$f$ convex with the least value $m$, $\\nabla f$ Lipschitz with constant $L$, the rate $\\frac1L$, "
        "and $R$ the distance from the start to a minimum",
    ),
    "strongly-convex-rate": (
        "$f$ strongly convex with constant $\\mu > 0$, $\\nabla f$ Lipschitz with constant $L$, the rate "
        "$\\frac1L$, $r_k$ the distance of $x_k$ from the minimum, and $R = r_0$",
    ),
    "polyak-lojasiewicz-rate": (
        "$\\nabla f$ Lipschitz with constant $L$, the rate $\\frac1L$, at every $x$ the squared length of "
        "$\\nabla f(x)$ at least $2\\mu$ times $f(x) - m$ for the least value $m$, and $d$ its gap at the "
        "start",
    ),
    "accelerated-rate": (
        "$f$ convex with the least value $m$, $\\nabla f$ Lipschitz with constant $L$, the rate $\\frac1L$, "
        "momentum that grows as in FISTA, and $R$ the distance from the start to a minimum",
    ),
    "heavy-ball-rate": (
        "$f$ quadratic, $\\rho$ the largest size of a root of $z^2 - (1 + \\mu - \\eta\\lambda)z + \\mu$ over "
        "its curvatures $\\lambda$, and $(1 - \\sqrt{\\eta\\lambda})^2 \\le \\mu < 1$ for each",
    ),
    "least-norm-dual": ("every $\\nu$",),
    "ridge-dual": ("every $\\nu$, and $\\lambda > 0$",),
    "lasso-dual": (
        "no entry of $X^\\top\\nu$ larger than $\\lambda$ in size; elsewhere the Lagrangian has no least value",
    ),
    "support-vector-dual": ("$0 \\le \\alpha_i \\le C$ and $\\sum_i \\alpha_i y_i = 0$ for labels $y_i = \\pm1$",),
    "linear-program-dual": (
        "$A^\\top y \\le c$ and $y \\ge 0$, entry by entry; elsewhere the Lagrangian has no least value",
    ),
    "entropy-dual": ("every $\\nu$; some $p$ with positive entries that add up to $1$ has $A p = b$",),
    "bernoulli-distribution": ("$0 \\le p \\le 1$", "$x = 0, 1$"),
    "binomial-distribution": ("$n$ a whole number, $n \\ge 1$", "$0 \\le p \\le 1$", "$x = 0, 1, \\dots, n$"),
    "categorical-distribution": ("$p_k \\ge 0$", "$\\sum_k p_k = 1$", "$\\delta_k = 1$ for $k = x$, else $0$"),
    "poisson-distribution": ("$\\lambda > 0$", "$x = 0, 1, 2, \\dots$"),
    "multivariate-normal-density": ("$\\Sigma$ symmetric and positive definite", "every $x$ in $\\mathbb R^n$"),
    "expectation-of-a-function": (
        "$|g|$ with a finite expectation; a sum in place of the integral where single values have probability",
    ),
    "jensens-inequality": (
        "$f$ convex; for a concave $f$ the other way round",
        "$p_k \\ge 0$",
        "$\\sum_k p_k = 1$",
    ),
    "entropy": (
        "$p_k \\ge 0$, $\\sum_k p_k = 1$, and $0\\ln 0 = 0$; for a density an integral, which may be negative",
        "in nats; divided by $\\ln 2$, in bits",
    ),
    "cross-entropy-of-distributions": (
        "$q_k > 0$ wherever $p_k > 0$; elsewhere it is infinite",
        "a density has integrals in place of the sums",
    ),
    "kl-divergence": (
        "$q > 0$ wherever $p > 0$; elsewhere it is infinite",
        "a sum in place of the integral where single values have probability",
    ),
    "jensen-shannon-divergence": (
        "every $p$ and $q$; integrals in place of the sums for densities",
        "$0\\ln 0 = 0$",
    ),
    "mutual-information": (
        "$p_{ij} \\ge 0$, $\\sum_{i,j} p_{ij} = 1$, and $0\\ln 0 = 0$; integrals in place of sums for densities",
    ),
    "score": (
        "$p(x, \\theta) > 0$ and a slope in $\\theta$",
        "its expectation is $0$ where the support does not move with $\\theta$, and the slope may be taken inside",
    ),
    "fisher-information": (
        "for the second form: a support that does not move with $\\theta$, and two slopes under the integral",
        "of several parameters, the matrix of all products of two scores",
    ),
    "maximum-likelihood": (
        "independent $x_i$; a largest likelihood inside the set of parameters, and a slope there",
        "not at an end, such as the largest $x_i$ where the support ends at $\\theta$",
    ),
    "exponential-family": (
        "$\\eta$ inside the set where the integral of $h(x)\\,e^{\\eta T(x)}$ is finite",
        "a sum for counts; several parameters have the gradient and the Hessian of $A$ in place of $A'$ and $A''$",
    ),
    "score-function-gradient": (
        "$x_i$ independent with the density $p$ at $\\theta$, whose support does not move with $\\theta$",
        "$b$ without regard to the $x_i$; $f$ need not be continuous",
    ),
    "reparameterized-gradient": (
        "$u_i$ independent noise whose density has no $\\theta$ in it, and $g(\\theta, u_i)$ distributed as $X$",
        "$f$ and $g$ differentiable; where $f$ jumps, what jumps is lost",
    ),
    "evidence-lower-bound": (
        "$L(z)$ the log-likelihood of the data, $p$ the prior and $q$ any density with $p > 0$ wherever $q > 0$",
        "at most the logarithm of the evidence; equal to it where $q$ is the posterior",
    ),
    "forward-difference": ("$h > 0$; for its order, $f$ with a continuous second derivative",),
    "central-difference": ("$h > 0$; for its order, $f$ with a continuous third derivative",),
    "second-difference": ("$h > 0$; for its order, $f$ with a continuous fourth derivative",),
    "richardson-extrapolation": (
        "$D_{k0}$ the central difference of step $h/2^k$; $f$ with $2j + 3$ continuous derivatives",
    ),
    "rombergs-rule": ("$R_{k0}$ the trapezoid sum on $2^k$ panels; $f$ with $2j + 2$ continuous derivatives",),
    "gauss-legendre": ("$x_i$ the zeros of Legendre's $P_n$; exact for polynomials of degree below $2n$",),
    "gauss-hermite": ("the integral of $e^{-x^2} f(x)$ over all reals; exact for polynomials of degree below $2n$",),
    "gauss-laguerre": ("the integral of $e^{-x} f(x)$ over $x > 0$; exact for polynomials of degree below $2n$",),
    "clenshaw-curtis": ("exact for polynomials of degree below $n$",),
    "gauss-kronrod": (
        "$c$ the middle of the interval and $h$ half its length; exact for polynomials of degree below $32$",
    ),
    "tanh-sinh": ("$f$ analytic inside the interval; at its ends it may be singular, if it has an area there",),
    "monte-carlo": ("$x_i$ independent and uniform on $[a, b]$; for the interval, $f^2$ has an integral",),
    "importance-sampling": ("$x_i$ independent with density $q$, and $q > 0$ wherever $f$ is not $0$",),
    "control-variate": ("$x_i$ independent and uniform on $[a, b]$, $m$ the mean of $g$ there",),
    "quasi-monte-carlo": ("$u_i$ a Halton sequence, shifted around the unit interval; $f$ of bounded variation",),
    "eulers-method": ("for its order: $f$ with continuous derivatives",),
    "heuns-method": ("for its order: $f$ with continuous second derivatives",),
    "runge-kutta": ("for its order: $f$ with continuous fourth derivatives",),
    "dormand-prince": (
        "$s_i$ the slopes, $\\tau$ the tolerance, $h'$ from $h/5$ to $5h$; again with $h'$ where $\\delta > 1$",
    ),
}
