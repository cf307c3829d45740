"""Writes values/: what PyTorch computes, for the C# tests to compare with. See README.md beside this file.

Run from anywhere: /usr/bin/python3 tests/reference/reference.py
It also prints how far PyTorch's own float32 lies from float64: the tests' tolerances are judged by that.
"""
import json
import math
import struct
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
VALUES = Path(__file__).parent / "values"


def random(seed):
    # RandomState's stream is frozen for ever; torch's and numpy's newer generators promise no such thing.
    return np.random.RandomState(seed)


def f32(values):
    return torch.tensor(np.asarray(values, dtype=np.float32))


# ---- files ------------------------------------------------------------------------------------------------


def write_safetensors(path, tensors, metadata=None):
    """u64 little-endian header length, JSON header padded with spaces to 8 bytes, then the numbers, row-major."""
    header, blocks, end = {}, [], 0
    if metadata:
        header["__metadata__"] = metadata
    for name in sorted(tensors):
        kind, layout = ("F32", "<f4") if tensors[name].is_floating_point() else ("I64", "<i8")
        array = tensors[name].detach().numpy().astype(layout)
        block = array.tobytes()  # in C order, whatever the strides
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [end, end + len(block)]}
        blocks.append(block)
        end += len(block)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blocks))


def number(value, double):
    """The digits that bring back the same bits: 9 for float32, 17 for float64."""
    value = float(value)
    if not math.isfinite(value):
        raise ValueError("JSON has no number for infinity and NaN")
    text = repr(value) if double else format(value, ".9g")
    return text if any(c in text for c in ".e") else text + ".0"


def to_json(value, indent=""):
    """Objects over several lines; a tensor's last axis on one line, so that a difference shows where it is."""
    if isinstance(value, dict):
        inner = indent + "  "
        items = ",\n".join(f"{inner}{json.dumps(key)}: {to_json(item, inner)}" for key, item in value.items())
        return "{\n" + items + "\n" + indent + "}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        inner = indent + "  "
        return "[\n" + ",\n".join(inner + to_json(item, inner) for item in value) + "\n" + indent + "]"
    if torch.is_tensor(value):
        if value.dim() == 0:
            return number(value, value.dtype == torch.float64)
        if value.dim() == 1:
            return "[" + ", ".join(to_json(item) for item in value) + "]"
        inner = indent + "  "
        return "[\n" + ",\n".join(inner + to_json(item, inner) for item in value) + "\n" + indent + "]"
    return json.dumps(value)


def write_json(name, value):
    (VALUES / name).write_text(to_json(value) + "\n", encoding="utf-8", newline="\n")


# ---- a chain: 64 -> 32 relu -> 10, cross entropy, twenty steps of Adam ---------------------------------------


def chain():
    rng = random(64_32_10)
    # Blurred prototypes of ten classes as 8x8 images, the left column always zero and many pixels besides.
    prototypes = rng.uniform(size=(10, 64)) * (rng.uniform(size=(10, 64)) < 0.5)
    labels = rng.randint(10, size=(20, 32))
    inputs = np.clip(prototypes[labels] + 0.3 * rng.normal(size=(20, 32, 64)), 0, 1)
    inputs[:, :, ::8] = 0
    inputs, labels = f32(inputs), torch.tensor(labels)
    shapes = {"hidden.weight": (32, 64), "hidden.bias": (32,), "dense1.weight": (10, 32), "dense1.bias": (10,)}
    bounds = {"hidden": 1 / math.sqrt(64), "dense1": 1 / math.sqrt(32)}  # as torch.nn.Linear draws them
    initial = {name: f32(rng.uniform(-1, 1, size=shape) * bounds[name.split(".")[0]]) for name, shape in shapes.items()}

    def train(dtype):
        p = {name: value.to(dtype).clone().requires_grad_() for name, value in initial.items()}
        optimizer = torch.optim.Adam(p.values(), lr=1e-3)
        saved, losses = {}, []
        for step in range(20):
            hidden = F.relu(F.linear(inputs[step].to(dtype), p["hidden.weight"], p["hidden.bias"]))
            logits = F.linear(hidden, p["dense1.weight"], p["dense1.bias"])
            loss = F.cross_entropy(logits, labels[step])
            optimizer.zero_grad()
            loss.backward()
            losses.append(loss.detach().clone())
            if step == 0:
                saved |= {"logits": logits.detach(), "loss": losses[0]}
                saved |= {"gradient." + name: value.grad.clone() for name, value in p.items()}
            optimizer.step()
        return saved | {"losses": torch.stack(losses)} | {"final." + name: value.detach() for name, value in p.items()}

    saved, exact = train(torch.float32), train(torch.float64)
    for name in saved:
        error = (saved[name].double() - exact[name]).abs().max().item()
        print(f"chain {name}: off float64 by at most {error:.2e}, largest {exact[name].abs().max().item():.3g}")
    print("chain losses:", " ".join(f"{loss:.4f}" for loss in saved["losses"].tolist()))
    write_safetensors(
        VALUES / "chain-64-32-10.safetensors",
        saved | {"initial." + name: value for name, value in initial.items()} | {"inputs": inputs, "labels": labels.float()},
        {"model": "Linear(64, 32), ReLU, Linear(32, 10)", "loss": "cross entropy, mean", "optimizer": "Adam, lr 1e-3"})
    write_safetensors(VALUES / "chain-64-32-10.model.safetensors", initial)


# ---- whole models over 200 iterations: a regressor and a classifier with several labels -------------------------


