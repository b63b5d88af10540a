// What a pass over elements is to do, said as formulas: which numbers it reads at an element, what it makes of them, and what becomes of
// that. Whoever fuses operations says it in these words; pass.ts turns them into code.

/** The operations of one, two or three numbers, named as the functions of lib/tensor. */
export type ElementOp = (typeof elementOps)[number]

export const elementOps = [
  'add', 'sub', 'mul', 'div', 'pow', 'maximum', 'minimum',
  'neg', 'square', 'sqrt', 'abs', 'sign', 'relu', 'step',
  'exp', 'log', 'sin', 'cos', 'tanh', 'sigmoid', 'softplus',
  'greater', 'greaterEqual', 'less', 'lessEqual', 'equal', 'notEqual', 'where',
] as const

/** A value at an element. A formula that occurs twice, as one and the same object, is computed once. */
export type Formula =
  | { readonly op: 'input'; readonly index: number }
  | { readonly op: 'parameter'; readonly index: number }
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: ElementOp; readonly of: readonly Formula[] }

/**
 * What an input reads at row i and column j, of rows × columns elements:
 * full x[i · columns + j], row x[j] (the same row again and again), column x[i] (one number for a whole row), scalar x[0].
 */
export type Access = 'full' | 'row' | 'column' | 'scalar'

/**
 * What becomes of a value: it is stored at its element, or it is added up (or the greatest or least is found) over everything, over each
 * row (as many results as rows), or over each column.
 */
export type OutputKind = 'store' | 'sum' | 'rowSum' | 'columnSum' | 'max' | 'min' | 'rowMax' | 'rowMin'

export interface Output {
  readonly kind: OutputKind
  readonly formula: Formula
}

/** A pass over rows × columns elements of one kind of number; a flat one has one row. */
export interface PassSpec {
  readonly type: 'float32' | 'float64'
  readonly inputs: readonly Access[]
  /** How many plain numbers it is given besides. They are rounded to the kind. */
  readonly parameters: number
  readonly outputs: readonly Output[]
}

/**
 * Whether a pass can have outputs of these kinds together. Sums of columns go down the columns, a strip of them at a time, and other sums
 * go along the rows; each takes its numbers in a fixed order.
 */
export const goTogether = (kinds: readonly OutputKind[]): boolean =>
  !kinds.includes('columnSum') || kinds.every((kind) => kind === 'columnSum' || kind === 'store')
