export { expression } from './expression.ts'
export type { Expression, ExpressionOptions } from './expression.ts'
export type { Formulas } from './symbols.ts'
