// The operations as methods of Tensor. A method is the function with its first argument before the dot: `a.add(b)` is `add(a, b)`.
// This file hangs them on the class once; the neighbouring files tell their types and what they do.
import * as binary from '../binary.ts'
import { cast } from '../broadcast.ts'
import { clip } from '../clip.ts'
import * as compare from '../compare.ts'
import { cumsum } from '../cumulate.ts'
import { gather } from '../gather.ts'
import { norm } from '../norm.ts'
import * as place from '../place.ts'
import * as product from '../product.ts'
import * as reduce from '../reduce.ts'
import * as reshaping from '../reshape.ts'
import * as select from '../select.ts'
import * as softmax from '../softmax.ts'
import * as sorting from '../sort.ts'
import { Tensor } from '../tensor.ts'
import * as unary from '../unary.ts'
import type { ElementMethods } from './elements.ts'
import type { PairMethods } from './pairs.ts'
import type { ProductMethods } from './products.ts'
import type { ReductionMethods } from './reductions.ts'
import type { ShapeMethods } from './shapes.ts'
import type { StatisticsMethods } from './statistics.ts'

export interface Methods extends ElementMethods, PairMethods, ProductMethods, ReductionMethods, ShapeMethods, StatisticsMethods {}

/** A method for every name: TypeScript refuses a name that is missing here or that no interface has. */
const operations: { [Name in Exclude<keyof Methods, 'T' | typeof Symbol.iterator>]: (x: Tensor, ...rest: never[]) => Tensor } = {
  ...unary,
  ...binary,
  ...compare,
  ...product,
  ...reduce,
  ...place,
  ...reshaping,
  ...select,
  ...softmax,
  ...sorting,
  cast,
  clip,
  cumsum,
  gather,
  norm,
}

// Of those that take any number of arguments, all are handed on; others have three besides the tensor at most, which is quicker.
const anyNumber = new Set<string>(['at', 'slice'])
for (const [name, operation] of Object.entries(operations)) {
  const method = anyNumber.has(name)
    ? function (this: Tensor, ...rest: never[]): Tensor { return operation(this, ...rest) }
    : function (this: Tensor, a: never, b: never, c: never): Tensor { return operation(this, a, b, c) }
  Object.defineProperty(Tensor.prototype, name, { value: method })
}

Object.defineProperty(Tensor.prototype, 'T', {
  get(this: Tensor) {
    return reshaping.transpose(this)
  },
})

Object.defineProperty(Tensor.prototype, Symbol.iterator, {
  *value(this: Tensor) {
    if (this.shape.length === 0) throw new TypeError('a scalar has no entries to go through; its number is item()')
    for (let i = 0; i < this.shape[0]!; i++) yield select.at(this, i)
  },
})
