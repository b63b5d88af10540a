// WebAssembly is a stack machine: an operation takes its operands from the stack and leaves its result there. So an expression is written
// down by writing its operands, then its own code. That lets kernels be written as formulas: `f64x2.add(sum, f64x2.mul(a, b))`.
// Source: WebAssembly Core Specification 2.0, section 5.4 "Instructions".
import { littleEndian, signed, unsigned } from './encoding.ts'

export type ValueType = 'i32' | 'f32' | 'f64' | 'v128'

export interface Expression<Type extends ValueType = ValueType> {
  readonly type: Type
  readonly operands: readonly Expression[]
  /** The bytes that turn the operands' values on the stack into its own. */
  readonly code: readonly number[]
}

const none: readonly Expression[] = []

/** Writes down the bytes that leave an expression's value on the stack. */
export function write({ operands, code }: Expression, to: number[]): void {
  for (const operand of operands) write(operand, to)
  for (const byte of code) to.push(byte)
}

/** A variable of a function: a parameter, or a local that starts at 0. As an expression it is its value. */
export class Local<Type extends ValueType> implements Expression<Type> {
  readonly type: Type
  readonly index: number
  readonly operands = none
  readonly code: readonly number[]

  constructor(type: Type, index: number) {
    this.type = type
    this.index = index
    this.code = [0x20, ...unsigned(index)]
  }
}

/** An operation of these operands. */
const operation = <Type extends ValueType>(type: Type, code: readonly number[], ...operands: readonly Expression[]): Expression<Type> => ({
  type,
  operands,
  code,
})

/** The address that follows an instruction which reads or writes: it claims no alignment, and adds `offset` bytes to the pointer. */
export const place = (offset: number): number[] => [0, ...unsigned(offset)]

/** Where a number may stand for an expression of a 32-bit whole number. */
export type Whole = number | Expression<'i32'>

const whole = (value: Whole): Expression<'i32'> => (typeof value === 'number' ? operation('i32', [0x41, ...signed(value)]) : value)
const onWholes = (code: number) => (a: Whole, b: Whole): Expression<'i32'> => operation('i32', [code], whole(a), whole(b))

/** Whole numbers of 32 bits: counters and pointers. Comparisons give 1 or 0. */
export const i32 = {
  of: whole,
  add: onWholes(0x6a),
  sub: onWholes(0x6b),
  mul: onWholes(0x6c),
  and: onWholes(0x71),
  equal: onWholes(0x46),
  less: onWholes(0x48),
  greater: onWholes(0x4a),
  atMost: onWholes(0x4c),
  atLeast: onWholes(0x4e),
}

/** Codes above 127 of the vector instructions take two bytes. */
const vectorCode = (code: number): number[] => [0xfd, ...unsigned(code)]

export type Vector = Expression<'v128'>

const onVector = (number: number) => {
  const code = vectorCode(number)
  return (x: Vector): Vector => operation('v128', code, x)
}
const onVectors = (number: number) => {
  const code = vectorCode(number)
  return (a: Vector, b: Vector): Vector => operation('v128', code, a, b)
}
const shifted = (number: number) => {
  const code = vectorCode(number)
  return (x: Vector, by: number): Vector => operation('v128', code, x, whole(by))
}

/** A number of either kind. */
export type Single = Expression<'f32' | 'f64'>

/** Where the instructions for one kind of number differ. Those of the same meaning follow one another in the same order. */
interface Codes {
  type: 'f32' | 'f64'
  lanes: number
  load: number
  store: number
  constant: (value: number) => number[]
  loadToAllLanes: number
  loadOne: number
  toAllLanes: number
  lane: number
  /** The first of the comparisons: =, ≠, <, >, ≤, ≥. */
  comparisons: number
  /** Of the relaxed instructions. */
  fused: number
  /** The first of: abs, neg, (one that is not used), sqrt, +, -, ×, ÷, min, max, the two of `pmin`. */
  arithmetic: number
}

/** The instructions on single numbers and on vectors of one kind of number. */
function arithmetic(codes: Codes) {
  const { type, lanes, load, store, constant, loadToAllLanes, loadOne, toAllLanes, lane, comparisons, fused, arithmetic: first } = codes
  return {
    type,
    /** How many numbers a vector holds. */
    lanes,
    /** The bytes of one number. */
    bytes: 16 / lanes,
    abs: onVector(first),
    neg: onVector(first + 1),
    sqrt: onVector(first + 3),
    add: onVectors(first + 4),
    sub: onVectors(first + 5),
    mul: onVectors(first + 6),
    div: onVectors(first + 7),
    /** `a * b + c`, lane by lane, rounded once where the processor can do that, else twice. Not every runtime knows it: see relaxed.ts. */
    fused: (a: Vector, b: Vector, c: Vector): Vector => operation('v128', vectorCode(fused), a, b, c),
    /** Math.min, lane by lane: NaN wins, and -0 is less than 0. */
    min: onVectors(first + 8),
    /** Math.max, lane by lane: NaN wins, and 0 is greater than -0. */
    max: onVectors(first + 9),
    /** `b < a ? b : a`, lane by lane: a single machine instruction, which `min` is not. */
    lesser: onVectors(first + 10),
    /** `a < b ? b : a`, lane by lane. */
    greater: onVectors(first + 11),
    /** Comparisons: all bits of a lane are 1 where it holds, and 0 elsewhere. */
    isEqual: onVectors(comparisons),
    isNotEqual: onVectors(comparisons + 1),
    isLess: onVectors(comparisons + 2),
    isGreater: onVectors(comparisons + 3),
    isAtMost: onVectors(comparisons + 4),
    isAtLeast: onVectors(comparisons + 5),
    /** One number, in all lanes. */
    loadToAllLanes: (pointer: Expression<'i32'>, offset = 0): Vector =>
      operation('v128', [...vectorCode(loadToAllLanes), ...place(offset)], pointer),
    toAllLanes: (number: Single): Vector => operation('v128', vectorCode(toAllLanes), number),
    /** One number in the first lane, zeros in the others. */
    loadOne: (pointer: Expression<'i32'>, offset = 0): Vector => operation('v128', [...vectorCode(loadOne), ...place(offset)], pointer),
    lane: (vector: Vector, index: number): Single => operation(type, [...vectorCode(lane), index], vector),
    withLane: (vector: Vector, index: number, number: Single): Vector =>
      operation('v128', [...vectorCode(lane + 1), index], vector, number),
    number: {
      constant: (value: number): Single => operation(type, constant(value)),
      load: (pointer: Expression<'i32'>, offset = 0): Single => operation(type, [load, ...place(offset)], pointer),
      store: [store],
    },
  }
}

