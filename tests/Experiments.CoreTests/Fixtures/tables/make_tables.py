"""Writes the text and NumPy tables the tests read, with pandas and NumPy: run `python3 make_tables.py` in this folder."""
import numpy as np
import pandas as pd

i = np.arange(9)
table = pd.DataFrame({
    "length": 1 + i / 4,
    "width": i * i / 8 - 3,
    "count": 10 * i,
    "flag": i % 2 == 0,
    "species": np.array(["ant", "bee", "cow"])[i % 3],
})
numbers = table[["length", "width"]].to_numpy()

table.to_csv("pandas.csv", index=False)
table.to_csv("pandas.tsv", index=False, sep="\t")
table.to_csv("indexed.csv")  # pandas' default: the index is a first column without a name
table.to_csv("crlf.csv", index=False, lineterminator="\r\n", quoting=2)
table.to_csv("headless.csv", index=False, header=False)
missing = table.copy()
missing.loc[1, "length"] = np.nan
missing.loc[[4, 7], "width"] = np.inf
missing.loc[5, "species"] = None
missing.to_csv("missing.csv", index=False)
pd.DataFrame(numbers).to_csv("counted.csv", index=False)  # a header of 0,1

images = (np.arange(9 * 4 * 5, dtype=np.uint16) % 251).astype(np.uint8).reshape(9, 4, 5)
np.savez("arrays.npz", x=numbers, y=i % 3, images=images)
np.savez_compressed("packed.npz", x=numbers.astype("<f4"), y=i % 3, images=images)
np.savez("single.npz", numbers)
np.savez("objects.npz", x=np.array([{"a": 1}], dtype=object))
