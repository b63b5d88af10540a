// The body of a WebAssembly function: its variables, and its statements in their order. Jumps go to labels; the format counts how many
// blocks they leave, and that count is kept here.
import { list, unsigned } from './encoding.ts'
import { i32, Local, place, type Expression, type ValueType, type Whole } from './expression.ts'

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
  #parameters = 0
  readonly #locals: ValueType[] = []
  readonly #code: number[] = []
  #depth = 0

  /** What it takes, to be said before it has locals: so many 32-bit whole numbers. It gives nothing back. */
  parameters<Count extends number>(count: Count): Several<Local<'i32'>, Count> {
    this.#parameters = count
    return Array.from({ length: count }, (_, index) => new Local('i32', index)) as Several<Local<'i32'>, Count>
  }

  local<Type extends ValueType>(type: Type): Local<Type> {
    this.#locals.push(type)
    return new Local(type, this.#parameters + this.#locals.length - 1)
  }

  locals<Type extends ValueType, Count extends number>(type: Type, count: Count): Several<Local<Type>, Count> {
    return Array.from({ length: count }, () => this.local(type)) as Several<Local<Type>, Count>
  }

  set<Type extends ValueType>(local: Local<Type>, value: Expression<Type>): void {
    this.#code.push(...value.code, 0x21, ...unsigned(local.index))
  }

  increase(local: Local<'i32'>, by: Whole): void {
    this.set(local, i32.add(local, by))
  }

  /** @param instruction of the kind of value that is stored */
  store(instruction: readonly number[], pointer: Expression<'i32'>, value: Expression, offset = 0): void {
    this.#code.push(...pointer.code, ...value.code, ...instruction, ...place(offset))
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
    this.#code.push(...condition.code)
    this.#structure(0x04, () => {
      statements()
      if (!otherwise) return
      this.#code.push(0x05)
      otherwise()
    })
  }

  jumpIf(condition: Expression<'i32'>, to: Label): void {
    this.#code.push(...condition.code, 0x0d, ...unsigned(this.#depth - to.depth))
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
    return [0x60, ...list(new Array<number[]>(this.#parameters).fill([typeCodes.i32])), ...list([])]
  }

  /** Its variables and statements, as the module's list of code has them. */
  get bytes(): number[] {
    const body = [...list(this.#locals.map((type) => [1, typeCodes[type]])), ...this.#code, 0x0b]
    return [...unsigned(body.length), ...body]
  }
}