def two_hundred_steps(name, seed, sizes, forward, loss, optimizer, inputs, targets, about):
    """Trains layers of the given names and sizes on the batches in turn; the losses are those before each update."""
    rng = random(seed)
    initial = {}
    for layer, fan_in, fan_out in sizes:  # as torch.nn.Linear draws them
        initial[layer + ".weight"] = f32(rng.uniform(-1, 1, size=(fan_out, fan_in)) / math.sqrt(fan_in))
        initial[layer + ".bias"] = f32(rng.uniform(-1, 1, size=fan_out) / math.sqrt(fan_in))

    def train(dtype):
        p = {key: value.to(dtype).clone().requires_grad_() for key, value in initial.items()}
        steps, losses = optimizer(list(p.values())), []
        for step in range(200):
            batch = step % len(inputs)
            value = loss(forward(p, inputs[batch].to(dtype)), targets[batch].to(dtype))
            steps.zero_grad()
            value.backward()
            steps.step()
            losses.append(value.detach())
        return {"losses": torch.stack(losses)} | {"final." + key: value.detach() for key, value in p.items()}

    saved, exact = train(torch.float32), train(torch.float64)
    for key in saved:
        error = (saved[key].double() - exact[key]).abs().max().item()
        print(f"{name} {key}: off float64 by at most {error / exact[key].abs().max().item():.1e} of the largest, {exact[key].abs().max().item():.3g}")
    relative = ((saved["losses"].double() - exact["losses"]) / exact["losses"]).abs().max().item()
    print(f"{name} losses: {saved['losses'][0]:.4f} to {saved['losses'][-1]:.4f}, each off float64 by at most {relative:.1e} of itself")
    write_safetensors(VALUES / f"{name}.safetensors", saved | {"inputs": inputs, "targets": targets}, about)
    write_safetensors(VALUES / f"{name}.model.safetensors", initial)


def regressor():
    rng = random(8_16_16_2)
    inputs = rng.normal(size=(10, 32, 8))
    targets = np.stack([np.sin(inputs[..., 0]) * inputs[..., 1], inputs[..., 2:].mean(axis=-1) ** 2], axis=-1) + 0.1 * rng.normal(size=(10, 32, 2))
    two_hundred_steps(
        "regressor-8-16-16-2", 1, [("first", 8, 16), ("second", 16, 16), ("estimate", 16, 2)],
        lambda p, x: F.linear(F.gelu(F.linear(torch.tanh(F.linear(
            x, p["first.weight"], p["first.bias"])), p["second.weight"], p["second.bias"])), p["estimate.weight"], p["estimate.bias"]),
        torch.nn.HuberLoss(delta=0.5), lambda p: torch.optim.AdamW(p, lr=3e-3, weight_decay=0.05), f32(inputs), f32(targets),
        {"model": "Linear(8, 16), Tanh, Linear(16, 16), GELU, Linear(16, 2)", "loss": "Huber, delta 0.5", "optimizer": "AdamW, lr 3e-3, weight decay 0.05"})


def labels():
    rng = random(12_24_5)
    inputs = rng.normal(size=(10, 32, 12))
    targets = inputs @ rng.normal(size=(12, 5)) + rng.normal(size=(10, 32, 5)) > np.array([0, 1, 2, 4, -2])
    positive = [1, 1.5, 2, 8, 0.5]
    two_hundred_steps(
        "labels-12-24-5", 2, [("hidden", 12, 24), ("tags", 24, 5)],
        lambda p, x: F.linear(F.relu(F.linear(x, p["hidden.weight"], p["hidden.bias"])), p["tags.weight"], p["tags.bias"]),
        lambda x, t: F.binary_cross_entropy_with_logits(x, t, pos_weight=torch.tensor(positive, dtype=x.dtype)),
        lambda p: torch.optim.Adam(p, lr=3e-3), f32(inputs), f32(targets),
        {"model": "Linear(12, 24), ReLU, Linear(24, 5)", "loss": "BCEWithLogits, pos_weight 1, 1.5, 2, 8, 0.5", "optimizer": "Adam, lr 3e-3"})


# ---- activations ----------------------------------------------------------------------------------------------


def activations():
    functions = {"relu": F.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "gelu": F.gelu}
    sizes = [1e-45, 1e-40, 1.17549435e-38, 1e-30, 1e-20, 1e-10, 1e-8, 3e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.05, 0.1,
             0.2, 0.3, 0.5, 0.625, 0.75, 1, 1.5, 2, 3, 4, 5.5, 7, 9, 12, 17, 20, 50, 87, 88.5, 100, 1e4, 1e20, 3.40282347e38]
    x = f32([-size for size in reversed(sizes)] + [-0.0, 0.0] + sizes)
    # Kinks and both sides of them, where the functions below have any.
    kinks = f32([-3.0000002, -2.9999998, -1.0000001, -0.99999994, 0.99999994, 1.0000001, 2.9999998, 3.0000002, 19.999998, 20.000002, -1.278, -1.19, -0.75])
    file = {"x": x, "kinks": kinks}
    for name, function in functions.items():
        results = {}
        for dtype in (torch.float64, torch.float32):
            input = x.to(dtype).clone().requires_grad_()
            y = function(input)
            derivative, = torch.autograd.grad(y, input, torch.ones_like(y))
            results["y" + str(dtype)[-2:]] = y.detach()
            results["dydx" + str(dtype)[-2:]] = derivative
        file[name] = results
        for what in ("y", "dydx"):
            exact, single = results[what + "64"], results[what + "32"]
            error = (single.double() - exact).abs()
            ulp = torch.tensor([2.0 ** max(math.frexp(v)[1] - 24, -149) for v in exact.tolist()], dtype=torch.float64)
            worst = (error / ulp * (exact.abs() > 1.2e-38)).argmax()
            small = error * (exact.abs() < 2)
            print(f"{name} {what}: PyTorch's float32 off by {(error / ulp)[worst]:.3g} ulp at {x[worst]:.3g}, among results "
                  f"below 2 absolutely by {small.max() * 2 ** 24:.2f} times 2^-24 at {x[small.argmax()]:.3g}")
    # By float64 alone: where PyTorch's float32 cancels, the library does not.
    for name, function in {
        "leakyRelu": F.leaky_relu,
        "leakyRelu 0.3": lambda v: F.leaky_relu(v, 0.3),
        "elu": F.elu,
        "elu 0.7": lambda v: F.elu(v, 0.7),
        "selu": F.selu,
        "geluTanh": lambda v: F.gelu(v, approximate="tanh"),
        "silu": F.silu,
        "hardSigmoid": F.hardsigmoid,
        "hardTanh": F.hardtanh,
        "hardTanh -0.5 2": lambda v: F.hardtanh(v, -0.5, 2),
        "softplus": F.softplus,
        "softplus 2.5 3": lambda v: F.softplus(v, 2.5, 3),
        "mish": F.mish,
        "hardSwish": F.hardswish,
    }.items():
        input = torch.cat([x, kinks]).double().requires_grad_()
        y = function(input)
        derivative, = torch.autograd.grad(y, input, torch.ones_like(y))
        file[name] = {"y64": y.detach(), "dydx64": derivative}
    write_json("activations.json", file)


