"""Writes sobol.csv: the first 64 points of SciPy's unscrambled Sobol' sequence in 10 dimensions, as integers of 32 bits."""
import numpy
from scipy.stats import qmc

points = qmc.Sobol(10, scramble=False, bits=32).random(64)
numpy.savetxt("sobol.csv", (points * 2.0**32).astype(numpy.uint64), fmt="%d", delimiter=",")
