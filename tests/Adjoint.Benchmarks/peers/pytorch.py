"""PyTorch's side of the benchmark: the same training as the C# program beside it, in chunks that the program asks for.

Not meant to be started by hand: `dotnet run -c Release --project tests/Adjoint.Benchmarks -- peers` does. It reads the rows, their order in
each epoch and the first parameters from a folder, says "ready" and its settings, and answers the lines that it reads:

    go 100      trains 100 iterations further; microseconds per iteration, by the clock and of the core
    score       loss and accuracy (nan where there are no classes) on the test rows
    restart     back to the first parameters; "ready"

The data lie in memory as float tensors and no DataLoader is used: it would make PyTorch several times slower. Batches are cut before the
clock runs, which C# does while it runs. Without --best this is PyTorch as a user gets it. --best flushes denormals, frees gradients instead of
filling them with zeros, and takes whichever is fastest here of the plain and the foreach Adam, eager and traced, on one thread and on as many
as it may have; the environment does the rest.
"""
import argparse
import gc
import itertools
import json
import math
import statistics
import struct
import sys
import time
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


def mlp(activation, *layers):
    """Linear layers with an activation between them; the names are those of the C# model's layers."""
    modules = OrderedDict()
    for name, inputs, outputs in layers:
        modules[name] = nn.Linear(inputs, outputs)
        modules[f"{name}_activation"] = activation()
    modules.popitem()
    return nn.Sequential(modules)


# What each workload trains: model, loss, learning rate of Adam.
WORKLOADS = {
    "digits": (lambda: mlp(nn.ReLU, ("hidden", 64, 128), ("dense1", 128, 10)), F.cross_entropy, 2e-3),
    "W1": (lambda: mlp(nn.ReLU, ("hidden", 784, 128), ("dense1", 128, 10)), F.cross_entropy, 1e-3),
    "W3a": (lambda: mlp(nn.Tanh, ("hidden1", 4, 16), ("hidden2", 16, 16), ("iris", 16, 3)), F.cross_entropy, 1e-3),
    "W3b": (lambda: mlp(nn.Tanh, ("hidden", 24, 24), ("outputs", 24, 2)), F.mse_loss, 1e-3),
    "W6": (lambda: mlp(nn.Tanh, ("hidden1", 4, 32), ("hidden2", 32, 16), ("exponential", 16, 4)), F.mse_loss, 1e-3),
}


def safetensors(path):
    """A file as a dictionary of tensors: https://huggingface.co/docs/safetensors, float32 only."""
    content = path.read_bytes()
    size, = struct.unpack("<Q", content[:8])
    header = json.loads(content[8:8 + size])
    header.pop("__metadata__", None)
    tensors = OrderedDict()
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        numbers = np.frombuffer(content[8 + size + begin:8 + size + end], dtype="<f4")
        tensors[name] = torch.tensor(numbers).reshape(entry["shape"])
    return tensors


class Rows:
    """Features [rows, inputs] and labels: [rows] classes or [rows, outputs] values."""
    def __init__(self, folder, name):
        classes = folder / f"{name}.labels.i32"
        labels = np.fromfile(classes, "<i4").astype(np.int64) if classes.exists() else np.fromfile(folder / f"{name}.labels.f32", "<f4")
        widths = json.loads((folder / "widths.json").read_text())
        self.features = torch.tensor(np.fromfile(folder / f"{name}.features.f32", "<f4")).reshape(-1, widths["features"])
        self.labels = torch.tensor(labels)
        self.has_classes = classes.exists()
        if not self.has_classes:
            self.labels = self.labels.reshape(-1, widths["labels"])


def batches(folder, rows, batch):
    """The rows of every batch of all epochs; None where all rows are one batch."""
    path = folder / "order.i32"
    if not path.exists():
        return None
    order = torch.tensor(np.fromfile(path, "<i4").astype(np.int64)).reshape(-1, rows)
    return [part for epoch in order for part in epoch.split(batch)]