/** Four numbers of 32 bits at once. */
export const f32x4 = arithmetic({
  type: 'f32', lanes: 4, load: 0x2a, store: 0x38, constant: (value) => [0x43, ...littleEndian(Float32Array.of(value))],
  loadToAllLanes: 9, loadOne: 0x5c, toAllLanes: 0x13, lane: 0x1f, comparisons: 0x41, fused: 0x105, arithmetic: 0xe0,
})

/** Two numbers of 64 bits at once. */
export const f64x2 = arithmetic({
  type: 'f64', lanes: 2, load: 0x2b, store: 0x39, constant: (value) => [0x44, ...littleEndian(Float64Array.of(value))],
  loadToAllLanes: 10, loadOne: 0x5d, toAllLanes: 0x14, lane: 0x21, comparisons: 0x47, fused: 0x107, arithmetic: 0xec,
})

export type Arithmetic = ReturnType<typeof arithmetic>

/** Single numbers between the kinds. */
export const f64 = {
  of: (number: Single): Expression<'f64'> => operation('f64', number.type === 'f64' ? [] : [0xbb], number),
  add: (a: Expression<'f64'>, b: Expression<'f64'>): Expression<'f64'> => operation('f64', [0xa0], a, b),
  rounded: (number: Expression<'f64'>): Expression<'f32'> => operation('f32', [0xb6], number),
}

/** The functions of Math that a module can call, and how many numbers they take. */
export const imported = [
  { math: 'exp', takes: 1 }, { math: 'log', takes: 1 }, { math: 'sin', takes: 1 }, { math: 'cos', takes: 1 }, { math: 'pow', takes: 2 },
] as const

/** The value of a function of Math. */
export const call = (name: (typeof imported)[number]['math'], ...numbers: readonly Expression<'f64'>[]): Expression<'f64'> =>
  operation('f64', [0x10, ...unsigned(imported.findIndex(({ math }) => math === name))], ...numbers)

/** Vectors of whole numbers: of four, and of two with twice the bits. */
export const i32x4 = {
  toAllLanes: (value: Whole): Vector => operation('v128', vectorCode(0x11), whole(value)),
  add: onVectors(0xae), sub: onVectors(0xb1), isEqual: onVectors(0x37), isGreater: onVectors(0x3b),
  /** Whether the first bit of a lane is 1, lane by lane in the bits of a whole number. */
  firstBits: (x: Vector): Expression<'i32'> => operation('i32', vectorCode(0xa4), x),
  shiftLeft: shifted(0xab), shiftRightUnsigned: shifted(0xad),
}
export const i64x2 = {
  add: onVectors(0xce), sub: onVectors(0xd1), isEqual: onVectors(0xd6), isGreater: onVectors(0xd9),
  shiftLeft: shifted(0xcb), shiftRightUnsigned: shifted(0xcd),
}

/** What is done with vectors of whatever numbers. */
export const v128 = {
  zero: operation('v128', [...vectorCode(12), ...new Array<number>(16).fill(0)]),
  load: (pointer: Expression<'i32'>, offset = 0): Vector => operation('v128', [...vectorCode(0), ...place(offset)], pointer),
  store: vectorCode(11),
  /** Bytes picked from two vectors: 0 to 15 of the first, 16 to 31 of the second. */
  pick: (bytes: readonly number[], a: Vector, b: Vector): Vector => operation('v128', [...vectorCode(13), ...bytes], a, b),
  and: onVectors(0x4e), andNot: onVectors(0x4f), or: onVectors(0x50), xor: onVectors(0x51),
  /** The bits of a where those of the mask are 1, those of b elsewhere. */
  select: (a: Vector, b: Vector, mask: Vector): Vector => operation('v128', vectorCode(0x52), a, b, mask),
  /** The first two of four numbers of 32 bits, with 64. */
  widened: onVector(0x5f),
  /** Two numbers of 64 bits with 32; zeros in the last two lanes. */
  narrowed: onVector(0x5e),
}
