"""Writes values/scaling.json: what scikit-learn's scalers learn of a table and make of it. See README.md beside this file."""
import json
from pathlib import Path

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, MinMaxScaler, StandardScaler

rng = np.random.RandomState(41)
columns = [rng.normal(size=50), 1000 + 0.5 * rng.normal(size=50), 1e-4 * rng.uniform(size=50), np.full(50, 0.1), rng.randint(2, size=50), -3 - rng.exponential(size=50)]
x = np.stack(columns, axis=1).astype(np.float32)
standard, minmax = StandardScaler().fit(x.astype(np.float64)), MinMaxScaler().fit(x.astype(np.float64))


def table(values):
    return [[float(value) for value in row] for row in values]


# Rows whose columns are scaled each in its way, learned from the first forty.
rows = np.stack([x[:, 0], -3 - x[:, 5], x[:, 1], x[:, 2], x[:, 3], x[:, 4], 10 * x[:, 0]], axis=1)
mixed = ColumnTransformer([
    ("standardized", StandardScaler(), [0]), ("logarithm", make_pipeline(FunctionTransformer(np.log1p), MinMaxScaler()), [1]), ("array", StandardScaler(), [2, 3, 4]),
    ("others", "passthrough", [5, 6]),
]).fit(rows[:40].astype(np.float64))

values = {
    "x": table(x), "mean": standard.mean_.tolist(), "deviation": standard.scale_.tolist(), "standardized": table(standard.transform(x.astype(np.float64))),
    "rows": table(rows), "mixed": table(mixed.transform(rows.astype(np.float64))),
    "minimum": minmax.data_min_.tolist(), "range": (1 / minmax.scale_).tolist(), "scaled": table(minmax.transform(x.astype(np.float64))),
}
(Path(__file__).parent / "values" / "scaling.json").write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8", newline="\n")
