"""What PyTorch's optimizers and schedules do, step by step, written to pytorch.json beside this file.

Run once, with Debian's python3-torch (the version is written down in the file):

    /usr/bin/python3 test/oracle/pytorch.py

Every optimizer is given the same gradients, whatever it makes of them, so a difference shows in the step where it arises.
"""
import json
import pathlib
import re

import torch
from torch.optim import SGD, Adadelta, Adagrad, Adam, AdamW, LBFGS, NAdam, RAdam, RMSprop, Rprop
from torch.optim.lr_scheduler import (CosineAnnealingLR, ExponentialLR, LinearLR, OneCycleLR, ReduceLROnPlateau, StepLR)

torch.set_default_dtype(torch.float64)
generator = torch.Generator().manual_seed(182)
STEPS = 12
START = torch.randn(5, generator=generator)
# Sizes from large to tiny, so that the place of epsilon shows.
GRADIENTS = torch.randn(STEPS, 5, generator=generator) * torch.tensor([10.0, 1.0, 0.1, 1e-3, 1e-7])


def path(make, change=lambda parameter: None):
    """The parameters after each step; `change` may clip the gradient before it is used."""
    parameter = torch.nn.Parameter(START.clone())
    optimizer = make([parameter])
    places = []
    for gradient in GRADIENTS:
        parameter.grad = gradient.clone()
        change(parameter)
        optimizer.step()
        places.append(parameter.tolist())
    return places


def rates(make, steps, losses=None):
    """The learning rate of each step under a schedule."""
    optimizer = SGD([torch.nn.Parameter(START.clone())], lr=0.1, momentum=0.9)
    schedule = make(optimizer)
    found = []
    for step in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if losses is None:
            schedule.step()
        else:
            schedule.step(losses[step])
    return found


def lbfgs(history):
    """Directions of L-BFGS without a line search on Rosenbrock's function in five dimensions."""
    parameter = torch.nn.Parameter(torch.tensor([-1.2, 1.0, 0.5, -0.3, 0.8]))
    optimizer = LBFGS([parameter], lr=0.2, max_iter=1, history_size=history)
    seen = []

    def closure():
        optimizer.zero_grad()
        head, tail = parameter[:-1], parameter[1:]
        loss = (100 * (tail - head**2) ** 2 + (1 - head) ** 2).sum()
        loss.backward()
        return loss

    for _ in range(STEPS):
        closure()
        before = {"params": parameter.tolist(), "gradient": parameter.grad.tolist()}
        optimizer.step(closure)
        seen.append({**before, "direction": optimizer.state[parameter]["d"].tolist()})
    return seen


def clip_norm(parameter):
    torch.nn.utils.clip_grad_norm_([parameter], 1.5)


def clip_value(parameter):
    torch.nn.utils.clip_grad_value_([parameter], 0.25)


LOSSES = [5.0, 4.0, 4.0, 4.1, 4.2, 3.0, 3.0, 2.9999, 3.1, 2.9999, 3.0, 3.0, 1.0, 1.1, 1.2, 1.3, 0.5, 0.4]

result = {
    "torch": torch.__version__,
    "start": START.tolist(),
    "gradients": GRADIENTS.tolist(),
    "paths": {
        "sgd": path(lambda p: SGD(p, lr=0.05)),
        "momentum": path(lambda p: SGD(p, lr=0.05, momentum=0.9)),
        "nesterov": path(lambda p: SGD(p, lr=0.05, momentum=0.9, nesterov=True)),
        "weightDecay": path(lambda p: SGD(p, lr=0.05, momentum=0.9, weight_decay=0.1)),
        "clipNorm": path(lambda p: SGD(p, lr=0.05), clip_norm),
        "clipValue": path(lambda p: SGD(p, lr=0.05), clip_value),
        "rprop": path(lambda p: Rprop(p, lr=0.01, etas=(0.5, 1.2), step_sizes=(1e-6, 50))),
        "adagrad": path(lambda p: Adagrad(p, lr=0.05, eps=1e-8)),
        "rmsprop": path(lambda p: RMSprop(p, lr=0.05, alpha=0.9, eps=1e-8)),
        "adadelta": path(lambda p: Adadelta(p, lr=1.0, rho=0.95, eps=1e-6)),
        "adam": path(lambda p: Adam(p, lr=0.05)),
        "adamw": path(lambda p: AdamW(p, lr=0.05, weight_decay=0.1)),
        "amsgrad": path(lambda p: Adam(p, lr=0.05, amsgrad=True)),
        # foreach=True because the other way through PyTorch 1.13's NAdam multiplies one mu too many into its product.
        "nadam": path(lambda p: NAdam(p, lr=0.05, momentum_decay=0.004, foreach=True)),
        "radam": path(lambda p: RAdam(p, lr=0.05)),
    },
    "lbfgs": {"history 3": lbfgs(3), "history 20": lbfgs(20)},
    "losses": LOSSES,
    "rates": {
        "stepDecay": rates(lambda o: StepLR(o, step_size=4, gamma=0.5), 12),
        "exponential": rates(lambda o: ExponentialLR(o, gamma=0.9), 12),
        "cosine": rates(lambda o: CosineAnnealingLR(o, T_max=10, eta_min=0.01), 11),
        "warmUp": rates(lambda o: LinearLR(o, start_factor=0.2, total_iters=4), 8),
        "oneCycle": rates(lambda o: OneCycleLR(o, max_lr=0.1, total_steps=20, pct_start=0.3, div_factor=25, final_div_factor=1e4), 20),
        "plateau": rates(lambda o: ReduceLROnPlateau(o, factor=0.5, patience=2, threshold=1e-4), 18, LOSSES),
    },
}

target = pathlib.Path(__file__).with_name("pytorch.json")
rows = re.sub(r"\[[^][{}]+\]", lambda row: " ".join(row.group().split()), json.dumps(result, indent=1))
target.write_text(rows + "\n")
print(f"{target.name}: {len(result['paths'])} optimizers, {len(result['rates'])} schedules, torch {torch.__version__}")
