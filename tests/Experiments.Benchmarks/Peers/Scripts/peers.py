"""One job of the side-by-side benchmark with a Python library: peers.py PROBE | JOB SAMPLES.npy PICTURE.npy LABELS.npy OUTPUT.npy THREADS SEED.

Prints one JSON object: {"seconds": ..., "peak_mb": ...}, and "value" for a metric; PROBE prints the versions installed.
"""
import importlib.metadata
import importlib.util
import json
import sys
import time

LIBRARIES = {"scikit-learn": "sklearn", "umap-learn": "umap", "openTSNE": "openTSNE"}


def probe():
    found = {name: importlib.metadata.version(name) for name, module in LIBRARIES.items() if importlib.util.find_spec(module)}
    print(json.dumps(found))


def peak_mb():
    """Of this program alone: getrusage would count what the process that started it held."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 / 1e6 for line in status if line.startswith("VmHWM"))


def run(job, samples, picture, labels, threads, seed):
    """Returns seconds, and the picture or the value."""
    start = time.perf_counter
    if job == "sklearn-neighbors":
        from sklearn.neighbors import NearestNeighbors
        at = start()
        NearestNeighbors(n_neighbors=30, algorithm="brute", n_jobs=threads).fit(samples).kneighbors()
        return start() - at, None
    if job == "sklearn-pca":
        from sklearn.decomposition import PCA
        at = start()
        result = PCA(2).fit_transform(samples)
        return start() - at, result
    if job.startswith("sklearn-tsne"):
        from sklearn.manifold import TSNE
        at = start()
        result = TSNE(perplexity=float(job[12:]), init="pca", learning_rate="auto", n_jobs=threads, random_state=seed).fit_transform(samples)
        return start() - at, result
    if job.startswith("opentsne-"):
        from openTSNE import TSNE
        at = start()
        result = TSNE(perplexity=float(job[9:]), n_jobs=threads, random_state=seed, negative_gradient_method="fft").fit(samples)
        return start() - at, result
    if job.startswith("umap-"):
        import umap
        _, call, min_dist, neighbors = job.split("-")
        settings = {"n_neighbors": int(neighbors), "min_dist": float(min_dist)}
        if call == "compiled":  # Numba compiles during a first call that is not counted.
            umap.UMAP(**settings).fit_transform(samples)
        at = start()
        result = umap.UMAP(**settings).fit_transform(samples)
        return start() - at, result
    if job == "sklearn-trustworthiness":
        from sklearn.manifold import trustworthiness
        at = start()
        value = trustworthiness(samples, picture, n_neighbors=15)
        return start() - at, value
    if job == "sklearn-silhouette":
        from sklearn.metrics import silhouette_score
        at = start()
        value = silhouette_score(picture, labels)
        return start() - at, value
    raise SystemExit(f"unknown job {job}")


def main():
    import numpy as np
    job, samples, picture, labels, output, threads, seed = sys.argv[1:]
    seconds, result = run(job, np.load(samples), np.load(picture), np.load(labels), int(threads), int(seed))
    answer = {"seconds": seconds, "peak_mb": peak_mb()}
    if isinstance(result, np.ndarray):
        np.save(output, np.asarray(result, np.float32))
    elif result is not None:
        answer["value"] = float(result)
    print(json.dumps(answer))


if __name__ == "__main__":
    probe() if sys.argv[1:] == ["PROBE"] else main()
