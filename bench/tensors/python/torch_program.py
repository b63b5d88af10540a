# The work in PyTorch, on one thread.
import numpy
import torch

from blas import blas
from inputs import BATCH, CLASSES, mlp, read

torch.set_num_threads(1)
version = f'{torch.__version__} with {blas()}'
cross_entropy = torch.nn.functional.cross_entropy


def of(inputs, name, task, count=None):
    return torch.from_numpy(read(inputs, name, task['dtype'], count))


def classes(inputs, name):
    return torch.from_numpy(read(inputs, name, numpy.int64))


def numbers(tensors):
    return [each.detach().numpy() for each in tensors]


def giving(compute):
    def result():
        made = compute()
        return numbers(made if isinstance(made, (list, tuple)) else [made])

    return compute, result


def descent(start, steps, optimizer_of, loss, gradient=None):
    """Steps from a start; `loss` takes the parameters, or the gradient is given."""
    params = [each.clone().requires_grad_(True) for each in start]

    def run():
        with torch.no_grad():
            for param, begin in zip(params, start):
                param.copy_(begin)
        optimizer = optimizer_of(params)
        if gradient is not None:
            params[0].grad = gradient
        for _ in range(steps):
            if gradient is None:
                optimizer.zero_grad()
                loss(params).backward()
            optimizer.step()

    return run, lambda: (run(), numbers(params))[1]


def adam(rate):
    return lambda params: torch.optim.Adam(params, lr=rate)


def rosenbrock(inputs, task):
    start = [torch.tensor(x, dtype=getattr(torch, task['dtype'])) for x in (-1.2, 1.0)]
    return descent(start, task['steps'], adam(0.01), lambda p: (p[0] - 1) ** 2 + 100 * (p[1] - p[0] * p[0]) ** 2)


def gabor(inputs, task):
    x, y = of(inputs, 'gabor-x', task), of(inputs, 'gabor-y', task)
    start = [torch.tensor(each, dtype=x.dtype) for each in (0.06, 14.4)]

    def loss(params):
        z = params[0] + 0.06 * params[1] * x
        return ((torch.sin(z) * torch.exp(z * z / -32) - y) ** 2).sum()

    return descent(start, task['steps'], adam(0.001), loss)


def softmax_regression(inputs, task):
    x = of(inputs, 'softmax-x', task).view(BATCH, 3072)
    y = classes(inputs, 'softmax-classes')
    start = [of(inputs, 'softmax-W', task).view(3072, CLASSES), of(inputs, 'softmax-b', task)]
    sgd = lambda params: torch.optim.SGD(params, lr=0.001)
    return descent(start, task['steps'], sgd, lambda p: cross_entropy(torch.addmm(p[1], x, p[0]), y))


def perceptron(inputs, task):
    x, y = of(inputs, 'mlp-x', task).view(BATCH, 784), classes(inputs, 'mlp-classes')
    start = [torch.from_numpy(each) for each in mlp(inputs, task['dtype'])]

    def loss(p):
        h = torch.relu(torch.addmm(p[1], x, p[0]))
        h = torch.relu(torch.addmm(p[3], h, p[2]))
        return cross_entropy(torch.addmm(p[5], h, p[4]), y)

    return start, loss


def mlp_descent(inputs, task):
    start, loss = perceptron(inputs, task)
    return descent(start, task['steps'], adam(0.001), loss)


def mlp_gradient(inputs, task):
    start, loss = perceptron(inputs, task)
    params = [each.requires_grad_(True) for each in start]
    return giving(lambda: torch.autograd.grad(loss(params), params))


def mlp_hvp(inputs, task):
    start, loss = perceptron(inputs, task)
    params = [each.requires_grad_(True) for each in start]
    direction = [torch.from_numpy(each) for each in mlp(inputs, task['dtype'], 'v')]

    def compute():
        gradient = torch.autograd.grad(loss(params), params, create_graph=True)
        return torch.autograd.grad(gradient, params, grad_outputs=direction)

    return giving(compute)


def product(inputs, task):
    n = task['size']
    A, B = (of(inputs, name, task, n * n).view(n, n) for name in ('product-A', 'product-B'))
    C = torch.empty_like(A)
    return giving(lambda: torch.mm(A, B, out=C))


def wave_of(x):
    return torch.exp(x * x / -2) * torch.sin(x)


def wave(inputs, task):
    x = of(inputs, 'wave-x', task, task['size'])
    return giving(lambda: wave_of(x))


def wave_gradient(inputs, task):
    x = of(inputs, 'wave-x', task, task['size']).requires_grad_(True)
    return giving(lambda: torch.autograd.grad(wave_of(x).sum(), x)[0])


def row_softmax(inputs, task):
    x = of(inputs, 'wave-x', task).view(1000, 1000)
    return giving(lambda: torch.softmax(x, 1))


def adam_update(inputs, task):
    return descent([of(inputs, 'adam-p', task)], task['steps'], adam(0.001), None, of(inputs, 'adam-g', task))


def chain(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (x[:-1] - 1) ** 2).sum()


def chain_gradient(inputs, task):
    x = of(inputs, 'chain-x', task, task['size']).requires_grad_(True)
    return giving(lambda: torch.autograd.grad(chain(x), x)[0])


def chain_hvp(inputs, task):
    x = of(inputs, 'chain-x', task, task['size']).requires_grad_(True)
    v = of(inputs, 'chain-v', task, task['size'])

    def compute():
        gradient = torch.autograd.grad(chain(x), x, create_graph=True)[0]
        return torch.autograd.grad(gradient, x, grad_outputs=v)[0]

    return giving(compute)


def chain_hessian(inputs, task):
    x = of(inputs, 'chain-x', task, task['size'])
    if hasattr(torch, 'func'):
        hessian = torch.func.hessian(chain)
        return giving(lambda: hessian(x))
    # Before torch.func: the same, all rows of the second derivative at once.
    return giving(lambda: torch.autograd.functional.hessian(chain, x, vectorize=True))


program = {
    'rosenbrock': rosenbrock,
    'gabor': gabor,
    'softmaxRegression': softmax_regression,
    'mlp': mlp_descent,
    'product': product,
    'wave': wave,
    'waveGradient': wave_gradient,
    'rowSoftmax': row_softmax,
    'adamUpdate': adam_update,
    'chainGradient': chain_gradient,
    'chainHvp': chain_hvp,
    'chainHessian': chain_hessian,
    'mlpGradient': mlp_gradient,
    'mlpHvp': mlp_hvp,
}