# ---- losses ---------------------------------------------------------------------------------------------------


def loss_case(function, inputs, goals, **named):
    """Loss and gradient in float32, and in float64 from the same float32 inputs."""
    case = dict(named)
    for dtype, suffix in ((torch.float32, "32"), (torch.float64, "64")):
        input = inputs.to(dtype).clone().requires_grad_()
        loss = function(input, goals.to(dtype) if goals.is_floating_point() else goals)
        loss.backward()
        case |= {"loss" + suffix: loss.detach(), "gradient" + suffix: input.grad}
    return case


def losses():
    rng = random(11)
    cross_entropy, mse = [], []
    for rows, classes in ((1, 2), (3, 3), (5, 10), (7, 17), (2, 33)):
        labels = torch.tensor(rng.randint(classes, size=rows))
        ordinary = f32(3 * rng.normal(size=(rows, classes)))
        equal = torch.full((rows, classes), 0.7)
        # 10,000 up and down: a softmax without the row's maximum taken off overflows, and so does a log of its result.
        large = f32(np.where(rng.uniform(size=(rows, classes)) < 0.5, -1e4, 1e4) + rng.normal(size=(rows, classes)))
        # One logit far above the rest, and it is the label's: the loss is next to nothing.
        confident = f32(rng.normal(size=(rows, classes)))
        confident[torch.arange(rows), labels] += 18
        for name, logits in (("ordinary", ordinary), ("equal", equal), ("large", large), ("confident", confident)):
            cross_entropy.append(loss_case(
                F.cross_entropy, logits, labels,
                name=f"{name} {rows}x{classes}", rows=rows, classes=classes, logits=logits, labels=labels.tolist()))
    for rows, columns in ((1, 1), (1, 2), (3, 3), (5, 10), (7, 17), (2, 33)):
        for name, scale in (("ordinary", 1.0), ("small", 1e-6), ("large", 1e6)):
            targets = f32(scale * rng.normal(size=(rows, columns)))
            predictions = f32(targets.numpy() + scale * rng.normal(size=(rows, columns)))
            predictions[0, 0] = targets[0, 0]
            mse.append(loss_case(
                F.mse_loss, predictions, targets,
                name=f"{name} {rows}x{columns}", rows=rows, columns=columns, predictions=predictions, targets=targets))
    for kind, cases in (("cross entropy", cross_entropy), ("mean squared error", mse)):
        for case in cases:
            # Cross entropy subtracts probabilities, so its errors are absolute; those of a mean of squares are relative.
            one = 1 if kind == "cross entropy" else 0
            loss = (case["loss32"].double() - case["loss64"]).abs() * 2 ** 24 / max(case["loss64"].item(), one or 1e-30)
            gradient = (case["gradient32"].double() - case["gradient64"]).abs() * 2 ** 24
            gradient = (gradient / (one or case["gradient64"].abs().clamp(min=1e-30))).max()
            print(f"{kind} {case['name']}: loss {case['loss64']:.6g} off by {loss:.2f}, gradient by {gradient:.2f} times 2^-24")
    write_json("losses.json", {"crossEntropy": cross_entropy, "meanSquaredError": mse})


# ---- losses with weights and settings ---------------------------------------------------------------------------


def weighted_case(row_losses, divisor, inputs, weights, named, magnitude):
    """
    Loss and gradient in float64 from float32 arguments: the sum of weight times row loss over the divisor. The magnitudes are what their rounding errors are
    proportional to: they are computed by magnitude(input), which gives the terms of loss and gradient (before division) without their signs.
    """
    input = inputs.double().clone().requires_grad_()
    row = row_losses(input)
    weight = torch.ones_like(row) if weights is None else weights.double()
    loss = (weight * row).sum() / divisor
    loss.backward()
    losses, gradients = magnitude(inputs.double())
    share = inputs.shape[1] if named.get("mean", False) else 1
    scale = weight[:, None] / divisor / share
    return named | {
        "rows": inputs.shape[0], "columns": inputs.shape[1], "predictions": inputs, "weights": weights if weights is not None else [],
        "loss64": loss.detach(), "gradient64": input.grad, "lossMagnitude": (losses * scale).sum().float(),
        "gradientMagnitude": (gradients * scale).float()}


