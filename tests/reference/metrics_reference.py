"""Writes values/metrics.json: what scikit-learn computes, for the C# tests to compare with. See README.md beside this file.

Run from anywhere: /usr/bin/python3 tests/reference/metrics_reference.py
"""
import json
import warnings
from pathlib import Path

import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

VALUES = Path(__file__).parent / "values"
warnings.simplefilter("ignore")  # of shares of nothing, which some cases are about


def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).astype(np.float32)


def classifier(name, classes, rows, seed, skew=1.5, only=None, coarse=False):
    """Random scores that lean towards the true class. only: the classes that are drawn. coarse: many equal scores."""
    random = np.random.RandomState(seed)
    actual = random.choice(only if only is not None else np.arange(classes), rows)
    logits = random.randn(rows, classes)
    logits[np.arange(rows), actual] += skew
    if coarse:
        logits = np.round(logits)
    probabilities = softmax(logits)
    if rows > 20:
        probabilities[3] = np.eye(classes)[actual[3]]  # certain and right
        probabilities[4] = np.eye(classes)[(actual[4] + 1) % classes]  # certain and wrong
    predicted = probabilities.argmax(axis=1)
    labels = np.arange(classes)
    case = {"name": name, "classes": classes, "actual": actual, "probabilities": probabilities.astype(np.float64)}
    case["confusion"] = metrics.confusion_matrix(actual, predicted, labels=labels)
    case["accuracy"] = metrics.accuracy_score(actual, predicted)
    # The columns in reverse: of equal scores scikit-learn takes the last, Adjoint the first.
    if classes > 2:
        case["topK"] = [
            metrics.top_k_accuracy_score(classes - 1 - actual, probabilities[:, ::-1], k=k, labels=labels) for k in range(1, classes)]
    for average in ("macro", "micro", "weighted", None):
        scores = metrics.precision_recall_fscore_support(actual, predicted, labels=labels, average=average, zero_division=0)
        case[average or "each"] = np.array(scores[:3], dtype=np.float64)
    case["support"] = np.bincount(actual, minlength=classes)
    if len(np.union1d(actual, predicted)) == classes:  # of some labels alone it prints another last table
        case["report"] = metrics.classification_report(
            actual, predicted, labels=labels, target_names=[f"Class{i}" for i in labels], digits=3, zero_division=0)
    # float64 of the float32 numbers, with the bound that scikit-learn takes for float32.
    doubles = probabilities.astype(np.float64)
    case["logLoss"] = metrics.log_loss(actual, doubles, eps=2.0 ** -23, labels=labels)
    if len(np.unique(actual)) == classes:
        if classes == 2:
            case["rocAuc"] = metrics.roc_auc_score(actual, doubles[:, 1])
            case["rocAucOfEach"] = [case["rocAuc"]] * 2
        else:
            case["rocAuc"] = metrics.roc_auc_score(actual, doubles, multi_class="ovr", average="macro")
            case["rocAucOfEach"] = [metrics.roc_auc_score(actual == i, doubles[:, i]) for i in labels]
    for bins in (15, 10, 1):
        case[f"calibration{bins}"] = calibration_error(actual, doubles, bins)
    return case


def logistic(name, labels, rows, seed, threshold=0.5, only=None, coarse=False):
    """Probabilities of yes that lean towards the label. only: what the first label always is."""
    random = np.random.RandomState(seed)
    actual = random.rand(rows, labels) < np.linspace(0.5, 0.2, labels)
    if only is not None:
        actual[:, 0] = only
    logits = random.randn(rows, labels) + np.where(actual, 0.8, -0.8)
    if coarse:
        logits = np.round(logits)
    probabilities = (1 / (1 + np.exp(-logits))).astype(np.float32)
    if rows > 20:
        probabilities[3] = actual[3]  # certain and right
        probabilities[4] = ~actual[4]  # certain and wrong
    doubles = probabilities.astype(np.float64)
    predicted = doubles > threshold
    case = {"name": name, "labels": labels, "threshold": threshold, "actual": actual.astype(np.int64), "probabilities": doubles}
    case["accuracy"] = (actual == predicted).mean()
    case["exactMatch"] = metrics.accuracy_score(actual, predicted)
    if labels == 1:
        scores = metrics.precision_recall_fscore_support(actual[:, 0], predicted[:, 0], average="binary", zero_division=0)[:3]
        case["macro"] = case["micro"] = scores
        case["each"] = np.array(scores)[:, None]
    else:
        for average in ("macro", "micro", None):
            scores = metrics.precision_recall_fscore_support(actual, predicted, average=average, zero_division=0)
            case[average or "each"] = np.array(scores[:3], dtype=np.float64)
    case["support"] = actual.sum(axis=0)
    case["accuracyOfEach"] = [metrics.accuracy_score(actual[:, i], predicted[:, i]) for i in range(labels)]
    case["logLossOfEach"] = [metrics.log_loss(actual[:, i], doubles[:, i], eps=2.0 ** -23, labels=[False, True]) for i in range(labels)]
    case["logLoss"] = np.mean(case["logLossOfEach"])
    if all(0 < count < rows for count in case["support"]):  # it refuses one class alone
        case["rocAucOfEach"] = [metrics.roc_auc_score(actual[:, i], doubles[:, i]) for i in range(labels)]
        case["rocAuc"] = metrics.roc_auc_score(actual, doubles, average="macro")
    for bins in (15, 4):
        case[f"calibration{bins}"] = [binary_calibration_error(actual[:, i], doubles[:, i], bins) for i in range(labels)]
    return case


