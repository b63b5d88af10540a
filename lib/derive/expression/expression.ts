// A loss typed as a formula. It is read once and then lives three lives: as tensor operations, which automatic differentiation follows; as
// symbols, whose derivatives are formulas again; and as TeX for the eye. That the first two agree is a test of both.
import { tensor, type Tensor } from '../../tensor/index.ts'
import { isRecording } from '../../tensor/record.ts'
import { traceOf } from '../../tensor/tensor.ts'
import { parsed, texOf } from './mathjs.ts'
import { onTensors, variablesOf } from './on-tensors.ts'
import { type Formulas, symbolsOf } from './symbols.ts'

/** Options of {@link expression}. */
export interface ExpressionOptions {
  /** The names of the parameters, in their order; those in the formula in alphabetical order (`w2` before `w10`) unless said. */
  variables?: readonly string[]
}

/** A formula as a loss of n parameters, with its symbolic derivatives. */
export interface Expression {
  /** The value as a scalar, of parameters [n]. Derivatives of all orders can be taken of it. */
  (params: Tensor): Tensor<[]>
  /** The names of the parameters, in their order. */
  readonly variables: readonly string[]
  /** The value as a number, by compiled code from plain numbers: the quickest way for drawing. */
  value(...params: number[]): number
  /** ∂f/∂wᵢ by the symbolic derivatives, [n]. */
  gradient(params: Tensor): Tensor<[number]>
  /** ∂²f/∂wᵢ∂wⱼ by the symbolic derivatives, [n, n]. */
  hessian(params: Tensor): Tensor<[number, number]>
  /** The formulas as text, with those of the derivatives. */
  readonly text: Formulas
  /** The formulas in TeX, with those of the derivatives. */
  readonly tex: Formulas
}

/**
 * A loss from a typed formula, such as `'(1 - x)^2 + 100 * (y - x^2)^2'`, with its gradient and Hessian as formulas.
 *
 * A formula holds numbers, names, + - * / ^, the constants `e` and `pi`, and the functions abs, cos, cosh, exp, log (natural, or
 * `log(x, base)`), pow, sin, sinh, sqrt, tan and tanh. The symbolic derivative of |x| is x/|x|, which is NaN at 0.
 *
 * @param options.variables the names of the parameters, in their order
 * @throws SyntaxError if the formula cannot be read or holds something else; RangeError if a name in it is not among the variables
 * @example
 * ```ts
 * const rosenbrock = expression('(1 - x)^2 + 100 * (y - x^2)^2')
 * rosenbrock.variables // → [ 'x', 'y' ]
 * rosenbrock(tensor([-1, 2])) // → 104
 * rosenbrock.gradient(tensor([-1, 2])) // → [396, 200]
 * grad(rosenbrock)(tensor([-1, 2])) // → [396, 200]
 * rosenbrock.hessian(tensor([-1, 2])) // → [[402, 400], [400, 200]]
 * expression('a * sin(x)').text.gradient // → [ 'sin(x)', 'a * cos(x)' ]
 * expression('x +') // → SyntaxError: expression 'x +': Unexpected end of expression (char 4)
 * ```
 */
export function expression(text: string, options: ExpressionOptions = {}): Expression {
  const formula = parsed(text)
  const compute = onTensors(text, formula)
  const variables = checkedVariables(text, variablesOf(formula), options.variables)
  const symbols = symbolsOf(formula, variables)
  const byName = <Value>(valueAt: (i: number) => Value): Record<string, Value> =>
    Object.fromEntries(variables.map((name, i) => [name, valueAt(i)]))

  const loss = (params: Tensor): Tensor => {
    checkShape(text, variables, params.shape)
    const result = compute(byName((i) => params.at(i) as Tensor))
    return typeof result === 'number' ? tensor(result) : result
  }
  const numbersFrom = (operation: string, params: Tensor): Record<string, number> => {
    if (isRecording() && traceOf(params) !== undefined) throw new TypeError(outside(operation))
    checkShape(text, variables, params.shape)
    const values = params.values()
    return byName((i) => values[i]!)
  }
  const members = {
    variables,
    value(...params: number[]): number {
      checkShape(text, variables, [params.length])
      return symbols.value(byName((i) => params[i]!))
    },
    gradient(params: Tensor): Tensor {
      const numbers = numbersFrom('gradient', params)
      return tensor(symbols.gradient().map((slope) => slope(numbers)))
    },
    hessian(params: Tensor): Tensor {
      const numbers = numbersFrom('hessian', params)
      return tensor(symbols.hessian().map((row) => row.map((curvature) => curvature(numbers))))
    },
    toString: () => text,
    [Symbol.for('nodejs.util.inspect.custom')]: () => text,
    [Symbol.for('Jupyter.display')]: () => ({ 'text/latex': `$$${texOf(formula)}$$`, 'text/plain': text }),
  }
  Object.defineProperties(loss, { text: { get: symbols.text }, tex: { get: symbols.tex } })
  return Object.assign(loss, members) as unknown as Expression
}

const outside = (operation: string): string => `expression.${operation}: no derivative is known; take them outside of the loss`

/** The names of the parameters. @throws RangeError unless they hold every name of the formula, each once, and there is one */
function checkedVariables(text: string, found: readonly string[], wanted = found): readonly string[] {
  const missing = found.find((name) => !wanted.includes(name))
  if (missing !== undefined) throw new RangeError(`expression '${text}': ${missing} is not among the variables ${wanted.join(', ')}`)
  const twice = wanted.find((name, i) => wanted.indexOf(name) !== i)
  if (twice !== undefined) throw new RangeError(`expression '${text}': the variable ${twice} is named twice`)
  if (wanted.length === 0) throw new RangeError(`expression '${text}': it has no variables; name them: { variables: ['x'] }`)
  return wanted
}

function checkShape(text: string, variables: readonly string[], shape: readonly number[]): void {
  if (shape.length === 1 && shape[0] === variables.length) return
  const wanted = `[${variables.length}]: ${variables.join(', ')}`
  throw new RangeError(`expression '${text}': expected parameters of shape ${wanted}; got shape [${shape.join(', ')}]`)
}