def elementwise_losses():
    rng = random(12)
    cases = []

    def add(name, function, targets, predictions, magnitude, sums=False, **settings):
        for weights in (None, f32(rng.uniform(0, 2, size=predictions.shape[0]))):
            t = targets.double()
            cases.append(weighted_case(
                lambda p: function(p, t).sum(1) if sums else function(p, t).mean(1), predictions.shape[0], predictions, weights,
                {"name": name + (" weighted" if weights is not None else "") + f" {predictions.shape[0]}x{predictions.shape[1]}", "mean": not sums,
                 "targets": targets} | settings, lambda p: magnitude(p, t)))

    one = torch.ones(())
    for shape in ((1, 1), (4, 9)):
        targets = f32(rng.normal(size=shape))
        predictions = f32(targets.numpy() + 1.5 * rng.normal(size=shape))
        predictions.view(-1)[0] = targets.view(-1)[0]
        close = f32(targets.numpy() + 1e-3 * rng.normal(size=shape))
        for name, p in (("", predictions), (" close", close)):
            relative = lambda function, slope: lambda p, t: (function(p, t).abs(), slope((p - t).abs()))
            mse, l1 = lambda p, t: F.mse_loss(p, t, reduction="none"), lambda p, t: F.l1_loss(p, t, reduction="none")
            add("meanSquaredError" + name, mse, targets, p, relative(mse, lambda d: 2 * d), kind="MeanSquaredError")
            add("meanAbsoluteError" + name, l1, targets, p, relative(l1, lambda d: d.sign()), kind="MeanAbsoluteError")
            for delta in (1.0, 0.25, 3.0):
                huber = lambda p, t: F.huber_loss(p, t, reduction="none", delta=delta)
                smooth = lambda p, t: F.smooth_l1_loss(p, t, reduction="none", beta=delta)
                add(f"huber {delta}{name}", huber, targets, p, relative(huber, lambda d: d.clamp(max=delta)), kind="Huber", setting=delta)
                add(f"smoothL1 {delta}{name}", smooth, targets, p, relative(smooth, lambda d: (d / delta).clamp(max=1)), kind="SmoothL1", setting=delta)
            # Documented as the same as L1Loss; the derivative of smooth_l1_loss(beta=0) at zero is -1 in 1.13, though.
            add("smoothL1 0" + name, l1, targets, p, relative(l1, lambda d: d.sign()), kind="SmoothL1", setting=0.0)
            # Not in PyTorch. The float64 result is good to 1e-16, absolutely: below 1 by half the logarithm of 1 + sinh².
            logcosh = lambda p, t: torch.where((p - t).abs() < 1, torch.log1p(torch.sinh((p - t).clamp(-1, 1)) ** 2) / 2,
                                               (p - t).abs() + F.softplus(-2 * (p - t).abs()) - math.log(2))
            add("logCosh" + name, logcosh, targets, p, relative(logcosh, torch.tanh), kind="LogCosh")
        signs = f32(np.where(rng.uniform(size=shape) < 0.5, -1, 1))
        add("hinge", lambda p, t: torch.relu(1 - t * p), signs, predictions, lambda p, t: (1 + (t * p).abs(), t.abs()), kind="Hinge")
        counts = f32(rng.poisson(2.0, size=shape))
        add("poisson", lambda p, t: F.poisson_nll_loss(p, t, reduction="none"), counts, predictions,
            lambda p, t: (p.exp() + (t * p).abs(), p.exp() + t), kind="Poisson")
        probabilities = rng.uniform(size=shape) * (rng.uniform(size=shape) < 0.7)
        probabilities.reshape(-1)[0] = 1e-40
        probabilities = f32(probabilities / max(probabilities.sum(), 1e-3))
        logs = f32(np.log(rng.dirichlet(np.ones(shape[1]), size=shape[0]) + 1e-30))
        add("kullbackLeibler", lambda p, t: F.kl_div(p, t, reduction="none"), probabilities, logs,
            lambda p, t: (torch.xlogy(t, t).abs() + (t * p).abs(), t), sums=True, kind="KullbackLeibler")
        for positive in (None, f32(rng.uniform(0.2, 5, size=shape[1]))):
            c = one.double() if positive is None else positive.double()
            for name, t, x in (("", f32(rng.randint(2, size=shape)), f32(4 * rng.normal(size=shape))), (" soft", f32(rng.uniform(size=shape)), f32(4 * rng.normal(size=shape))),
                               (" large", f32(rng.randint(2, size=shape)), f32(np.where(rng.uniform(size=shape) < 0.5, -1e4, 1e4)))):
                add("binaryCrossEntropy" + name + ("" if positive is None else " positive"),
                    lambda x, t: F.binary_cross_entropy_with_logits(x, t, reduction="none", pos_weight=None if positive is None else c), t, x,
                    lambda x, t: (c * t * F.softplus(-x) + (1 - t) * F.softplus(x), c * t * torch.sigmoid(-x) + (1 - t) * torch.sigmoid(x)),
                    kind="BinaryCrossEntropy", positiveWeights=[] if positive is None else positive)
    write_json("elementwise-losses.json", {"cases": cases})


