"""Writes values/rotation.json: images turned by PyTorch's affine_grid and grid_sample (align_corners=False, bilinear), compared with scipy.ndimage. See README.md beside this file."""
import json
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from scipy import ndimage

rng = np.random.RandomState(53)


def turned(image, degrees, fill):
    """height x width x channels, counter-clockwise; what lies outside of the image is the fill."""
    height, width, _ = image.shape
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    # affine_grid counts half extents of each axis: a pixel of one is not as long as a pixel of the other.
    theta = torch.tensor([[[cosine, -sine * height / width, 0], [sine * width / height, cosine, 0]]], dtype=torch.float64)
    x = torch.from_numpy(image.astype(np.float64) - fill).permute(2, 0, 1)[None]
    grid = F.affine_grid(theta, list(x.shape), align_corners=False)
    y = F.grid_sample(x, grid, mode="bilinear", padding_mode="zeros", align_corners=False)[0].permute(1, 2, 0).numpy() + fill
    # The same by another library: a framed image, so that its own idea of the border does not matter.
    framed = np.pad(image.astype(np.float64), ((9, 9), (9, 9), (0, 0)), constant_values=fill)
    other = np.stack([ndimage.rotate(framed[..., c], degrees, reshape=False, order=1, mode="constant", cval=fill) for c in range(image.shape[2])], axis=2)
    assert np.abs(other[9:-9, 9:-9] - y).max() < 1e-12, np.abs(other[9:-9, 9:-9] - y).max()
    return y


cases = []
for height, width, channels, degrees, fill in [
    (5, 5, 1, 30, 0), (6, 6, 1, -10, 0), (6, 6, 1, 90, 0), (4, 7, 1, 17.5, 0), (7, 4, 3, -135, 0), (8, 8, 2, 3.25, 0.5), (1, 6, 1, 20, -1), (9, 9, 1, 180, 0), (28, 28, 1, 12, 0),
]:
    image = rng.uniform(-1, 1, (height, width, channels)).astype(np.float32)
    cases.append({
        "height": height, "width": width, "channels": channels, "degrees": degrees, "fill": fill,
        "x": [float(f"{value:.9g}") for value in image.ravel()], "y": [float(value) for value in turned(image, degrees, fill).ravel()],
    })
(Path(__file__).parent / "values" / "rotation.json").write_text(json.dumps(cases, indent=1) + "\n", encoding="utf-8", newline="\n")
