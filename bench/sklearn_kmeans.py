"""Times scikit-learn's MiniBatchKMeans: sklearn_kmeans.py FILE DIMENSIONS LEAST MOST ROUNDS

FILE holds doubles, little-endian, row after row. Prints "k seconds inertia" for each fit.
"""
import sys
import time

import numpy
from sklearn.cluster import MiniBatchKMeans

path, dimensions, least, most, rounds = sys.argv[1], *map(int, sys.argv[2:])
matrix = numpy.fromfile(path, dtype="<f8").reshape(-1, dimensions)
for k in range(least, most + 1):
    for seed in range(rounds):
        began = time.perf_counter()
        fit = MiniBatchKMeans(n_clusters=k, batch_size=1024, n_init=3, random_state=seed).fit(matrix)
        print(k, time.perf_counter() - began, fit.inertia_, flush=True)