def weighted_cross_entropies():
    rng = random(13)
    cases = []
    for rows, classes in ((1, 2), (4, 7)):
        labels = torch.tensor(rng.randint(classes, size=rows))
        soft = f32(rng.dirichlet(np.ones(classes), size=rows) * (rng.uniform(size=(rows, classes)) < 0.8))
        for name, logits in (("", f32(3 * rng.normal(size=(rows, classes)))), (" large", f32(np.where(rng.uniform(size=(rows, classes)) < 0.5, -1e4, 1e4)))):
            for smoothing in (0.0, 0.1):
                for v in (None, f32(rng.uniform(0.1, 3, size=classes))):
                    for weights in (None, f32(rng.uniform(0, 2, size=rows))):
                        for goal in (labels, soft):
                            kind = "soft" if goal.is_floating_point() else "labels"
                            if kind == "labels" and v is None and weights is None and smoothing == 0:
                                continue  # that is in losses.json
                            target = goal.double() if kind == "soft" else goal
                            v64 = None if v is None else v.double()
                            function = lambda x, reduction="none": F.cross_entropy(x, target, v64, label_smoothing=smoothing, reduction=reduction)
                            divisor = float(v64[labels].sum()) if kind == "labels" and v is not None else rows
                            of_class = torch.ones(classes).double() if v is None else v64
                            # What each class counts for, as PyTorch multiplies it out.
                            if kind == "soft":
                                a = of_class * (target * (1 - smoothing) + smoothing / classes)
                            else:
                                a = F.one_hot(labels, classes) * of_class * (1 - smoothing) + of_class * smoothing / classes
                            def magnitude(x, a=a):
                                # Once a row, as the row's loss is one term.
                                losses = (a * -F.log_softmax(x, 1)).sum(1, keepdim=True) + a.sum(1, keepdim=True)
                                return torch.cat((losses, torch.zeros(rows, classes - 1)), 1), a.sum(1, keepdim=True) * F.softmax(x, 1) + a
                            case = weighted_case(function, divisor, logits, weights, {
                                "name": f"{kind}{name} {rows}x{classes}" + (f" smoothing {smoothing}" if smoothing else "") + (" class weights" if v is not None else "")
                                + (" weighted" if weights is not None else ""),
                                "smoothing": smoothing, "classWeights": [] if v is None else v}
                                | ({"probabilities": soft} if kind == "soft" else {"labels": labels.tolist()}), magnitude)
                            if weights is None:
                                # Our divisor is PyTorch's.
                                assert abs(function(logits.double(), "mean") - case["loss64"]) <= 1e-12 * case["loss64"], case["name"]
                            cases.append(case)
    write_json("weighted-cross-entropies.json", {"cases": cases})


# ---- rows: softmax, norms, embedding --------------------------------------------------------------------------


def gradients(function, dy, *arguments):
    """The result and its gradient in each argument, in float64."""
    arguments = [argument.double().requires_grad_() for argument in arguments]
    y = function(*arguments)
    return [y.detach(), *torch.autograd.grad(y, arguments, dy.double())]


def softmax():
    rng = random(23)
    cases = []
    for rows, width in ((3, 1), (5, 3), (7, 10), (2, 37)):
        ordinary = f32(3 * rng.normal(size=(rows, width)))
        confident = ordinary.clone()
        confident[:, 0] += 18
        for name, x in (("ordinary", ordinary), ("confident", confident), ("large", 100 * ordinary)):
            dy = f32(rng.normal(size=(rows, width)))
            y, dx = gradients(lambda v: F.softmax(v, dim=1), dy, x)
            log_y, log_dx = gradients(lambda v: F.log_softmax(v, dim=1), dy, x)
            cases.append(dict(name=f"{name} {rows}x{width}", rows=rows, width=width, x=x, dy=dy, softmax=y, softmaxDx=dx, logSoftmax=log_y, logSoftmaxDx=log_dx))
    write_json("softmax.json", {"cases": cases})


def normalization():
    rng = random(29)

    def layer_norm(x, weight, bias):
        return F.layer_norm(x, x.shape[1:], weight, bias)

    def rms_norm(x, weight):  # this PyTorch has none: the formula of later ones
        return x / torch.sqrt((x * x).mean(dim=1, keepdim=True) + 1e-5) * weight

    rows_cases = []
    for rows, width in ((4, 3), (5, 19), (3, 40)):
        for name, mean, deviation in (("ordinary", 0.5, 2), ("far", 1e4, 1e-2), ("small", 0, 1e-4)):
            x, dy = f32(mean + deviation * rng.normal(size=(rows, width))), f32(rng.normal(size=(rows, width)))
            weight, bias = f32(1 + 0.5 * rng.normal(size=width)), f32(rng.normal(size=width))
            case = dict(name=f"{name} {rows}x{width}", rows=rows, width=width, x=x, dy=dy, weight=weight, bias=bias)
            for norm, results in (
                    ("layer", zip(("Y", "Dx", "DWeight", "DBias"), gradients(layer_norm, dy, x, weight, bias))),
                    ("rms", zip(("Y", "Dx", "DWeight"), gradients(rms_norm, dy, x, weight)))):
                case |= {norm + key: value for key, value in results}
            rows_cases.append(case)

    batch_cases = []
    for width in (2, 21):
        means, deviations = np.where(np.arange(width) % 3 == 1, 1e4, 0.5), np.where(np.arange(width) % 3 == 1, 1e-2, 2.0)
        weight, bias = f32(1 + 0.5 * rng.normal(size=width)), f32(rng.normal(size=width))
        module = torch.nn.BatchNorm1d(width).double()
        module.weight.data, module.bias.data = weight.double(), bias.double()
        case = dict(name=f"width {width}", width=width, weight=weight, bias=bias, batches=[])
        for rows in (7, 2, 12):
            x, dy = f32(means + deviations * rng.normal(size=(rows, width))), f32(rng.normal(size=(rows, width)))
            input = x.double().requires_grad_()
            module.zero_grad()
            y = module(input)
            y.backward(dy.double())
            case["batches"].append(dict(
                rows=rows, x=x, dy=dy, y=y.detach(), dx=input.grad, dWeight=module.weight.grad.clone(), dBias=module.bias.grad.clone()))
        case |= dict(runningMean=module.running_mean, runningVariance=module.running_var)
        case["prediction"] = module.eval()(case["batches"][0]["x"].double()).detach()
        batch_cases.append(case)
    write_json("normalization.json", {"rows": rows_cases, "batches": batch_cases})


class NormalizedClassifier(torch.nn.Module):
    def __init__(self, dtype):
        super().__init__()
        self.hidden = torch.nn.Linear(20, 32, bias=False, dtype=dtype)
        self.batchNorm1 = torch.nn.BatchNorm1d(32, dtype=dtype)
        self.dense1 = torch.nn.Linear(32, 16, bias=False, dtype=dtype)  # a bias would be a random walk: BatchNorm takes it away
        self.batchNorm2 = torch.nn.BatchNorm1d(16, momentum=0.2, dtype=dtype)
        self.dense2 = torch.nn.Linear(16, 4, dtype=dtype)

    def forward(self, x):
        x = torch.relu(self.batchNorm1(self.hidden(x)))
        return self.dense2(torch.tanh(self.batchNorm2(self.dense1(x))))


