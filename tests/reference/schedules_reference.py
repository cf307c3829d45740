"""Writes values/schedules.json: the learning rates of PyTorch's schedulers, for the C# tests to compare with. See README.md beside this file.

Run from anywhere: /usr/bin/python3 tests/reference/schedules_reference.py
"""
import json
import warnings
from pathlib import Path

import numpy as np
import torch
from torch.optim import lr_scheduler as lr

VALUES = Path(__file__).parent / "values"
warnings.simplefilter("ignore")  # SequentialLR calls what PyTorch itself has deprecated

STEPS = 160


def rates(make, base=0.05, steps=STEPS, per=1):
    """The rate of each update. The scheduler steps after every `per` updates."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=base, momentum=0.9)
    scheduler = make(optimizer)
    result = []
    for i in range(steps):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if (i + 1) % per == 0:
            scheduler.step()
    return result


def plateau(name, steps=STEPS, mode="min", seed=1, **settings):
    """A metric that improves, stalls, and improves again; and the rate after each observation."""
    random = np.random.RandomState(seed)
    t = np.arange(steps)
    values = np.exp(-np.minimum(t, 40) / 15) * (1 - 0.4 * (t > 90)) + 0.02 * random.rand(steps)
    if mode == "max":
        values = 1 - values
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.05)
    scheduler = lr.ReduceLROnPlateau(optimizer, mode=mode, **settings)
    result = []
    for value in values:
        scheduler.step(float(value))
        result.append(optimizer.param_groups[0]["lr"])
    return {"name": name, "mode": mode, "settings": settings, "values": values.tolist(), "rates": result}


def sequence(optimizer, schedulers, milestones):
    return lr.SequentialLR(optimizer, [make(optimizer) for make in schedulers], milestones)


if __name__ == "__main__":
    cases = {
        "constant": rates(lambda o: lr.ConstantLR(o, factor=0.3, total_iters=40)),
        "linear": rates(lambda o: lr.LinearLR(o, total_iters=50)),
        "linear 0.1 0.8": rates(lambda o: lr.LinearLR(o, start_factor=0.1, end_factor=0.8, total_iters=77)),
        "step": rates(lambda o: lr.StepLR(o, step_size=30)),
        "step 0.7": rates(lambda o: lr.StepLR(o, step_size=7, gamma=0.7)),
        "multi-step": rates(lambda o: lr.MultiStepLR(o, milestones=[30, 80, 81, 140], gamma=0.2)),
        "exponential": rates(lambda o: lr.ExponentialLR(o, gamma=0.97)),
        "cosine": rates(lambda o: lr.CosineAnnealingLR(o, T_max=STEPS - 1)),
        "cosine 1e-4": rates(lambda o: lr.CosineAnnealingLR(o, T_max=STEPS - 1, eta_min=1e-4)),
        "restarts": rates(lambda o: lr.CosineAnnealingWarmRestarts(o, T_0=23)),
        "restarts 10 2 1e-3": rates(lambda o: lr.CosineAnnealingWarmRestarts(o, T_0=10, T_mult=2, eta_min=1e-3)),
        "restarts 4 3": rates(lambda o: lr.CosineAnnealingWarmRestarts(o, T_0=4, T_mult=3)),
        "polynomial": rates(lambda o: lr.PolynomialLR(o, total_iters=120)),
        "polynomial 2.5": rates(lambda o: lr.PolynomialLR(o, total_iters=150, power=2.5)),
        "one cycle": rates(lambda o: lr.OneCycleLR(o, max_lr=0.05, total_steps=STEPS)),
        "one cycle linear": rates(
            lambda o: lr.OneCycleLR(o, max_lr=0.05, total_steps=STEPS, pct_start=0.23, anneal_strategy="linear", div_factor=10, final_div_factor=100)),
        "one cycle in three": rates(lambda o: lr.OneCycleLR(o, max_lr=0.05, total_steps=STEPS, pct_start=0.37, three_phase=True)),
        "warm-up then cosine": rates(lambda o: sequence(
            o, [lambda o: lr.LinearLR(o, start_factor=0.01, total_iters=20), lambda o: lr.CosineAnnealingLR(o, T_max=139, eta_min=1e-5)], [20])),
        "three in sequence": rates(lambda o: sequence(
            o,
            [lambda o: lr.LinearLR(o, start_factor=0.1, total_iters=15), lambda o: lr.StepLR(o, step_size=20, gamma=0.5), lambda o: lr.ExponentialLR(o, gamma=0.9)],
            [15, 100])),
        # Steps once for each epoch of 8 updates.
        "cosine by epochs": rates(lambda o: lr.CosineAnnealingLR(o, T_max=20), per=8),
        "exponential by epochs": rates(lambda o: lr.ExponentialLR(o, gamma=0.9), per=8),
        "step by epochs": rates(lambda o: lr.StepLR(o, step_size=3), per=8),
        "multi-step by epochs": rates(lambda o: lr.MultiStepLR(o, milestones=[4, 9, 15]), per=8),
        "warm-up then cosine by epochs": rates(lambda o: sequence(
            o, [lambda o: lr.LinearLR(o, start_factor=0.25, total_iters=4), lambda o: lr.CosineAnnealingLR(o, T_max=15)], [4]), per=8),
    }
    plateaus = [
        plateau("defaults"),
        plateau("patience 3, cooldown 5", patience=3, cooldown=5, factor=0.5, threshold=1e-3),
        plateau("absolute, with a minimum", patience=2, factor=0.3, threshold=0.005, threshold_mode="abs", min_lr=1e-3),
        plateau("highest", mode="max", patience=4, cooldown=2, seed=3),
        plateau("highest, absolute", mode="max", patience=0, factor=0.9, threshold=0.01, threshold_mode="abs", seed=4),
        plateau("the smallest change", patience=1, factor=0.5, eps=1e-3, seed=5),
    ]
    text = json.dumps({"base": 0.05, "rates": cases, "plateaus": plateaus}, allow_nan=False)
    VALUES.mkdir(exist_ok=True)
    (VALUES / "schedules.json").write_text(text.replace(', "', ',\n"') + "\n", encoding="utf-8", newline="\n")
