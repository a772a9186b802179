#!/usr/bin/python3
"""Makes reduction_reference.json: scikit-learn's answers on a small data set, for PcaTests and TSneTests (needs scikit-learn and SciPy).

samples        60 x 8, three overlapping groups with correlated features, rounded to float32
pca            mean, components, variances of sklearn.decomposition.PCA (full SVD, double precision)
affinities     symmetrised joint probabilities at perplexity 6 over 18 = 3 x 6 neighbours, by scikit-learn's own bisection
"""
import json
import os
import numpy as np
from sklearn.decomposition import PCA
from sklearn.manifold import _utils
from sklearn.neighbors import NearestNeighbors

rng = np.random.RandomState(7)
groups = np.repeat(np.arange(3), 20)
samples = (rng.randn(3, 8)[groups] * 2 + rng.randn(60, 8) @ rng.randn(8, 8) * 0.4).astype(np.float32)
exact = samples.astype(np.float64)

pca = PCA(8, svd_solver="full").fit(exact)

k = 18
distances, neighbours = NearestNeighbors(n_neighbors=k + 1, algorithm="brute").fit(exact).kneighbors(exact)
assert (neighbours[:, 0] == np.arange(60)).all()
neighbours, squares = neighbours[:, 1:], (distances[:, 1:] ** 2).astype(np.float32)
conditional = _utils._binary_search_perplexity(squares, 6.0, 0)
joint = np.zeros((60, 60))
for i in range(60):
    joint[i, neighbours[i]] = conditional[i]
joint = (joint + joint.T) / joint.sum() / 2

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "reduction_reference.json"), "w") as out:
    json.dump({
        "samples": [[float(v) for v in row] for row in samples],
        "pca": {
            "mean": pca.mean_.tolist(),
            "components": pca.components_.tolist(),
            "explained_variance": pca.explained_variance_.tolist(),
            "explained_variance_ratio": pca.explained_variance_ratio_.tolist(),
        },
        "affinities": [[round(float(v), 10) for v in row] for row in joint],
    }, out)