def normalized_classifier():
    """A whole model with running statistics: 200 iterations over ten batches of 24, and a prediction after them."""
    rng = random(20_32_16_4)
    centers = rng.normal(size=(4, 20))
    labels = rng.randint(4, size=(10, 24))
    inputs = f32(centers[labels] + 1.5 * rng.normal(size=(10, 24, 20)) + 3)
    labels = torch.tensor(labels)
    weights = {name: f32(rng.uniform(-1, 1, size=value.shape) / math.sqrt(value.shape[-1] if value.dim() > 1 else 20))
               for name, value in NormalizedClassifier(torch.float32).named_parameters() if not name.startswith("batchNorm")}

    def train(dtype):
        model = NormalizedClassifier(dtype)
        model.load_state_dict(weights, strict=False)
        initial = {name: value.clone() for name, value in model.state_dict().items()}
        optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
        losses = []
        for step in range(200):
            optimizer.zero_grad()
            loss = F.cross_entropy(model(inputs[step % 10].to(dtype)), labels[step % 10])
            loss.backward()
            losses.append(loss.detach())
            optimizer.step()
        saved = {"losses": torch.stack(losses)} | {"final." + name: value.clone() for name, value in model.state_dict().items() if value.is_floating_point()}
        model.eval()
        return saved | {"prediction": model(inputs[0].to(dtype)).detach()}, initial

    (saved, initial), (exact, _) = train(torch.float32), train(torch.float64)
    for name in saved:
        error = (saved[name].double() - exact[name]).abs().max().item()
        print(f"normalized classifier {name}: off float64 by at most {error:.2e}, largest {exact[name].abs().max().item():.3g}")
    write_safetensors(
        VALUES / "normalized-classifier.safetensors",
        saved | {"inputs": inputs, "labels": labels.float(), "exact": exact["losses"]},
        {"model": "Linear(20, 32, no bias), BatchNorm, ReLU, Linear(32, 16, no bias), BatchNorm(momentum 0.2), tanh, Linear(16, 4)", "optimizer": "Adam, lr 3e-3"})
    write_safetensors(VALUES / "normalized-classifier.model.safetensors", initial)


class Tuned(torch.nn.Module):
    """The smooth regressor of whole-model tests with other optimizers, or with a frozen base."""

    def __init__(self, dtype):
        super().__init__()
        self.base = torch.nn.Linear(8, 16, bias=False, dtype=dtype)  # a bias would be a random walk: BatchNorm takes it away
        self.batchNorm1 = torch.nn.BatchNorm1d(16, dtype=dtype)
        self.hidden = torch.nn.Linear(16, 12, dtype=dtype)
        self.layerNorm1 = torch.nn.LayerNorm(12, dtype=dtype)
        self.estimate = torch.nn.Linear(12, 2, dtype=dtype)

    def forward(self, x):
        x = torch.tanh(self.batchNorm1(self.base(x)))
        return self.estimate(F.gelu(self.layerNorm1(self.hidden(x))))


def tuned(name, optimizer, about, prepare=lambda model: None):
    """A hundred iterations over five batches of 16, from first values with statistics and norms that are not those of a new model."""
    rng = random(8_16_12_2)
    inputs = f32(rng.normal(size=(5, 16, 8)))
    targets = torch.stack((torch.sin(inputs[..., 0]) * inputs[..., 1], inputs[..., 2:].mean(dim=-1) ** 2), dim=-1)
    initial = {}
    for key, value in Tuned(torch.float32).state_dict().items():
        if not value.is_floating_point():
            initial[key] = value
        elif key.endswith("running_var"):
            initial[key] = f32(rng.uniform(0.5, 2, size=value.shape))
        elif "Norm" in key:
            initial[key] = f32((key.endswith("weight")) + 0.3 * rng.normal(size=value.shape))
        else:
            initial[key] = f32(rng.uniform(-1, 1, size=value.shape) / math.sqrt(value.shape[-1]))

    def train(dtype):
        model = Tuned(dtype)
        model.load_state_dict(initial)
        prepare(model)
        steps, losses = optimizer(model), []
        for step in range(100):
            steps.zero_grad()
            loss = F.huber_loss(model(inputs[step % 5].to(dtype)), targets[step % 5].to(dtype), delta=0.5)
            loss.backward()
            losses.append(loss.detach())
            steps.step()
        return {"losses": torch.stack(losses)} | {"final." + key: value.clone() for key, value in model.state_dict().items() if value.is_floating_point()}

    saved, exact = train(torch.float32), train(torch.float64)
    for key in saved:
        error = (saved[key].double() - exact[key]).abs().max().item()
        print(f"{name} {key}: off float64 by at most {error / exact[key].abs().max().item():.1e} of the largest, {exact[key].abs().max().item():.3g}")
    model = {"model": "Linear(8, 16, no bias), BatchNorm, tanh, Linear(16, 12), LayerNorm, GELU, Linear(12, 2)", "loss": "Huber, delta 0.5"}
    write_safetensors(VALUES / f"tuned-{name}.safetensors", saved | {"inputs": inputs, "targets": targets}, model | about)
    write_safetensors(VALUES / "tuned.model.safetensors", initial)


def frozen():
    def freeze(model):
        for layer in (model.base, model.batchNorm1, model.layerNorm1):
            layer.requires_grad_(False)
        model.batchNorm1.eval()  # what freezing means for running statistics: they stand still, and are what is normalised by

    tuned(
        "frozen", lambda model: torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=3e-3, weight_decay=0.05),
        {"frozen": "the first Linear, BatchNorm (in eval mode) and LayerNorm", "optimizer": "AdamW, lr 3e-3, weight decay 0.05"}, freeze)


