// Packing: a matrix is laid out anew as panels, `width` rows of it side by side, so that the inner loop of a product reads it from front to
// back. It costs time in proportion to the matrix, the product in proportion to matrix times width of the other; so it soon pays.
//
// Rows may lie any distance apart, and neighbours within a row as well: a transposed matrix is packed without being transposed first.
import { i32, v128, type Arithmetic, type Expression, type Local } from '../expression.ts'
import { FunctionBody } from '../function.ts'

/**
 * Packs `rows` rows of length k into panels: for each k in turn the `width` numbers of the panel's rows. The last panel is filled up with
 * zeros.
 *
 * Parameters: rows, k, from, rowBytes (from a row to the next), stepBytes (from a number of a row to the next), to.
 */
export function packKernel(numbers: Arithmetic, width: number): FunctionBody {
  const f = new FunctionBody()
  const [rows, k, from, rowBytes, stepBytes, to] = f.parameters(6)
  const [left, next] = f.locals('i32', 2)
  const places = f.locals('i32', width)
  const panelBytes = width * numbers.bytes

  /** One number of each row, row by row. */
  const column = (isRow: (row: number) => Expression<'i32'> | undefined): void => {
    places.forEach((place, row) => {
      const condition = isRow(row)
      const copy = (): void => f.store(numbers.number.store, to, numbers.number.load(place), row * numbers.bytes)
      const fill = (): void => f.store(numbers.number.store, to, numbers.number.constant(0), row * numbers.bytes)
      if (condition) f.if(condition, copy, fill)
      else copy()
      f.increase(place, stepBytes)
    })
    f.increase(to, panelBytes)
    f.increase(left, -1)
  }
  const startRows = (): void => {
    f.set(places[0]!, from)
    for (let row = 1; row < width; row++) f.set(places[row]!, i32.add(places[row - 1]!, rowBytes))
    f.set(left, k)
  }

  const neighboursAreRows = (): void => {
    f.set(next, from)
    f.set(left, k)
    f.while(i32.greater(left, 0), () => {
      for (let byte = 0; byte < panelBytes; byte += 16) f.store(v128.store, to, v128.load(next, byte), byte)
      f.increase(to, panelBytes)
      f.increase(next, stepBytes)
      f.increase(left, -1)
    })
  }
  const neighboursAreSteps = (): void => {
    startRows()
    f.if(i32.equal(stepBytes, numbers.bytes), () => {
      f.while(i32.atLeast(left, numbers.lanes), () => {
        for (let row = 0; row < width; row += numbers.lanes) turnSquare(f, numbers, places.slice(row, row + numbers.lanes), to, row, width)
        for (const place of places) f.increase(place, 16)
        f.increase(to, numbers.lanes * panelBytes)
        f.increase(left, -numbers.lanes)
      })
    })
    f.while(i32.greater(left, 0), () => column(() => undefined))
  }

  f.while(i32.greater(rows, 0), () => {
    f.if(
      i32.atLeast(rows, width),
      () => f.if(i32.equal(rowBytes, numbers.bytes), neighboursAreRows, neighboursAreSteps),
      () => {
        startRows()
        f.while(i32.greater(left, 0), () => column((row) => i32.greater(rows, row)))
      },
    )
    f.increase(from, i32.mul(rowBytes, width))
    f.increase(rows, -width)
  })
  return f
}

/** Stores a square of as many rows as a vector has numbers, turned: its columns become vectors. */
function turnSquare(
  f: FunctionBody,
  numbers: Arithmetic,
  rows: readonly Local<'i32'>[],
  to: Local<'i32'>,
  firstRow: number,
  width: number,
): void {
  const vectors = rows.map((place) => {
    const vector = f.local('v128')
    f.set(vector, v128.load(place))
    return vector
  })
  columnsOf(f, vectors).forEach((column, step) => {
    f.store(v128.store, to, column, (step * width + firstRow) * numbers.bytes)
  })
}

/** The columns of two rows of two numbers, or of four rows of four: pairs of rows are interleaved, then pairs of pairs. */
function columnsOf(f: FunctionBody, rows: readonly Expression<'v128'>[]): Expression<'v128'>[] {
  const picked = (a: Expression<'v128'>, b: Expression<'v128'>, ...numbers: number[]): Expression<'v128'> => {
    const size = 16 / rows.length
    const vector = f.local('v128')
    f.set(vector, v128.pick(numbers.flatMap((number) => Array.from({ length: size }, (_, byte) => number * size + byte)), a, b))
    return vector
  }
  if (rows.length === 2) {
    const [a, b] = rows as [Expression<'v128'>, Expression<'v128'>]
    return [picked(a, b, 0, 2), picked(a, b, 1, 3)]
  }
  const [a, b, c, d] = rows as [Expression<'v128'>, Expression<'v128'>, Expression<'v128'>, Expression<'v128'>]
  const [abLeft, abRight] = [picked(a, b, 0, 4, 1, 5), picked(a, b, 2, 6, 3, 7)]
  const [cdLeft, cdRight] = [picked(c, d, 0, 4, 1, 5), picked(c, d, 2, 6, 3, 7)]
  const pair = (ab: Expression<'v128'>, cd: Expression<'v128'>) => [picked(ab, cd, 0, 1, 4, 5), picked(ab, cd, 2, 3, 6, 7)]
  return [...pair(abLeft, cdLeft), ...pair(abRight, cdRight)]
}
