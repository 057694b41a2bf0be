"""TeX of array formulas, which no program here reads: judged by a reader, and compared so that an edit shows."""

LAYERS_BY_READER = {
    "affine-layer": (
        "y = xW + \\mathbf{1}b",
        "\\bar x = \\bar y\\,W^\\top,\\quad \\bar W = x^\\top \\bar y,\\quad \\bar b = \\mathbf{1}^\\top \\bar y",
    ),
    "relu-layer": ("y = \\max(0, x)", "\\bar x = \\bar y\\,[x > 0]"),
    "tanh-layer": ("y = \\tanh x", "\\bar x = \\bar y\\,(1 - y^2)"),
    "silu-layer": ("y = x\\,\\sigma(x)", "\\bar x = \\bar y\\,\\bigl(s + x s(1 - s)\\bigr),\\quad s = \\sigma(x)"),
    "gelu-layer": (
        "y = x\\,\\Phi(x) = \\tfrac12 x\\Bigl(1 + \\operatorname{erf}\\tfrac{x}{\\sqrt2}\\Bigr)",
        "\\bar x = \\bar y\\,\\bigl(\\Phi(x) + x\\,\\varphi(x)\\bigr),\\quad \\varphi(x) = \\tfrac{1}{\\sqrt{2\\pi}}e^{-x^2/2}",
    ),
    "embedding-layer": ("y_b = E_{k_b}", "\\bar E_k = \\sum_{b:\\,k_b = k} \\bar y_b"),
    "dropout-layer": (
        "y = \\frac{k \\odot x}{1 - p},\\quad k_i \\in \\{0, 1\\},\\ \\Pr(k_i = 0) = p",
        "\\bar x = \\frac{k \\odot \\bar y}{1 - p}",
    ),
    "softmax-layer": (
        "y_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}",
        "\\bar x = y \\odot \\bigl(\\bar y - (\\bar y \\cdot y)\\,\\mathbf 1\\bigr)",
    ),
    "log-sum-exp": (
        "y = \\ln \\sum_j e^{x_j} = m + \\ln \\sum_j e^{x_j - m},\\quad m = \\max_j x_j",
        "\\bar x = \\bar y\\,\\operatorname{softmax}(x) = \\bar y\\,e^{x - y}",
    ),
    "cross-entropy-layer": (
        "L = -\\sum_i t_i \\ln p_i = \\sum_i t_i\\Bigl(\\ln\\sum_j e^{x_j} - x_i\\Bigr),\\quad p = \\operatorname{softmax}(x)",
        "\\bar x = \\bar L\\,\\Bigl(\\bigl(\\textstyle\\sum_i t_i\\bigr)\\,p - t\\Bigr),\\quad \\bar t = -\\bar L \\ln p",
    ),
    "layer-normalization": (
        "y = g \\odot \\hat x + s,\\quad \\hat x = r\\,(x - \\mu\\mathbf 1),\\quad \\mu = \\tfrac1n\\textstyle\\sum_i x_i,\\quad r = \\bigl(\\tfrac1n\\sum_i (x_i-\\mu)^2 + \\varepsilon\\bigr)^{-1/2}",
        "\\bar x = r\\Bigl(v - \\tfrac1n\\mathbf 1\\mathbf 1^\\top v - \\tfrac1n\\hat x\\hat x^\\top v\\Bigr),\\quad v = g \\odot \\bar y,\\quad \\bar g = \\textstyle\\sum \\hat x \\odot \\bar y,\\quad \\bar s = \\sum \\bar y",
    ),
    "batch-normalization": (
        "y_b = g \\odot \\hat x_b + s,\\quad \\hat x_b = r \\odot (x_b - \\mu),\\quad \\mu = \\tfrac1B\\textstyle\\sum_b x_b,\\quad r = \\bigl(\\tfrac1B\\sum_b (x_b-\\mu)^2 + \\varepsilon\\bigr)^{-1/2}",
        "\\bar x_b = r \\odot \\Bigl(v_b - \\tfrac1B\\textstyle\\sum_c v_c - \\hat x_b \\odot \\tfrac1B\\sum_c \\hat x_c \\odot v_c\\Bigr),\\quad v_b = g \\odot \\bar y_b",
    ),
    "rms-normalization": (
        "y = g \\odot \\hat x,\\quad \\hat x = r x,\\quad r = \\bigl(\\tfrac1n\\textstyle\\sum_i x_i^2 + \\varepsilon\\bigr)^{-1/2}",
        "\\bar x = r\\Bigl(v - \\tfrac1n\\hat x\\hat x^\\top v\\Bigr),\\quad v = g \\odot \\bar y,\\quad \\bar g = \\textstyle\\sum \\hat x \\odot \\bar y",
    ),
    "convolution-1d": (
        "y_{nft} = b_f + \\sum_{c,i} w_{fci}\\,x_{n,c,\\,ts+i}",
        "\\bar x_{ncu} = \\sum_{f}\\sum_{ts+i=u} w_{fci}\\,\\bar y_{nft},\\quad \\bar w_{fci} = \\sum_{n,t} \\bar y_{nft}\\,x_{n,c,\\,ts+i},\\quad \\bar b_f = \\sum_{n,t}\\bar y_{nft}",
    ),
    "convolution-2d": (
        "y_{nfst} = b_f + \\sum_{c,i,j} w_{fcij}\\,x_{n,c,\\,sr+i,\\,tr+j}",
        "\\bar x_{ncuv} = \\sum_f \\sum_{sr+i=u}\\sum_{tr+j=v} w_{fcij}\\,\\bar y_{nfst},\\quad \\bar w_{fcij} = \\sum_{n,s,t}\\bar y_{nfst}\\,x_{n,c,\\,sr+i,\\,tr+j}",
    ),
    "max-pooling": (
        "y_t = \\max_i x_{ts+i}",
        "\\bar x_u = \\sum_{t} \\bar y_t\\,\\bigl[u = ts + \\arg\\max_i x_{ts+i}\\bigr]",
    ),
    "average-pooling": ("y_t = \\frac1k\\sum_{i=0}^{k-1} x_{ts+i}", "\\bar x_u = \\frac1k\\sum_{ts+i=u} \\bar y_t"),
    "scaled-dot-product-attention": (
        "Y = PV,\\quad P = \\operatorname{softmax}\\Bigl(\\frac{QK^\\top}{\\sqrt d}\\Bigr)",
        "\\bar V = P^\\top \\bar Y,\\quad \\bar P = \\bar Y V^\\top,\\quad \\bar S = P \\odot \\bigl(\\bar P - (\\bar Y \\odot Y)\\mathbf 1\\mathbf 1^\\top\\bigr),\\quad \\bar Q = \\tfrac{1}{\\sqrt d}\\bar S K,\\quad \\bar K = \\tfrac{1}{\\sqrt d}\\bar S^\\top Q",
    ),
    "multi-head-attention": (
        "Y = [Z_1, \\dots, Z_h]\\,W^O,\\quad Z_i = \\operatorname{attention}(QW^Q_i, KW^K_i, VW^V_i)",
        "\\bar Z = \\bar Y {W^O}^\\top,\\quad \\bar W^O = Z^\\top \\bar Y,\\quad \\bar Q = \\textstyle\\sum_i \\bar A_i {W^Q_i}^\\top,\\quad \\bar W^Q_i = Q^\\top \\bar A_i,\\quad A_i = QW^Q_i",
    ),
    "lstm-cell": (
        "c' = f \\odot c + i \\odot g,\\quad h' = o \\odot \\tanh c',\\quad (i, f, g, o) = (\\sigma, \\sigma, \\tanh, \\sigma)(xW + hU + b)",
        "\\bar m = \\bar c' + \\bar h' \\odot o \\odot (1 - \\tanh^2 c'),\\quad \\bar c = f \\odot \\bar m,\\quad \\bar h = \\bar z\\,U^\\top,\\quad \\bar z = \\bigl(g i(1-i)\\bar m,\\ c f(1-f)\\bar m,\\ i(1-g^2)\\bar m,\\ \\tanh c'\\,o(1-o)\\bar h'\\bigr)",
    ),
    "gru-cell": (
        "h' = z \\odot h + (1 - z) \\odot g,\\quad g = \\tanh\\bigl(xW_g + (r \\odot h)U_g + b_g\\bigr),\\quad (r, z) = \\sigma(xW_{rz} + hU_{rz} + b_{rz})",
        "\\bar a_g = (1 - z)(1 - g^2)\\,\\bar h',\\quad \\bar a_z = (h - g)\\,z(1 - z)\\,\\bar h',\\quad \\bar a_r = h\\,r(1 - r)\\,\\bar a_g U_g^\\top,\\quad \\bar h = z\\,\\bar h' + r\\,\\bar a_g U_g^\\top + (\\bar a_r, \\bar a_z)\\,U_{rz}^\\top",
    ),
}
METRICS_BY_READER = {
    "area-under-the-roc-curve": "\\int_0^1 \\mathrm{TPR}\\;d\\,\\mathrm{FPR} = P(s_+ > s_-) + \\tfrac12 P(s_+ = s_-)",
}
