// What a host may bring for the constructs that are more than types, decorators for instance: a compiler that writes them in the JavaScript
// of today. It may move lines and add functions of its own, and therefore says where everything came from.

/** A cell in plain JavaScript. */
export interface Lowered {
  code: string
  /** The mappings of a source map (https://tc39.es/ecma426/) from the code to the cell. */
  mappings: string
}

/**
 * Compiles a cell.
 *
 * @param jsx whether `<` may begin an element
 * @throws CellSyntaxError with the place in the cell
 */
export type Lower = (source: string, jsx: boolean) => Lowered

/** What elements become: calls of these functions of the cell's runtime. */
export const jsxFactory = '__cell.element'
export const jsxFragment = '__cell.fragment'
