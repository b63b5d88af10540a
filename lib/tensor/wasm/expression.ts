// WebAssembly is a stack machine: an operation takes its operands from the stack and leaves its result there. So an expression is nothing
// but the bytes that leave its value on the stack, and an operation's bytes are those of its operands followed by its own code. That lets
// kernels be written as formulas: `f64x2.add(sum, f64x2.mul(a, b))`.
// Source: WebAssembly Core Specification 2.0, section 5.4 "Instructions".
import { littleEndian, signed, unsigned } from './encoding.ts'

export type ValueType = 'i32' | 'f32' | 'f64' | 'v128'

export interface Expression<Type extends ValueType = ValueType> {
  readonly type: Type
  readonly code: readonly number[]
}

/** A variable of a function: a parameter, or a local that starts at 0. As an expression it is its value. */
export class Local<Type extends ValueType> implements Expression<Type> {
  readonly type: Type
  readonly index: number
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
  code: [...operands.flatMap((operand) => operand.code), ...code],
})

/** The address that follows an instruction which reads or writes: it claims no alignment, and adds `offset` bytes to the pointer. */
export const place = (offset: number): number[] => [0, ...unsigned(offset)]

/** Where a number may stand for an expression of a 32-bit whole number. */
export type Whole = number | Expression<'i32'>

const whole = (value: Whole): Expression<'i32'> => (typeof value === 'number' ? { type: 'i32', code: [0x41, ...signed(value)] } : value)
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

/** Where the instructions for one kind of number differ. */
interface Codes {
  type: 'f32' | 'f64'
  lanes: number
  load: number
  store: number
  constant: (value: number) => number[]
  loadToAllLanes: number
  add: number
  mul: number
}

/** The instructions on single numbers and on vectors of one kind of number. */
function arithmetic({ type, lanes, load, store, constant, loadToAllLanes, add, mul }: Codes) {
  const onVectors = (code: number) => (a: Expression<'v128'>, b: Expression<'v128'>): Expression<'v128'> =>
    operation('v128', vectorCode(code), a, b)
  return {
    type,
    /** How many numbers a vector holds. */
    lanes,
    /** The bytes of one number. */
    bytes: 16 / lanes,
    add: onVectors(add),
    mul: onVectors(mul),
    /** One number, in all lanes. */
    loadToAllLanes: (pointer: Expression<'i32'>, offset = 0): Expression<'v128'> =>
      operation('v128', [...vectorCode(loadToAllLanes), ...place(offset)], pointer),
    number: {
      constant: (value: number): Expression<'f32' | 'f64'> => ({ type, code: constant(value) }),
      load: (pointer: Expression<'i32'>, offset = 0): Expression<'f32' | 'f64'> => operation(type, [load, ...place(offset)], pointer),
      store: [store],
    },
  }
}

export type Arithmetic = ReturnType<typeof arithmetic>

/** Four numbers of 32 bits at once. */
export const f32x4 = arithmetic({
  type: 'f32', lanes: 4, load: 0x2a, store: 0x38, constant: (value) => [0x43, ...littleEndian(Float32Array.of(value))],
  loadToAllLanes: 9, add: 0xe4, mul: 0xe6,
})

/** Two numbers of 64 bits at once. */
export const f64x2 = arithmetic({
  type: 'f64', lanes: 2, load: 0x2b, store: 0x39, constant: (value) => [0x44, ...littleEndian(Float64Array.of(value))],
  loadToAllLanes: 10, add: 0xf0, mul: 0xf2,
})

/** What is done with vectors of whatever numbers. */
export const v128 = {
  zero: { type: 'v128', code: [...vectorCode(12), ...new Array<number>(16).fill(0)] } as Expression<'v128'>,
  load: (pointer: Expression<'i32'>, offset = 0): Expression<'v128'> => operation('v128', [...vectorCode(0), ...place(offset)], pointer),
  store: vectorCode(11),
  /** Bytes picked from two vectors: 0 to 15 of the first, 16 to 31 of the second. */
  pick: (bytes: readonly number[], a: Expression<'v128'>, b: Expression<'v128'>): Expression<'v128'> =>
    operation('v128', [...vectorCode(13), ...bytes], a, b),
}
