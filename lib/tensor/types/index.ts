export type { Shape, ShapeError, Writable } from './shape.ts'
export type { Broadcast, Broadcasts } from './broadcast.ts'
export type { MatMul, Multiplies } from './product.ts'
export type { AnySizes, AxisOf, DropFirst, Permute, Reduce, Resize, Reverse, ToArray, Transpose } from './axes.ts'
