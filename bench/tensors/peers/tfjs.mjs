// The work in tfjs, whatever its backend: single precision throughout. What is made on the way is given back by `tidy`, as its users do.
import tf from '@tensorflow/tfjs'

const of = (inputs, name, shape) => tf.tensor(inputs.read(name, 'float32'), shape, 'float32')
const first = (inputs, name, count) => tf.tensor(inputs.read(name, 'float32', count))
const numbers = (tensors) => tensors.map((tensor) => tensor.dataSync())

/** Work that makes a tensor, or a list of them. */
const giving = (compute) => ({ run: () => tf.tidy(() => void compute()), result: () => tf.tidy(() => numbers([compute()].flat())) })

/** Steps from a start; `loss` takes the parameters, or with `gradients` they are given. */
function descent(start, steps, optimizerOf, loss, gradients) {
  const params = start.map((tensor) => tf.variable(tensor))
  const run = () => {
    params.forEach((param, i) => param.assign(start[i]))
    const optimizer = optimizerOf()
    for (let step = 0; step < steps; step++) {
      tf.tidy(() => {
        if (gradients) optimizer.applyGradients(Object.fromEntries(params.map(({ name }, i) => [name, gradients[i]])))
        else optimizer.minimize(() => loss(params), false, params)
      })
    }
    optimizer.dispose()
  }
  return { run, result: () => (run(), numbers(params)) }
}

const adam = (learningRate) => () => tf.train.adam(learningRate, 0.9, 0.999, 1e-8)
const oneHot = (inputs, name) => tf.tensor(inputs.oneHot(name, 'float32'), [128, 10])
const wave = (x) => tf.mul(tf.exp(tf.div(tf.square(x), -2)), tf.sin(x))
const chain = (x) => {
  const n = x.shape[0]
  const low = tf.slice(x, [0], [n - 1])
  const high = tf.slice(x, [1], [n - 1])
  return tf.sum(tf.add(tf.mul(100, tf.square(tf.sub(high, tf.square(low)))), tf.square(tf.sub(low, 1))))
}
const mlpOf = (inputs) => {
  const x = of(inputs, 'mlp-x', [128, 784])
  const y = oneHot(inputs, 'mlp-classes')
  const tensors = (prefix) => inputs.mlp('float32', prefix).map(({ numbers, shape }) => tf.tensor(numbers, shape, 'float32'))
  const logits = ([W0, b0, W1, b1, W2, b2]) => {
    const hidden = tf.relu(tf.add(tf.matMul(x, W0), b0))
    return tf.add(tf.matMul(tf.relu(tf.add(tf.matMul(hidden, W1), b1)), W2), b2)
  }
  // The second derivative of softmaxCrossEntropy is not to be had; written out it is.
  const written = (params) => {
    const z = logits(params)
    return tf.mean(tf.sub(tf.log(tf.sum(tf.exp(z), 1)), tf.sum(tf.mul(z, y), 1)))
  }
  return { params: tensors(''), direction: tensors('v'), loss: (params) => tf.losses.softmaxCrossEntropy(y, logits(params)), written }
}

export const program = {
  rosenbrock: (_inputs, { steps }) =>
    descent([tf.scalar(-1.2), tf.scalar(1)], steps, adam(0.01), ([x, y]) =>
      tf.add(tf.square(tf.sub(x, 1)), tf.mul(100, tf.square(tf.sub(y, tf.square(x)))))),
  gabor: (inputs, { steps }) => {
    const [x, y] = [of(inputs, 'gabor-x', [28]), of(inputs, 'gabor-y', [28])]
    return descent([tf.scalar(0.06), tf.scalar(14.4)], steps, adam(0.001), ([phi0, phi1]) => {
      const z = tf.add(phi0, tf.mul(tf.mul(0.06, phi1), x))
      return tf.sum(tf.square(tf.sub(tf.mul(tf.sin(z), tf.exp(tf.div(tf.square(z), -32))), y)))
    })
  },
  softmaxRegression: (inputs, { steps }) => {
    const [x, y] = [of(inputs, 'softmax-x', [128, 3072]), oneHot(inputs, 'softmax-classes')]
    const start = [of(inputs, 'softmax-W', [3072, 10]), of(inputs, 'softmax-b', [10])]
    return descent(start, steps, () => tf.train.sgd(0.001), ([W, b]) => tf.losses.softmaxCrossEntropy(y, tf.add(tf.matMul(x, W), b)))
  },
  mlp: (inputs, { steps }) => {
    const { params, loss } = mlpOf(inputs)
    return descent(params, steps, adam(0.001), loss)
  },
  product: (inputs, { size }) => {
    const [A, B] = ['product-A', 'product-B'].map((name) => tf.reshape(first(inputs, name, size * size), [size, size]))
    return giving(() => tf.matMul(A, B))
  },
  wave: (inputs, { size }) => {
    const x = first(inputs, 'wave-x', size)
    return giving(() => wave(x))
  },
  waveGradient: (inputs, { size }) => {
    const x = first(inputs, 'wave-x', size)
    const gradient = tf.grad((x) => tf.sum(wave(x)))
    return giving(() => gradient(x))
  },
  rowSoftmax: (inputs) => {
    const x = of(inputs, 'wave-x', [1000, 1000])
    return giving(() => tf.softmax(x))
  },
  adamUpdate: (inputs, { steps }) => descent([of(inputs, 'adam-p')], steps, adam(0.001), undefined, [of(inputs, 'adam-g')]),
  chainGradient: (inputs, { size }) => {
    const x = first(inputs, 'chain-x', size)
    const gradient = tf.grad(chain)
    return giving(() => gradient(x))
  },
  chainHvp: (inputs, { size }) => {
    const [x, v] = ['chain-x', 'chain-v'].map((name) => first(inputs, name, size))
    const gradient = tf.grad(chain)
    const product = tf.grad((x) => tf.sum(tf.mul(gradient(x), v)))
    return giving(() => product(x))
  },
  chainHessian: (inputs, { size }) => {
    const x = first(inputs, 'chain-x', size)
    const gradient = tf.grad(chain)
    const rows = tf.unstack(tf.eye(size))
    return giving(() => tf.stack(rows.map((row) => tf.grad((x) => tf.sum(tf.mul(gradient(x), row)))(x))))
  },
  mlpGradient: (inputs) => {
    const { params, loss } = mlpOf(inputs)
    const gradient = tf.grads((...params) => loss(params))
    return giving(() => gradient(params))
  },
  mlpHvp: (inputs) => {
    const { params, direction, written } = mlpOf(inputs)
    const gradient = tf.grads((...params) => written(params))
    const product = tf.grads((...params) => tf.addN(gradient(params).map((g, i) => tf.sum(tf.mul(g, direction[i])))))
    return giving(() => product(params))
  },
}