def binary_calibration_error(actual, probability, bins):
    """The bins of calibration_curve, which says the share of yes and the mean probability of each, counted by their rows."""
    if actual.all() or not actual.any():  # it refuses one class alone
        number = np.searchsorted((np.arange(bins + 1) / bins)[1:-1], probability)
        return sum((number == b).mean() * abs(actual[number == b].mean() - probability[number == b].mean()) for b in np.unique(number))
    share, mean = calibration_curve(actual, probability, n_bins=bins)
    number = np.searchsorted(np.linspace(0, 1, bins + 1)[1:-1], probability)
    return (np.bincount(number)[np.unique(number)] / len(actual) * np.abs(share - mean)).sum()


def calibration_error(actual, probabilities, bins):
    """Guo et al. (2017), equation 3, which scikit-learn lacks; its calibration_curve has the same bins, and must agree."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == actual
    edges = np.arange(bins + 1) / bins
    number = np.searchsorted(edges[1:-1], confidence)
    error = 0.0
    for b in np.unique(number):
        inside = number == b
        error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    if right.any() and not right.all():  # it refuses one class alone
        accuracy, mean = calibration_curve(right, confidence, n_bins=bins)
        weights = np.bincount(number)[np.unique(number)] / len(actual)
        assert abs(error - (weights * np.abs(accuracy - mean)).sum()) < 1e-12
    return error


def regressor(name, rows, outputs, seed, scale=1.0, offset=0.0, constant=False, exact=False):
    random = np.random.RandomState(seed)
    actual = (offset + scale * random.randn(rows, outputs)).astype(np.float32)
    if constant:
        actual[:, 0] = np.float32(2.5)
    predicted = actual.copy() if exact else (actual + 0.3 * scale * random.randn(rows, outputs)).astype(np.float32)
    a, p = actual.astype(np.float64), predicted.astype(np.float64)
    case = {"name": name, "outputs": outputs, "actual": a, "predicted": p}
    for average, multioutput in (("mean", "uniform_average"), ("each", "raw_values")):
        case[average] = np.array([
            metrics.mean_absolute_error(a, p, multioutput=multioutput),
            metrics.mean_squared_error(a, p, multioutput=multioutput),
            metrics.mean_squared_error(a, p, multioutput=multioutput, squared=False),
            metrics.r2_score(a, p, multioutput=multioutput)])
    return case


def plain(value):
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value.item() if isinstance(value, np.generic) else value


if __name__ == "__main__":
    values = {
        "classifiers": [
            classifier("ten classes", 10, 200, seed=1),
            classifier("two classes", 2, 150, seed=2, skew=0.8),
            classifier("three classes with equal scores", 3, 120, seed=3, skew=1, coarse=True),
            classifier("two classes with equal scores", 2, 90, seed=4, skew=1, coarse=True),
            classifier("a class without rows", 5, 60, seed=5, skew=0.5, only=[0, 1, 3, 4]),
            classifier("one class alone", 4, 30, seed=6, only=[2]),
            classifier("one row", 3, 1, seed=7),
        ],
        "logistics": [
            logistic("one answer", 1, 150, seed=21),
            logistic("one answer at another threshold", 1, 150, seed=22, threshold=0.3),
            logistic("one answer with equal probabilities", 1, 90, seed=23, coarse=True),
            logistic("one answer that is always no", 1, 40, seed=24, only=False),
            logistic("three labels", 3, 120, seed=25),
            logistic("four labels at another threshold", 4, 80, seed=26, threshold=0.7),
            logistic("three labels, one always yes", 3, 60, seed=27, only=True),
            logistic("one row", 2, 1, seed=28),
        ],
        "regressors": [
            regressor("one output", 200, 1, seed=11),
            regressor("three outputs", 100, 3, seed=12, scale=5),
            regressor("far from zero", 150, 2, seed=13, scale=0.01, offset=1000),
            regressor("an output that never changes", 50, 2, seed=14, constant=True),
            regressor("exact", 20, 2, seed=15, constant=True, exact=True),
        ],
    }
    text = json.dumps(plain(values), allow_nan=False)
    text = text.replace(', "', ',\n"').replace("}, {", "},\n{").replace("], [", "],\n[")
    VALUES.mkdir(exist_ok=True)
    (VALUES / "metrics.json").write_text(text + "\n", encoding="utf-8", newline="\n")
