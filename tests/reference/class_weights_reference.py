"""Writes values/class-weights.json: what scikit-learn makes of labels with class_weight="balanced". See README.md beside this file.

Run from anywhere: /usr/bin/python3 tests/reference/class_weights_reference.py
"""
import json
from pathlib import Path

import numpy as np
from sklearn.utils.class_weight import compute_class_weight, compute_sample_weight

VALUES = Path(__file__).parent / "values"


def case(name, labels):
    labels = np.asarray(labels)
    classes = np.unique(labels)
    return {
        "name": name,
        "labels": labels.tolist(),
        "classes": classes.tolist(),
        "weights": compute_class_weight(class_weight="balanced", classes=classes, y=labels).tolist(),
        "ofRows": compute_sample_weight("balanced", labels).tolist(),
    }


random = np.random.RandomState(1)
cases = [
    case("even", [0, 1, 2, 2, 1, 0]),
    case("one class", [3, 3, 3]),
    case("rare", [0] * 97 + [1] * 3),
    case("classes that do not occur", [7, 2, 7, 7, 2, 11]),
    case("random", random.choice(5, 61, p=[0.5, 0.25, 0.15, 0.07, 0.03])),
]
(VALUES / "class-weights.json").write_text(json.dumps(cases) + "\n")