class Training:
    def __init__(self, workload, train, batches, parameters, best, threads, foreach=None, traced=False):
        build, self.loss, self.rate = WORKLOADS[workload]
        self.train, self.batches, self.parameters, self.threads, self.foreach = train, batches, parameters, threads, foreach
        self.set_to_none = best
        self.module = self.model = build()
        if traced:
            self.model = torch.jit.trace(self.module, train.features[:len(batches[0]) if batches else None])
        self.restart()

    def restart(self):
        self.module.load_state_dict(self.parameters)
        self.optimizer = torch.optim.Adam(self.module.parameters(), lr=self.rate, foreach=self.foreach)
        self.next = 0

    def go(self, iterations):
        """Microseconds of one iteration: by the clock, and those in which the core worked for it."""
        # Where all rows are one batch nobody would gather them.
        whole = self.train.features, self.train.labels
        todo = self.batches[self.next:self.next + iterations] if self.batches else [None] * iterations
        assert len(todo) == iterations, "the training has no more epochs"
        if torch.get_num_threads() != self.threads:
            torch.set_num_threads(self.threads)
        start, core = time.perf_counter(), time.process_time()
        for rows in todo:
            features, labels = whole if rows is None else (self.train.features.index_select(0, rows), self.train.labels.index_select(0, rows))
            loss = self.loss(self.model(features), labels)
            self.optimizer.zero_grad(set_to_none=self.set_to_none)
            loss.backward()
            self.optimizer.step()
        seconds, core = time.perf_counter() - start, time.process_time() - core
        self.next += iterations
        return seconds / iterations * 1e6, core / iterations * 1e6

    def score(self, test):
        with torch.no_grad():
            outputs = self.module(test.features)
            accuracy = (outputs.argmax(dim=1) == test.labels).float().mean().item() if test.has_classes else math.nan
            return self.loss(outputs, test.labels).item(), accuracy


def fastest(make, most_threads):
    """The training whose settings have the best median, taken in turns so that a noisy moment hits all alike."""
    # Two threads may be slower than one. Of one thread the core's time is compared, which others on the core do not touch.
    threads, time = sorted({1, most_threads}), 0 if most_threads > 1 else 1
    trainings = [(settings, make(*settings)) for settings in itertools.product(threads, (None, True), (False, True))]
    limit = len(trainings[0][1].batches or range(10 ** 9)) // 12
    # The tracer optimises at its second and third call: the first chunk is not counted.
    chunk = max(1, min(limit, int(50_000 / max(training.go(min(5, limit))[time] for _, training in trainings))))
    times = [[training.go(chunk)[time] for _, training in trainings] for _ in range(9)][2:]
    medians = [statistics.median(column) for column in zip(*times)]
    (chosen, foreach, traced), training = trainings[medians.index(min(medians))]
    training.restart()
    return training, f"threads {chosen}, Adam(foreach={foreach}), {'traced' if traced else 'eager'}, the fastest of {len(trainings)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workload", required=True, choices=WORKLOADS)
    parser.add_argument("--folder", required=True, type=Path)
    parser.add_argument("--batch", required=True, type=int)
    parser.add_argument("--threads", required=True, type=int)
    parser.add_argument("--best", action="store_true")
    arguments = parser.parse_args()

    torch.set_num_threads(arguments.threads)
    train, test = (Rows(arguments.folder, name) for name in ("train", "test"))
    parts = batches(arguments.folder, len(train.features), arguments.batch)
    parameters = safetensors(arguments.folder / "parameters.safetensors")

    def make(threads, foreach=None, traced=False):
        return Training(arguments.workload, train, parts, parameters, arguments.best, threads, foreach, traced)

    training, settings = make(arguments.threads), "Adam and zero_grad as they are, eager"
    if arguments.best:
        torch.set_flush_denormal(True)
        training, settings = fastest(make, arguments.threads)
    # The batches stay: the garbage collector need not look at them again and again.
    gc.collect()
    gc.freeze()
    print(f"ready PyTorch {torch.__version__}, {settings}", flush=True)
    for line in sys.stdin:
        command, *rest = line.split()
        if command == "go":
            print(*training.go(int(rest[0])), flush=True)
        elif command == "score":
            print(*training.score(test), flush=True)
        elif command == "restart":
            training.restart()
            print("ready", flush=True)
        else:
            sys.exit(f"no such command: {line}")


if __name__ == "__main__":
    main()
