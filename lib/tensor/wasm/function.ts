// The body of a WebAssembly function: its variables, and its statements in their order. Jumps go to labels; the format counts how many
// blocks they leave, and that count is kept here.
//
// Constant vectors are read once, before anything else, into variables. They come out of variables of the module, not out of the code: what
// compilers know to be constant they make anew at each use, which takes several instructions, while another's value is kept at hand.
import { append, list, unsigned } from './encoding.ts'
import { i32, Local, place, type Expression, type ValueType, type Whole, write } from './expression.ts'

const typeCodes: Record<ValueType, number> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b }
const noValue = 0x40

/** Where a jump goes: to the end of a block, or to the start of a loop. */
export interface Label {
  readonly depth: number
}

/** So many of something, as a tuple where the number is known. */
type Several<Item, Count extends number, Items extends Item[] = []> = number extends Count
  ? Item[]
  : Items['length'] extends Count ? Items : Several<Item, Count, [...Items, Item]>

export class FunctionBody {
  readonly #parameters: ValueType[] = []
  readonly #locals: ValueType[] = []
  readonly #constants = new Map<string, { local: Local<'v128'>; bytes: readonly number[] }>()
  readonly #code: number[] = []
  #depth = 0

  /** What it takes, to be said before it has locals: so many 32-bit whole numbers. It gives nothing back. */
  parameters<Count extends number>(count: Count): Several<Local<'i32'>, Count> {
    return this.#taking('i32', count)
  }

  /** So many numbers of 64 bits that it takes after the parameters named so far. */
  numbers<Count extends number>(count: Count): Several<Local<'f64'>, Count> {
    return this.#taking('f64', count)
  }

  #taking<Type extends ValueType, Count extends number>(type: Type, count: Count): Several<Local<Type>, Count> {
    const parameters = Array.from({ length: count }, (_, index) => new Local(type, this.#parameters.length + index))
    for (const parameter of parameters) this.#parameters.push(parameter.type)
    return parameters as Several<Local<Type>, Count>
  }

  local<Type extends ValueType>(type: Type): Local<Type> {
    this.#locals.push(type)
    return new Local(type, this.#parameters.length + this.#locals.length - 1)
  }

  locals<Type extends ValueType, Count extends number>(type: Type, count: Count): Several<Local<Type>, Count> {
    return Array.from({ length: count }, () => this.local(type)) as Several<Local<Type>, Count>
  }

  /** A vector of these 16 bytes. */
  constant(bytes: readonly number[]): Local<'v128'> {
    const key = bytes.join()
    const known = this.#constants.get(key)
    if (known) return known.local
    const local = this.local('v128')
    this.#constants.set(key, { local, bytes })
    return local
  }

  set<Type extends ValueType>(local: Local<Type>, value: Expression<Type>): void {
    write(value, this.#code)
    append([0x21, ...unsigned(local.index)], this.#code)
  }

  increase(local: Local<'i32'>, by: Whole): void {
    this.set(local, i32.add(local, by))
  }

  /** @param instruction of the kind of value that is stored */
  store(instruction: readonly number[], pointer: Expression<'i32'>, value: Expression, offset = 0): void {
    write(pointer, this.#code)
    write(value, this.#code)
    append([...instruction, ...place(offset)], this.#code)
  }

  /** Statements that a jump to the label leaves. */
  block(statements: (end: Label) => void): void {
    this.#structure(0x02, statements)
  }

  /** Statements that a jump to the label begins again; without one they are run once. */
  loop(statements: (start: Label) => void): void {
    this.#structure(0x03, statements)
  }

  /** Statements that are repeated while the condition holds, which is looked at first. */
  while(condition: Expression<'i32'>, statements: () => void): void {
    this.if(condition, () => this.loop((start) => {
      statements()
      this.jumpIf(condition, start)
    }))
  }

  if(condition: Expression<'i32'>, statements: () => void, otherwise?: () => void): void {
    write(condition, this.#code)
    this.#structure(0x04, () => {
      statements()
      if (!otherwise) return
      this.#code.push(0x05)
      otherwise()
    })
  }

  jumpIf(condition: Expression<'i32'>, to: Label): void {
    write(condition, this.#code)
    append([0x0d, ...unsigned(this.#depth - to.depth)], this.#code)
  }

  #structure(code: number, statements: (label: Label) => void): void {
    this.#code.push(code, noValue)
    this.#depth++
    statements({ depth: this.#depth })
    this.#depth--
    this.#code.push(0x0b)
  }

  /** The kinds of its parameters and results, as the module's list of types has them. */
  get signature(): number[] {
    return [0x60, ...list(this.#parameters.map((type) => [typeCodes[type]])), ...list([])]
  }

  /** The constant vectors, as the module's list of variables has them. */
  get constants(): number[][] {
    return Array.from(this.#constants.values(), ({ bytes }) => [typeCodes.v128, 1, 0xfd, 12, ...bytes, 0x0b])
  }

  /** Its variables and statements, as the module's list of code has them. @param firstConstant the place of its constants in the module */
  bytes(firstConstant: number): number[] {
    const body = list(this.#locals.map((type) => [1, typeCodes[type]]))
    Array.from(this.#constants.values(), ({ local }, index) => {
      append([0x23, ...unsigned(firstConstant + index), 0x21, ...unsigned(local.index)], body)
    })
    append(this.#code, body)
    body.push(0x0b)
    const bytes = unsigned(body.length)
    append(body, bytes)
    return bytes
  }
}
