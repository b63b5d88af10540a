// Numbers moved between a matrix on the heap and a workplace of whole tiles: the edges of a result that no whole tile fits, and results
// that lie transposed.
import { i32, type Arithmetic } from '../expression.ts'
import { FunctionBody } from '../function.ts'

/**
 * Copies `rows` rows of `columns` numbers, whose rows and neighbours lie anyhow apart in either place.
 *
 * Parameters: rows, columns, from, fromRowBytes, fromStepBytes, to, toRowBytes, toStepBytes. Nothing happens without rows or columns.
 */
export function copyKernel(numbers: Arithmetic): FunctionBody {
  const f = new FunctionBody()
  const [rows, columns, from, fromRowBytes, fromStepBytes, to, toRowBytes, toStepBytes] = f.parameters(8)
  const [source, target, left] = f.locals('i32', 3)
  f.while(i32.greater(rows, 0), () => {
    f.set(source, from)
    f.set(target, to)
    f.set(left, columns)
    f.while(i32.greater(left, 0), () => {
      f.store(numbers.number.store, target, numbers.number.load(source))
      f.increase(source, fromStepBytes)
      f.increase(target, toStepBytes)
      f.increase(left, -1)
    })
    f.increase(from, fromRowBytes)
    f.increase(to, toRowBytes)
    f.increase(rows, -1)
  })
  return f
}
