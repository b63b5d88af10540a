// Which column of a cell's line a column of the same line without types stands for. Taking types out keeps lines and the order of what is
// left, so that the tokens that are left can be laid beside the tokens there were. Of all ways to do that, the one that matches most of
// them is taken, and among those the one that keeps most neighbours together: in `const f: (x: A) => B = (x) => x` that tells the parameter
// from the type's.
//
// (Sucrase can write a source map, but it loses its place for the rest of the cell after a template such as `${x}` that begins or ends with
// an expression.)

interface Piece {
  text: string
  start: number
}

const piecesOf = (line: string): Piece[] =>
  [...line.matchAll(/[\p{ID_Continue}$#]+|\S/gu)].map(({ 0: text, index }) => ({ text, start: index }))

/** Beyond this many comparisons a line is no longer something that a person wrote. */
const mostComparisons = 4_000_000
const matchScore = 1000

/**
 * The column in the original line that corresponds to a column in the stripped line; both are counted from 1.
 *
 * ```ts
 * alignedColumn('const n = f(1)', 'const n: number = f(1)', 11)    // 19, where `f` stands
 * ```
 */
export function alignedColumn(stripped: string, original: string, column: number): number {
  if (stripped === original) return column
  const [left, right] = [piecesOf(stripped), piecesOf(original)]
  const wanted = left.findLastIndex(({ start }) => start < column)
  if (wanted < 0 || left.length * right.length > mostComparisons) return column
  const partner = partners(left, right).slice(0, wanted + 1).findLast((index) => index !== undefined)
  if (partner === undefined) return column
  const found = right[partner]!
  const within = found.text === left[wanted]!.text ? column - 1 - left[wanted]!.start : 0
  return found.start + Math.min(within, found.text.length) + 1
}

/**
 * For each piece on the left its partner on the right: a longest common subsequence that prefers neighbours.
 *
 * best(i, j) is the score of laying the pieces from i on beside those from j on; paired(i, j) the same where i and j themselves are a pair.
 */
function partners(left: readonly Piece[], right: readonly Piece[]): (number | undefined)[] {
  const width = right.length + 1
  const best = new Int32Array((left.length + 1) * width)
  const paired = new Int32Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const here = i * width + j
      const next = here + width + 1
      if (left[i]!.text === right[j]!.text) paired[here] = matchScore + Math.max(best[next]!, paired[next]! && paired[next]! + 1)
      best[here] = Math.max(paired[here]!, best[here + width]!, best[here + 1]!)
    }
  }
  const found: (number | undefined)[] = new Array(left.length).fill(undefined)
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const here = i * width + j
    const bonus = i > 0 && found[i - 1] === j - 1 ? 1 : 0
    if (paired[here]! > 0 && paired[here]! + bonus >= best[here]!) found[i++] = j++
    else if (best[here] === best[here + width]) i++
    else j++
  }
  return found
}
