// The heart of a matrix product: a tile of the result, 4 rows by 2 vectors, stays in the machine's registers while k runs. Each step of k
// loads two vectors of B and four numbers of A, and adds eight products; so 6 loads feed 8 multiplications and 8 additions.
//
// A and B come packed (see pack.ts), so that both are read in the order in which they lie in memory. Every sum is taken in the order of k,
// one rounding for the product and one for the sum: to the bit what the plain loops give. Fused, both have one rounding together, which is
// faster and gives other bits.
import { i32, v128, type Arithmetic, type Local, type Vector } from '../expression.ts'
import { FunctionBody } from '../function.ts'

/** The rows of a tile. */
export const tileRows = 4
/** The columns of a tile, in vectors. */
const tileVectors = 2
/** The columns of a tile, in numbers. */
export const tileColumns = ({ lanes }: Arithmetic): number => tileVectors * lanes

/** Steps of k that are written out one after another, to jump less often. */
const stepsPerRound = 4

/**
 * Columns of tiles: `strips` of them side by side, each of `tiles` tiles below each other, whose rows lie `rowBytes` apart from `c` on, get
 * the product of `tiles` packed panels of A and `strips` of B, each k long. With `continues` it is added to what stands there.
 *
 * Parameters: k, a, b, c, rowBytes, tiles, strips, continues. Neither k nor tiles nor strips may be 0.
 */
export function panelKernel(numbers: Arithmetic, fused: boolean): FunctionBody {
  const f = new FunctionBody()
  const [k, panelsA, b, top, rowBytes, tiles, strips, continues] = f.parameters(8)
  const sums = Array.from({ length: tileRows }, () => f.locals('v128', tileVectors))
  const columns = f.locals('v128', tileVectors)
  const factor = f.local('v128')
  const [a, c, left, tilesLeft, nextB, row, endA] = f.locals('i32', 7)
  const bytesA = tileRows * numbers.bytes
  const bytesB = tileVectors * 16

  const eachSum = (act: (sum: Local<'v128'>, offset: number) => void): void => {
    f.set(row, c)
    for (const sumsOfRow of sums) {
      sumsOfRow.forEach((sum, vector) => act(sum, 16 * vector))
      f.increase(row, rowBytes)
    }
  }
  const plus = (sum: Vector, column: Vector): Vector =>
    fused ? numbers.fused(factor, column, sum) : numbers.add(sum, numbers.mul(factor, column))
  const step = (index: number): void => {
    columns.forEach((column, vector) => f.set(column, v128.load(nextB, index * bytesB + 16 * vector)))
    sums.forEach((sumsOfRow, i) => {
      f.set(factor, numbers.loadToAllLanes(a, index * bytesA + i * numbers.bytes))
      sumsOfRow.forEach((sum, vector) => f.set(sum, plus(sum, columns[vector]!)))
    })
  }

  const tile = (): void => {
    f.if(continues, () => eachSum((sum, offset) => f.set(sum, v128.load(row, offset))), () => eachSum((sum) => f.set(sum, v128.zero)))
    f.set(nextB, b)
    f.set(left, k)
    f.set(endA, i32.add(a, i32.mul(k, bytesA)))
    f.block((done) => f.loop((nextRound) => {
      for (let index = 0; index < stepsPerRound; index++) {
        step(index)
        // The jump is more than a test: compilers move all loads of a stretch without jumps to its front, and would run out of registers.
        if (index < stepsPerRound - 1) f.jumpIf(i32.equal(left, index + 1), done)
      }
      f.increase(a, stepsPerRound * bytesA)
      f.increase(nextB, stepsPerRound * bytesB)
      f.increase(left, -stepsPerRound)
      f.jumpIf(i32.greater(left, 0), nextRound)
    }))
    f.set(a, endA)
    eachSum((sum, offset) => f.store(v128.store, row, sum, offset))
    f.set(c, row)
  }

  f.loop((nextStrip) => {
    f.set(a, panelsA)
    f.set(c, top)
    f.set(tilesLeft, tiles)
    f.loop((nextTile) => {
      tile()
      f.increase(tilesLeft, -1)
      f.jumpIf(tilesLeft, nextTile)
    })
    f.increase(b, i32.mul(k, bytesB))
    f.increase(top, bytesB)
    f.increase(strips, -1)
    f.jumpIf(strips, nextStrip)
  })
  return f
}
