// What Downhill takes from mathjs: reading formulas, their symbolic derivatives, compiled evaluation, TeX. The functions for plain numbers
// alone are loaded, and put together when the first formula is read, so that they cost those nothing who type none.
import {
  absDependencies, addDependencies, cosDependencies, coshDependencies, create, derivativeDependencies,
  divideDependencies, eDependencies, expDependencies, logDependencies, multiplyDependencies, parseDependencies, piDependencies,
  powDependencies, secDependencies, sechDependencies, sinDependencies, sinhDependencies, sqrtDependencies,
  subtractDependencies, tanDependencies, tanhDependencies, unaryMinusDependencies, unaryPlusDependencies,
} from 'mathjs/number'
import type { MathNode } from 'mathjs'

const parts = {
  ...parseDependencies, ...derivativeDependencies,
  ...addDependencies, ...subtractDependencies, ...multiplyDependencies, ...divideDependencies, ...powDependencies,
  ...unaryMinusDependencies, ...unaryPlusDependencies,
  ...absDependencies, ...cosDependencies, ...coshDependencies, ...expDependencies, ...logDependencies,
  ...secDependencies, ...sechDependencies, ...sinDependencies, ...sinhDependencies, ...sqrtDependencies,
  ...tanDependencies, ...tanhDependencies, ...eDependencies, ...piDependencies,
}

let functions: ReturnType<typeof create> | undefined
const mathjs = () => (functions ??= create(parts, {}))

/** The tree of a formula. @throws SyntaxError that shows where the formula cannot be read */
export function parsed(text: string): MathNode {
  try {
    return mathjs().parse!(text) as MathNode
  } catch (error) {
    throw new SyntaxError(`expression '${text}': ${(error as Error).message}`, { cause: error })
  }
}

/** ∂f/∂name, simplified. */
export const derivative = (f: MathNode, name: string): MathNode => mathjs().derivative!(f, name) as MathNode

/** A function that computes the number a formula has for given variables. */
export function compiled(f: MathNode): (scope: Record<string, number>) => number {
  const code = f.compile()
  return (scope) => code.evaluate(scope) as number
}

/** The formula in TeX, with `w1` as w₁. */
export const texOf = (f: MathNode): string => f.toTex({ handler: subscript, parenthesis: 'auto' }).trim()

const greek = /^(alpha|beta|gamma|delta|epsilon|eta|theta|lambda|mu|phi|rho|sigma|tau|omega)$/

function subscript(node: MathNode): string | undefined {
  if (node.type !== 'SymbolNode') return undefined
  const [, letters, digits] = /^([a-zA-Z]+?)_?(\d+)$/.exec((node as MathNode & { name: string }).name) ?? []
  return letters === undefined ? undefined : ` ${greek.test(letters) ? `\\${letters}` : letters}_{${digits}}`
}
