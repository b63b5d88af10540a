# The work in NumPy, which has no derivatives: the product, functions of many numbers, and Adam's update written out, in place where it can.
import numpy

from blas import blas
from inputs import read

version = f'{numpy.__version__} with {blas()}'


def giving(compute):
    return compute, lambda: [compute()]


def product(inputs, task):
    n = task['size']
    A, B = (read(inputs, name, task['dtype'], n * n).reshape(n, n) for name in ('product-A', 'product-B'))
    C = numpy.empty_like(A)
    return giving(lambda: numpy.matmul(A, B, out=C))


def wave(inputs, task):
    x = read(inputs, 'wave-x', task['dtype'], task['size'])
    return giving(lambda: numpy.exp(x * x / -2) * numpy.sin(x))


def wave_gradient(inputs, task):
    x = read(inputs, 'wave-x', task['dtype'], task['size'])
    return giving(lambda: numpy.exp(x * x / -2) * (numpy.cos(x) - x * numpy.sin(x)))


def row_softmax(inputs, task):
    x = read(inputs, 'wave-x', task['dtype']).reshape(1000, 1000)

    def compute():
        powers = numpy.exp(x - x.max(1, keepdims=True))
        powers /= powers.sum(1, keepdims=True)
        return powers

    return giving(compute)


def adam_update(inputs, task):
    kind = numpy.dtype(task['dtype']).type
    start, g = (read(inputs, name, task['dtype']) for name in ('adam-p', 'adam-g'))
    p, m, v = start.copy(), numpy.zeros_like(start), numpy.zeros_like(start)

    def run():
        p[:] = start
        m.fill(0)
        v.fill(0)
        for t in range(1, task['steps'] + 1):
            numpy.multiply(m, kind(0.9), out=m)
            numpy.add(m, kind(0.1) * g, out=m)
            numpy.multiply(v, kind(0.999), out=v)
            numpy.add(v, kind(0.001) * g * g, out=v)
            root = numpy.sqrt(v * kind(1 / (1 - 0.999**t))) + kind(1e-8)
            numpy.subtract(p, kind(0.001 / (1 - 0.9**t)) * m / root, out=p)

    return run, lambda: (run(), [p])[1]


program = {
    'product': product,
    'wave': wave,
    'waveGradient': wave_gradient,
    'rowSoftmax': row_softmax,
    'adamUpdate': adam_update,
}