def decayed_weights():
    def groups(model, decay):
        weights = [layer.weight for layer in (model.base, model.hidden, model.estimate)]
        others = [p for p in model.parameters() if all(p is not weight for weight in weights)]
        return [{"params": weights, "weight_decay": decay}, {"params": others, "weight_decay": 0}]

    tuned("decay-adamw", lambda model: torch.optim.AdamW(groups(model, 0.3), lr=3e-3), {"optimizer": "AdamW, lr 3e-3, weight decay 0.3 on the weights of Linear"})
    tuned(
        "decay-sgd", lambda model: torch.optim.SGD(groups(model, 0.03), lr=0.02, momentum=0.9),
        {"optimizer": "SGD, lr 0.02, momentum 0.9, weight decay 0.03 on the weights of Linear"})


def embedding():
    rng = random(31)
    cases = []
    for padding in (-1, 2):
        table = f32(rng.normal(size=(9, 5)))
        indices = torch.tensor([4, 2, 4, 0, 8, 2, 4])
        dy = f32(rng.normal(size=(7, 5)))
        y, d_table = gradients(lambda t: F.embedding(indices, t, padding_idx=None if padding < 0 else padding), dy, table)
        cases.append(dict(padding=padding, rows=7, width=5, vocabulary=9, indices=indices.float(), table=table, dy=dy, y=y, dTable=d_table))
    write_json("embedding.json", {"cases": cases})


# ---- optimizers -----------------------------------------------------------------------------------------------


class NAdam(torch.optim.NAdam):
    """The update of PyTorch 2: that of 1.13 multiplies the momentum into the next product twice (corrected by its pull request 92699)."""

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                state, grad = self.state[p], p.grad
                if not state:
                    state |= {"step": 0, "product": 1.0, "m": torch.zeros_like(p), "v": torch.zeros_like(p)}
                state["step"] += 1
                grad = grad.add(p, alpha=group["weight_decay"]) if group["weight_decay"] else grad
                mu, mu_next = (beta1 * (1 - 0.5 * 0.96 ** (t * group["momentum_decay"])) for t in (state["step"], state["step"] + 1))
                state["product"] *= mu
                state["m"].mul_(beta1).add_(grad, alpha=1 - beta1)
                state["v"].mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
                denominator = state["v"].div(1 - beta2 ** state["step"]).sqrt().add_(group["eps"])
                p.addcdiv_(grad, denominator, value=-group["lr"] * (1 - mu) / (1 - state["product"]))
                p.addcdiv_(state["m"], denominator, value=-group["lr"] * mu_next / (1 - state["product"] * mu_next))


class Lion(torch.optim.Optimizer):
    """Chen et al. 2023, algorithm 2."""

    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0):
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                direction = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.sub_(group["lr"] * (direction + group["weight_decay"] * p))
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


