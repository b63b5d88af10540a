// Zeros that need no computing. A Jacobian is made row by row from unit vectors (see derive/jacobian.ts), and where the matrix is sparse
// nearly all of it is their zeros, carried through products and sums. These structural zeros, and no others, are taken to stay zero whatever
// they are multiplied by. Where everything is finite that is so, up to the sign of a zero, and the Jacobian's last step makes all its zeros
// positive. Zeros that a program computes with are numbers like any others: they make NaN of ∞, and keep their sign.
import { isNode, type Node } from './program.ts'

/** What is known of one element of a tensor: its number, the name of the constant that will hold it, or that it is a structural zero. */
export type Element = number | string | typeof structuralZero

export const structuralZero = Symbol('structural zero')

/**
 * What is left of an operation on single numbers when some are structural zeros.
 *
 * @returns an element, or the element to be negated; nothing if the operation is to be done as always, structural zeros being zeros
 */
export function withoutZeros(name: string, [a, b, c]: readonly Element[]): Element | { minus: string } | undefined {
  const [isA, isB] = [a === structuralZero, b === structuralZero]
  if (!isA && !isB) return undefined
  switch (name) {
    case 'neg': return structuralZero
    case 'add': return isB ? other(a) : other(b)
    case 'sub': return isB ? other(a) : typeof b === 'string' ? { minus: b } : undefined
    case 'where': return isB && c === structuralZero ? structuralZero : undefined
  }
  return undefined
}

/** What a structural zero is added to; numbers are added as always, for the sum's zeros are no longer structural. */
const other = (element: Element | undefined): Element | undefined => (typeof element === 'number' ? undefined : element)

/** Finds out which tensors are made from unit vectors, so that their zeros where nothing has been added to are structural. */
export class Seeded {
  readonly #known = new Map<Node, boolean>()

  has(node: Node): boolean {
    let known = this.#known.get(node)
    if (known === undefined) this.#known.set(node, (known = this.#find(node)))
    return known
  }

  #find(node: Node): boolean {
    if (node.kind !== 'made') return node.kind === 'constant' && node.seeded === true
    const isAddedTo = (node.operation.name === 'add' || node.operation.name === 'sub') && !node.inputs.every(isNode)
    return !isAddedTo && node.inputs.some((input) => isNode(input) && this.has(input))
  }
}
