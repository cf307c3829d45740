"""PyTorch on the digits: 64-128-10 with ReLU, cross entropy, Adam 2e-3, batches of 32. What a C# trainer is compared with.

    /usr/bin/python3 tests/Adjoint.Benchmarks/peers/pytorch_digits.py --data examples/Digits/digits.csv.gz

prints one line:  pytorch iteration_us=... epoch_ms=... accuracy=...

Times are the median epoch after one epoch to warm up, shuffle and batches included, accuracy measured outside. The data lie
in memory as float tensors from the start and no DataLoader is used: it would make PyTorch several times slower.

Without options this is PyTorch as a user gets it. --best is PyTorch at its best: no denormals, and whichever is fastest here of the
plain and the foreach Adam, eager and traced. The rest of its best cannot be set from inside; start Python with

    OPENBLAS_CORETYPE=SkylakeX ATEN_CPU_CAPABILITY=avx512 OMP_NUM_THREADS=n OPENBLAS_NUM_THREADS=n
    MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=4000000000 MALLOC_TOP_PAD_=268435456

n as in --threads. Debian's OpenBLAS does not know newer CPUs and falls back to SSE3 kernels on them. What is best is the CPU's to
say: on Emerald Rapids all of these help; on Cascade Lake, whose AVX-512 lowers its clock, ATEN_CPU_CAPABILITY=avx512 made this
script 12 % slower and the others changed nothing beyond the noise. Try both, and compare with the faster.
"""
import argparse
import gzip
import itertools
import math
import os
import statistics
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

BATCH = 32
TRAINING_ROWS = 1257
ENVIRONMENT = ("OPENBLAS_CORETYPE", "ATEN_CPU_CAPABILITY", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MALLOC_MMAP_THRESHOLD_",
               "MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_")


def load(path):
    with gzip.open(path, "rt") as file:
        rows = np.loadtxt(file, delimiter=",", dtype=np.float32)
    pixels, labels = rows[:, :64] / 16, rows[:, 64].astype(np.int64)
    return torch.tensor(pixels[:TRAINING_ROWS]), torch.tensor(labels[:TRAINING_ROWS])


class Trainer:
    def __init__(self, pixels, labels, seed, foreach=None, traced=False):
        torch.manual_seed(seed)
        self.pixels, self.labels = pixels, labels
        self.model = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 10))
        if traced:
            self.model = torch.jit.trace(self.model, pixels[:BATCH])
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=2e-3, foreach=foreach)

    def epoch(self):
        """Trains one epoch and returns its seconds."""
        start = time.perf_counter()
        order = torch.randperm(len(self.pixels))
        for first in range(0, len(order), BATCH):
            rows = order[first:first + BATCH]
            loss = F.cross_entropy(self.model(self.pixels[rows]), self.labels[rows])
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
        return time.perf_counter() - start

    def accuracy(self):
        with torch.no_grad():
            return (self.model(self.pixels).argmax(dim=1) == self.labels).float().mean().item()


def fastest(pixels, labels, seed):
    """The settings with the best median of five epochs, taken in turns so that a noisy moment hits all alike."""
    settings = list(itertools.product((None, True), (False, True)))
    trainers = [Trainer(pixels, labels, seed, *setting) for setting in settings]
    times = [[trainer.epoch() for trainer in trainers] for _ in range(7)][2:]
    medians = [statistics.median(column) for column in zip(*times)]
    foreach, traced = settings[medians.index(min(medians))]
    print(f"best of four: Adam(foreach={foreach}), {'traced' if traced else 'eager'}", file=sys.stderr)
    return foreach, traced


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, help="digits.csv.gz")
    parser.add_argument("--epochs", type=int, default=20, help="measured, after one to warm up")
    parser.add_argument("--threads", type=int, help="PyTorch's own choice unless given")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--best", action="store_true")
    arguments = parser.parse_args()

    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    foreach, traced = None, False
    pixels, labels = load(arguments.data)
    if arguments.best:
        missing = [name for name in ENVIRONMENT if name not in os.environ]
        if missing:
            print(f"not set: {', '.join(missing)} (see the head of this script)", file=sys.stderr)
        torch.set_flush_denormal(True)
        foreach, traced = fastest(pixels, labels, arguments.seed)

    trainer = Trainer(pixels, labels, arguments.seed, foreach, traced)
    trainer.epoch()
    if traced:
        trainer.epoch()  # the tracer optimises at its second and third call, once more for the short last batch
    seconds = statistics.median(trainer.epoch() for _ in range(arguments.epochs))
    iterations = math.ceil(TRAINING_ROWS / BATCH)
    print(f"torch {torch.__version__}, threads {torch.get_num_threads()}", file=sys.stderr)
    print(f"pytorch iteration_us={seconds / iterations * 1e6:.1f} epoch_ms={seconds * 1e3:.2f} accuracy={trainer.accuracy():.4f}")


if __name__ == "__main__":
    main()
