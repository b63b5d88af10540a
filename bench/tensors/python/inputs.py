# The numbers that all programs are given, see ../data.ts.
import os

import numpy

LAYERS = [784, 256, 128, 10]
BATCH = 128
CLASSES = 10


def read(folder, name, dtype, count=None):
    numbers = numpy.fromfile(os.path.join(folder, name + '.f64'), dtype='<f8')
    return numbers[:count].astype(dtype)


def mlp(folder, dtype, prefix=''):
    arrays = []
    for layer, outputs in enumerate(LAYERS[1:]):
        arrays.append(read(folder, f'mlp-{prefix}W{layer}', dtype).reshape(LAYERS[layer], outputs))
        arrays.append(read(folder, f'mlp-{prefix}b{layer}', dtype))
    return arrays
