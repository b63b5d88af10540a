"""The lowest places of the problems that no formula gives, found by PyTorch and written to minima.json beside this file.

Each loss is written down here a second time, from its formula. Newton's method with automatic second derivatives starts from the best
points of a grid. How to run it stands in problem-data.ts.
"""
import itertools
import json
import pathlib
import sys

import torch

torch.set_default_dtype(torch.float64)
data = json.load(sys.stdin)


def gabor(phi):
    x, y = torch.tensor(data["gabor"]["x"]), torch.tensor(data["gabor"]["y"])
    inner = phi[0] + 0.06 * phi[1] * x
    return ((torch.sin(inner) * torch.exp(-(inner**2) / 32) - y) ** 2).sum()


def logistic(w):
    labels = torch.tensor(data["logistic"]["labels"], dtype=torch.float64)
    points = torch.tensor(data["logistic"]["X"]).reshape(-1, 3)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(points @ w, labels)
    return loss + 0.005 * (w**2).sum()


def bimodal(w):
    return (w**2 / 20 - 2 * torch.exp(-((w - 2) ** 2) / 2) - 0.8 * torch.exp(-8 * (w + 1.5) ** 2)).sum()


def newton(loss, start):
    """The critical point that Newton's method finds, or None if it is no minimum or runs away."""
    place = torch.tensor(start)
    for _ in range(50):
        gradient = torch.autograd.functional.jacobian(loss, place)
        curvature = torch.autograd.functional.hessian(loss, place)
        if not torch.isfinite(curvature).all() or curvature.det() == 0:
            return None
        place = place - torch.linalg.solve(curvature, gradient)
    small = torch.autograd.functional.jacobian(loss, place).norm() < 1e-10
    return place if small and (torch.linalg.eigvalsh(curvature) > 0).all() else None


def minima(loss, ranges, points, starts):
    """Different minima found from the best points of a grid, the lowest first."""
    axes = [torch.linspace(low, high, points).tolist() for low, high in ranges]
    grid = sorted(itertools.product(*axes), key=lambda place: float(loss(torch.tensor(place))))
    found = []
    for start in grid[:starts]:
        place = newton(loss, start)
        if place is None or any((place - other).norm() < 1e-6 for other in found):
            continue
        found.append(place)
    found.sort(key=lambda place: float(loss(place)))
    return [{"place": place.tolist(), "value": float(loss(place))} for place in found]


result = {
    "torch": torch.__version__,
    "data": data,
    "gabor": minima(gabor, [(-10, 10), (2.5, 22.5)], 41, 200)[0],
    "logistic": minima(logistic, [(-3, 3)] * 3, 7, 3)[0],
    "bimodal": minima(bimodal, [(-4, 5)], 91, 91)[:2],
}
target = pathlib.Path(__file__).with_name("minima.json")
target.write_text(json.dumps(result) + "\n")
for name in ("gabor", "logistic", "bimodal"):
    print(name, result[name])