class Lamb(torch.optim.Optimizer):
    """You et al. 2020, algorithm 2, with phi(x) = x; the ratio is 1 where a norm is 0."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-6, weight_decay=0.01):
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                state = self.state[p]
                if not state:
                    state |= {"step": 0, "m": torch.zeros_like(p), "v": torch.zeros_like(p)}
                state["step"] += 1
                state["m"].mul_(beta1).add_(p.grad, alpha=1 - beta1)
                state["v"].mul_(beta2).addcmul_(p.grad, p.grad, value=1 - beta2)
                r = (state["m"] / (1 - beta1 ** state["step"])) / ((state["v"] / (1 - beta2 ** state["step"])).sqrt() + group["eps"])
                u = r + group["weight_decay"] * p
                size, way = p.norm(), u.norm()
                p.sub_(group["lr"] * (size / way if size > 0 and way > 0 else 1) * u)


def optimizers():
    rng = random(37)
    initial = f32(rng.normal(size=37))
    initial[:3] = f32([0.0, 100.0, 1e-4])
    gradients = rng.normal(size=(50, 37))
    gradients[:, 3] = 0  # a pixel that is always black
    gradients[1:, 4] = 0  # moments that only decay
    gradients[:, 5] = 1e-18 * np.sign(gradients[:, 5])  # its square is subnormal
    gradients[:, 6] *= 1e-9  # about Adam's epsilon
    gradients[:, 7] *= 1e3
    gradients[:, 8] = 0.25  # always the same
    gradients[:, 9] = 0.25 * (-1) ** np.arange(50)
    gradients = f32(gradients)
    settings = [
        ("sgd", torch.optim.SGD, dict(lr=0.1)),
        ("sgd momentum", torch.optim.SGD, dict(lr=0.1, momentum=0.9)),
        ("sgd momentum decay", torch.optim.SGD, dict(lr=0.1, momentum=0.9, weight_decay=0.01)),
        ("adam", torch.optim.Adam, dict()),
        ("adam decay", torch.optim.Adam, dict(weight_decay=0.01)),
        ("adamw", torch.optim.AdamW, dict()),
        ("adam betas", torch.optim.Adam, dict(betas=(0.8, 0.99), eps=1e-6)),
        ("sgd dampening", torch.optim.SGD, dict(lr=0.1, momentum=0.9, dampening=0.5)),
        ("sgd dampening decay", torch.optim.SGD, dict(lr=0.1, momentum=0.8, dampening=0.3, weight_decay=0.01)),
        ("sgd nesterov", torch.optim.SGD, dict(lr=0.1, momentum=0.9, nesterov=True)),
        ("sgd nesterov decay", torch.optim.SGD, dict(lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.01)),
        ("adam amsgrad", torch.optim.Adam, dict(amsgrad=True, betas=(0.9, 0.9))),
        ("adam amsgrad decay", torch.optim.Adam, dict(amsgrad=True, weight_decay=0.01)),
        ("adamw amsgrad", torch.optim.AdamW, dict(amsgrad=True, betas=(0.9, 0.9))),
        ("nadam", NAdam, dict()),
        ("nadam decay", NAdam, dict(lr=1e-2, betas=(0.8, 0.99), weight_decay=0.01, momentum_decay=0.1)),
        ("radam", torch.optim.RAdam, dict()),
        ("radam decay", torch.optim.RAdam, dict(lr=1e-2, betas=(0.8, 0.9), weight_decay=0.01)),
        ("rmsprop", torch.optim.RMSprop, dict()),
        ("rmsprop decay", torch.optim.RMSprop, dict(lr=1e-3, alpha=0.9, eps=1e-6, weight_decay=0.01)),
        ("rmsprop momentum", torch.optim.RMSprop, dict(lr=1e-3, momentum=0.9)),
        ("rmsprop centered", torch.optim.RMSprop, dict(centered=True)),
        ("rmsprop centered momentum decay", torch.optim.RMSprop, dict(lr=1e-3, centered=True, momentum=0.9, weight_decay=0.01)),
        ("adagrad", torch.optim.Adagrad, dict()),
        ("adagrad decay", torch.optim.Adagrad, dict(lr=0.1, lr_decay=0.05, weight_decay=0.01)),
        ("adadelta", torch.optim.Adadelta, dict()),
        ("adadelta decay", torch.optim.Adadelta, dict(lr=0.5, rho=0.8, eps=1e-4, weight_decay=0.01)),
        ("lion", Lion, dict()),
        ("lion decay", Lion, dict(lr=1e-3, betas=(0.95, 0.98), weight_decay=0.1)),
        ("lamb", Lamb, dict()),
        ("lamb no decay", Lamb, dict(lr=1e-2, betas=(0.8, 0.99), eps=1e-8, weight_decay=0)),
    ]
    cases = []
    for name, kind, arguments in settings:
        def run(dtype):
            p = initial.to(dtype).clone().requires_grad_()
            optimizer = kind([p], **arguments)
            trace = [p.detach().clone()]
            for gradient in gradients:
                p.grad = gradient.to(dtype)
                optimizer.step()
                trace.append(p.detach().clone())
            return torch.stack(trace), optimizer.defaults

        (trace, defaults), (exact, _) = run(torch.float32), run(torch.float64)
        case = {"name": name, "kind": kind.__name__, "learningRate": defaults["lr"], "weightDecay": defaults["weight_decay"]}
        if "betas" in defaults:
            case |= {"beta1": defaults["betas"][0], "beta2": defaults["betas"][1]}
        for ours, theirs in (
                ("epsilon", "eps"), ("momentum", "momentum"), ("dampening", "dampening"), ("nesterov", "nesterov"), ("amsgrad", "amsgrad"), ("alpha", "alpha"),
                ("centered", "centered"), ("momentumDecay", "momentum_decay"), ("learningRateDecay", "lr_decay"), ("rho", "rho")):
            if theirs in defaults:
                case[ours] = defaults[theirs]
        # What rounding errors are proportional to, element by element.
        largest = exact.abs().max(dim=0).values
        steps = (exact[1:] - exact[:-1]).abs().max(dim=0).values
        case |= {"largestParameter": largest.float(), "largestUpdate": steps.float()}
        # Where PyTorch has no such optimizer, its formula in float64.
        case |= {f"after{step}": (exact if kind in (Lion, Lamb) else trace)[step].float() for step in (1, 2, 10, 50)}
        cases.append(case)
        for step in (1, 2, 10, 50):
            bound = step * 2.0 ** -24 * (2 * largest + 8 * steps) + 1e-45
            ratio = ((trace[step].double() - exact[step]).abs() / bound).max().item()
            print(f"{name}: after {step} steps off float64 by {ratio:.3f} of steps x 2^-24 x (2 x largest + 8 x largest update)")
    write_json("optimizers.json", {"initial": initial, "gradients": gradients, "cases": cases})


# ---- averages of the weights ------------------------------------------------------------------------------------


def averages():
    from torch.optim.swa_utils import AveragedModel

    rng = random(41)
    values = f32(np.cumsum(0.3 * rng.normal(size=(60, 37)), axis=0) * 10.0 ** rng.randint(-3, 4, size=37))
    cases = []
    for decay, every, start in [(0.0, 1, 1), (0.5, 1, 1), (0.999, 1, 1), (0.99, 1, 20), (0.9, 7, 1), (0.75, 3, 11), (0.9, 1, 60)]:
        model = torch.nn.Linear(37, 1, bias=False)
        exact = AveragedModel(model.double(), avg_fn=lambda average, parameter, count: decay * average + (1 - decay) * parameter)
        averaged = AveragedModel(model.float(), avg_fn=lambda average, parameter, count: decay * average + (1 - decay) * parameter)
        for step in range(1, 61):
            if step >= start and (step - start) % every == 0:
                for copy, type in ((averaged, torch.float32), (exact, torch.float64)):
                    with torch.no_grad():
                        model.to(type).weight.copy_(values[step - 1].to(type))
                    copy.update_parameters(model)
        after, after64 = (copy.module.weight.detach().flatten() for copy in (averaged, exact))
        error = ((after.double() - after64).abs() / values.double().abs().max(dim=0).values).max().item()
        print(f"average {decay} every {every} from {start}: off float64 by {error * 2 ** 24:.2f} x 2^-24 of the largest value")
        cases.append({"decay": decay, "every": every, "start": start, "after": after})
    write_json("averages.json", {"values": values, "cases": cases})


if __name__ == "__main__":
    VALUES.mkdir(exist_ok=True)
    chain()
    regressor()
    labels()
    activations()
    losses()
    elementwise_losses()
    weighted_cross_entropies()
    softmax()
    normalization()
    normalized_classifier()
    frozen()
    decayed_weights()
    embedding()
    optimizers()
    averages()
