// Shapes in types. This file is not run: that it type-checks is the test (`npm run typecheck`), and every line below `@ts-expect-error`
// must be refused. The sentences in which the compiler refuses them are tested in shape-messages.test.ts.
import { concat, descend, eye, grad, matmul, mean, rng, sgd, sin, sub, tensor, valueAndGrad, zeros, type Tensor } from '../../lib/index.ts'

type ShapeOf<T> = T extends Tensor<infer S> ? S : never
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
/** `expect<Same<…>>()` compiles only if the two are the same type. */
declare function expect<_Holds extends true>(): void

declare const n: number
declare const unknown: Tensor
const x = zeros([128, 784])
const W = rng(1).normal([784, 10])
const b = zeros([10])

// Shapes are computed.
const y = x.matmul(W).add(b).relu()
expect<Same<ShapeOf<typeof y>, [128, 10]>>()
const s0 = y.sum()
expect<Same<ShapeOf<typeof s0>, []>>()
const s1 = y.sum(1)
expect<Same<ShapeOf<typeof s1>, [128]>>()
const s2 = y.max(-1, true)
expect<Same<ShapeOf<typeof s2>, [128, 1]>>()
const s3 = mean(y, 0)
expect<Same<ShapeOf<typeof s3>, [10]>>()
const probabilities = y.softmax()
expect<Same<ShapeOf<typeof probabilities>, [128, 10]>>()
const guesses = y.argmax(-1)
expect<Same<ShapeOf<typeof guesses>, [128]>>()
const scale = y.logsumexp(1, true)
expect<Same<ShapeOf<typeof scale>, [128, 1]>>()
const lengths = y.norm(0, false, 1)
expect<Same<ShapeOf<typeof lengths>, [10]>>()
const sorted = y.sort().cumsum().clip(0, 1)
expect<Same<ShapeOf<typeof sorted>, [128, 10]>>()
const picked = y.gather(zeros([128, 1]))
expect<Same<ShapeOf<typeof picked>, [128, 1]>>()
const softmax = y.exp().div(y.exp().sum(-1, true))
expect<Same<ShapeOf<typeof softmax>, [128, 10]>>()
const turned = W.transpose()
expect<Same<ShapeOf<typeof turned>, [10, 784]>>()
const permuted = zeros([2, 3, 4]).transpose([2, 0, 1])
expect<Same<ShapeOf<typeof permuted>, [4, 2, 3]>>()
const reshaped = y.reshape([-1, 5])
expect<Same<ShapeOf<typeof reshaped>, [number, 5]>>()
const stacks = zeros([8, 1, 3, 4]).matmul(zeros([5, 4, 6]))
expect<Same<ShapeOf<typeof stacks>, [8, 5, 3, 6]>>()
const vector = W.matmul(b)
expect<Same<ShapeOf<typeof vector>, [784]>>()
const row = y.at(3)
expect<Same<ShapeOf<typeof row>, [10]>>()
const element = y.at(3, 4)
expect<Same<ShapeOf<typeof element>, []>>()
const part = y.slice([0, 5])
expect<Same<ShapeOf<typeof part>, [number, number]>>()
const chosen = y.take([1, 2])
expect<Same<ShapeOf<typeof chosen>, [number, 10]>>()
const fromLeft = sub(1, sin(b))
expect<Same<ShapeOf<typeof fromLeft>, [10]>>()
const nested = y.toArray()
expect<Same<typeof nested, number[][]>>()

// A size that is known when the program runs is `number`; the rest is still checked.
const some = zeros([n, 784]).matmul(W).add(b)
expect<Same<ShapeOf<typeof some>, [number, 10]>>()

// Those who write no shapes meet none.
function layer(input: Tensor, weights: Tensor, bias: Tensor): Tensor {
  return input.matmul(weights).add(bias).relu()
}
layer(x, W, b)
let hidden: Tensor = x
for (const weights of [W, W]) hidden = hidden.matmul(weights)
const product = tensor([[1, 2], [3, 4]]).matmul(tensor([[1], [2]]))
product.toArray()[0][0].toFixed()
let parameter = rng(1).normal([784, 10])
parameter = parameter.sub(unknown.mul(0.1)) // unknown shapes go where known ones are wanted
parameter = zeros([n, 10])
concat([x, unknown])
grad((w) => w.square().sum())(tensor([1, 2])) // without a word about types, a parameter is a Tensor
grad((p: { W: Tensor; b: Tensor }) => x.matmul(p.W).add(p.b).sum())({ W, b }).W.norm()
valueAndGrad((w: Tensor, _batch: number[]) => w.sum())(b, [1]).value.item()
descend((w) => w.square().sum(), tensor([1, 2]), { optimizer: sgd({ learningRate: 0.1 }), steps: 3 }).params.values()
descend((w: Tensor, batch: number) => w.mul(batch).sum(), b, { optimizer: sgd({ learningRate: 0.1 }), steps: 3, batches: [1, 2] })

// A function may ask for a shape, in part or in whole.
function classify<Batch extends number>(input: Tensor<[Batch, 784]>) {
  return input.matmul(W).add(b)
}
const classified = classify(x)
expect<Same<ShapeOf<typeof classified>, [128, 10]>>()

// Wrong shapes are refused.
// @ts-expect-error inner sizes 784 and 10 differ
x.matmul(zeros([10, 784]))
// @ts-expect-error inner sizes 784 and 10 differ
matmul(x, b)
// @ts-expect-error [128, 10] and [128] do not broadcast
y.add(zeros([128]))
// @ts-expect-error there is no axis 2
y.sum(2)
// @ts-expect-error there is no axis -3
y.sum(-3)
// @ts-expect-error [10, 784] is not [784, 10]
parameter = zeros([10, 784])
// @ts-expect-error 28 rows are wanted
classify(zeros([128, 28]))
// @ts-expect-error the axes in front do not broadcast
zeros([4, 3, 2]).matmul(zeros([5, 2, 6]))
// @ts-expect-error 10 is not 5
export const wrong: Tensor<[128, 5]> = y
// @ts-expect-error a scalar has no matrix product
tensor(1).sum().matmul(eye(2))
