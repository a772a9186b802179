#!/usr/bin/python3
"""Makes manifold_reference.json: scikit-learn's answers on the samples of reduction_reference.json (needs scikit-learn and SciPy).

isomap       sklearn.manifold.Isomap, 6 neighbours, 3 components, and the places of 5 new samples
kernel_pca   sklearn.decomposition.KernelPCA, 3 components: rbf (gamma 0.05), poly (gamma 0.05, degree 3, coef0 1), cosine; and 5 new samples
mds          raw stress (half the sum over ordered pairs) that sklearn.manifold.MDS reaches from the classical picture, 2 components
"""
import json
import os
import numpy as np
from scipy.spatial.distance import pdist, squareform
from sklearn.decomposition import KernelPCA, PCA
from sklearn.manifold import Isomap, smacof

here = os.path.dirname(os.path.abspath(__file__))
samples = np.array(json.load(open(os.path.join(here, "reduction_reference.json")))["samples"], dtype=np.float64).reshape(60, 8)
fresh = samples[:5] * 0.75 + samples[7:12] * 0.25
isomap = Isomap(n_neighbors=6, n_components=3, eigen_solver="dense", path_method="D").fit(samples)
kernels = {
    "rbf": KernelPCA(3, kernel="rbf", gamma=0.05, eigen_solver="dense"),
    "polynomial": KernelPCA(3, kernel="poly", gamma=0.05, degree=3, coef0=1, eigen_solver="dense"),
    "cosine": KernelPCA(3, kernel="cosine", eigen_solver="dense"),
}
distances = squareform(pdist(samples))
places, stress = smacof(distances, init=PCA(2).fit_transform(samples), n_init=1, n_components=2, max_iter=3000, eps=1e-12)
json.dump({
    "fresh": fresh.astype(np.float32).astype(float).ravel().tolist(),
    "isomap": isomap.embedding_.ravel().tolist(),
    "isomap_fresh": isomap.transform(fresh.astype(np.float32).astype(float)).ravel().tolist(),
    "kernel_pca": {name: model.fit_transform(samples).ravel().tolist() for name, model in kernels.items()},
    "kernel_pca_fresh": {name: model.transform(fresh.astype(np.float32).astype(float)).ravel().tolist() for name, model in kernels.items()},
    "mds_stress_1": float(np.sqrt(((pdist(places) - pdist(samples)) ** 2).sum() / (pdist(samples) ** 2).sum())),
}, open(os.path.join(here, "manifold_reference.json"), "w"))
