#!/usr/bin/env python3
"""Makes the ridge fixtures: samples, targets, and what scikit-learn's RidgeCV makes of them.

    python3 make_fixtures.py        (Debian 12: python3-sklearn 1.2.1)

NAME-samples.npy   n x d float32, features of different scale, some correlated, one constant
NAME-targets.npy   n x 2 float32, a linear part, a curved part and noise
ridge.json         by name: penalties offered, and for each axis RidgeCV's choice, coefficients, intercept and cross-validated R2
                   (1 - sum of its left-out squared errors over the sum of squares about the mean)
"""
import json

import numpy as np
from sklearn.linear_model import Ridge, RidgeCV


def make(name, n, d, seed):
    rng = np.random.RandomState(seed)
    x = rng.randn(n, d) * np.exp(rng.randn(d))
    x[:, 1] = x[:, 0] + 0.01 * x[:, 1]
    x[:, d - 1] = 3
    w = rng.randn(d, 2)
    y = x @ w + 2 * np.sin(x[:, :2]) + 0.5 * rng.randn(n, 2) + 7
    x, y = x.astype(np.float32), y.astype(np.float32)
    np.save(f"{name}-samples.npy", x)
    np.save(f"{name}-targets.npy", y)
    x, y = x.astype(np.float64), y.astype(np.float64)
    penalties = [float(p) for p in np.logspace(-3, 4, 15)]
    axes = []
    for axis in range(2):
        cv = RidgeCV(alphas=penalties, store_cv_values=True).fit(x, y[:, axis])
        errors = cv.cv_values_.mean(axis=0)[penalties.index(cv.alpha_)] * n
        fit = Ridge(alpha=cv.alpha_, solver="svd").fit(x, y[:, axis])
        axes.append({
            "penalty": cv.alpha_,
            "coefficients": list(fit.coef_),
            "intercept": fit.intercept_,
            "r2": fit.score(x, y[:, axis]),
            "cross_validated_r2": 1 - errors / np.sum((y[:, axis] - y[:, axis].mean()) ** 2),
        })
    return {"penalties": penalties, "axes": axes}


json.dump({"tall": make("tall", 80, 12, 1), "wide": make("wide", 30, 45, 2)}, open("ridge.json", "w"), indent=1)
