#!/usr/bin/python3
"""Makes lda_reference.json from the samples of reduction_reference.json in three groups of unequal size (needs scikit-learn and SciPy).

plain       sklearn's LinearDiscriminantAnalysis, solver "eigen", no shrinkage: 2 axes, up to sign and a shift
shrunk      generalised eigenvectors of the covariance between classes by sklearn's shrunk covariance within classes (shrinkage 0.3)
auto        the same with sklearn's shrinkage "auto" (Ledoit and Wolf)
*_fresh     the places of 5 new samples
"""
import json
import os
import numpy as np
from scipy.linalg import eigh
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

here = os.path.dirname(os.path.abspath(__file__))
samples = np.array(json.load(open(os.path.join(here, "reduction_reference.json")))["samples"], dtype=np.float64).reshape(60, 8)
fresh = (samples[:5] * 0.75 + samples[7:12] * 0.25).astype(np.float32).astype(float)
labels = np.array([i * 3 // 60 if i % 7 else 2 for i in range(60)])
mean = samples.mean(0)


def axes(shrinkage):
    model = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=shrinkage, store_covariance=True).fit(samples, labels)
    between = sum(share * np.outer(m - mean, m - mean) for share, m in zip(model.priors_, model.means_))
    values, vectors = eigh(between, model.covariance_)
    return vectors[:, ::-1][:, :2]


plain = LinearDiscriminantAnalysis(solver="eigen", n_components=2).fit(samples, labels)
out = {
    "labels": labels.tolist(),
    "plain": (plain.transform(samples) - plain.transform(mean[None])).ravel().tolist(),
    "plain_fresh": (plain.transform(fresh) - plain.transform(mean[None])).ravel().tolist(),
    "plain_ratio": plain.explained_variance_ratio_[:1].tolist(),
}
for name, shrinkage in (("shrunk", 0.3), ("auto", "auto")):
    directions = axes(shrinkage)
    out[name] = ((samples - mean) @ directions).ravel().tolist()
    out[name + "_fresh"] = ((fresh - mean) @ directions).ravel().tolist()
json.dump(out, open(os.path.join(here, "lda_reference.json"), "w"))
