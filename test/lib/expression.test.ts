// Formulas typed by a person: the symbolic derivatives of mathjs against automatic differentiation, on formulas that nobody chose, and what
// is said of those that cannot be read.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { descend, expression, gradcheck, grad, gradgradcheck, hessian, newton, problems, tensor, type Tensor } from '../../lib/index.ts'

/** Texts of formulas in x and y, smooth and of moderate size wherever they are. */
const { formula } = fc.letrec<{ formula: string }>((tie) => {
  const part = tie('formula')
  const leaf = fc.oneof(fc.constantFrom('x', 'y', 'pi'), fc.integer({ min: 1, max: 9 }).map(String))
  return {
    formula: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.tuple(part, fc.constantFrom('+', '-', '*'), part).map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      fc.tuple(part, part).map(([a, b]) => `${a} / (1 + (${b})^2)`),
      fc.tuple(fc.constantFrom('sin', 'cos', 'tanh'), part).map(([f, a]) => `${f}(${a})`),
      part.map((a) => `exp(-(${a})^2)`),
      part.map((a) => `log(2 + (${a})^2)`),
      part.map((a) => `sqrt(1 + (${a})^2)`),
      fc.tuple(part, fc.integer({ min: 1, max: 3 })).map(([a, power]) => `tanh(${a})^${power}`),
    ),
  }
})

const coordinate = fc.double({ min: -1.5, max: 1.5, noNaN: true })
const distance = (a: Tensor, b: Tensor): number => a.sub(b).abs().max().item() / (1 + b.abs().max().item())

test('symbolic gradients and Hessians of random formulas are the automatic ones, and compiled values are the tensors’', () => {
  fc.assert(
    fc.property(formula, coordinate, coordinate, (text, x, y) => {
      const f = expression(text, { variables: ['x', 'y'] })
      const at = tensor([x, y])
      assert.ok(Math.abs(f.value(x, y) - f(at).item()) <= 1e-12 * (1 + Math.abs(f.value(x, y))), text)
      assert.ok(distance(f.gradient(at), grad(f)(at)) < 1e-9, `${text}: ${f.text.gradient.join(' | ')}`)
      assert.ok(distance(f.hessian(at), hessian(f)(at)) < 1e-8, `${text}: ${JSON.stringify(f.text.hessian)}`)
    }),
    { seed: 8, numRuns: 60 },
  )
})

test('every function that a formula may use has the right derivatives, to the second order', () => {
  const named = 'abs(x) + cos(x) + cosh(y) + exp(x) + log(x) + log(y, 2) + pow(x, 3) + sin(y) + sinh(x) + sqrt(y) + tan(x) + tanh(y)'
  const f = expression(`${named} + x^y + e^x + +x`)
  const at = tensor([0.7, 1.3])
  assert.ok(gradcheck(f, at, { tolerance: 1e-6 }).passed)
  assert.ok(gradgradcheck(f, at, { tolerance: 1e-6 }).passed)
  assert.ok(distance(f.gradient(at), grad(f)(at)) < 1e-13)
  assert.ok(distance(f.hessian(at), hessian(f)(at)) < 1e-13)
})

test('a typed loss is a loss like any other: Rosenbrock’s valley is the one of the problems', () => {
  const typed = expression('(1 - x)^2 + 100 * (y - x^2)^2')
  const { loss, start } = problems.rosenbrock()
  assert.equal(typed(start).item(), loss(start).item())
  const pathOf = (f: (w: Tensor) => Tensor): string[] => descend(f, start, { optimizer: newton(), steps: 6 }).path.map(String)
  assert.deepEqual(pathOf(typed), pathOf(loss))
})

test('variables stand in alphabetical order with numbers counted, or in the order given', () => {
  assert.deepEqual(expression('w10 + w2 * w1 + pi + e').variables, ['w1', 'w2', 'w10'])
  const f = expression('b - a', { variables: ['b', 'a', 'unused'] })
  assert.equal(f(tensor([5, 3, 9])).item(), 2)
  assert.deepEqual(f.gradient(tensor([5, 3, 9])).values(), [1, -1, 0])
  assert.equal(expression('4', { variables: ['x'] })(tensor([1])).item(), 4)
})

test('a formula shows itself in TeX, with subscripts', () => {
  const f = expression('0.06 * w1 * phi0 / sqrt(x)')
  const shown = (f as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for('Jupyter.display')]!()
  assert.equal(shown['text/latex'], `$$${f.tex.value}$$`)
  assert.match(f.tex.value, /\\cdot w_\{1\}/)
  assert.match(f.tex.value, /\\phi_\{0\}/)
  assert.match(f.tex.value, /\\sqrt\{ x\}/)
  assert.equal(String(f), '0.06 * w1 * phi0 / sqrt(x)')
})

test('what is no formula is refused, with the way out', () => {
  const says = (text: string, message: RegExp): void => assert.throws(() => expression(text), { name: 'SyntaxError', message })
  says('x +', /^expression 'x \+': Unexpected end of expression/)
  says('x = 3', /more than a formula \(AssignmentNode\)/)
  says('x; y', /more than a formula \(BlockNode\)/)
  says('x + round(x)', /the function round; known are abs, cos/)
  says('constructor(x)', /the function constructor; known are/)
  says('sin(x, y)', /sin of 2 arguments; it takes 1/)
  says('x!', /the operator !/)
  says('x + "a"', /'a', which is no number/)
  assert.throws(() => expression('3'), { name: 'RangeError', message: /it has no variables; name them/ })
  assert.throws(() => expression('x + z', { variables: ['x', 'y'] }), { message: "expression 'x + z': z is not among the variables x, y" })
  assert.throws(() => expression('x', { variables: ['x', 'x'] }), { message: "expression 'x': the variable x is named twice" })
  assert.throws(() => expression('x + y')(tensor([1])), {
    message: "expression 'x + y': expected parameters of shape [2]: x, y; got shape [1]",
  })
  assert.throws(() => expression('x + y').value(1), { message: /got shape \[1\]/ })
  const second = grad((w: Tensor) => expression('x').gradient(w).sum())
  assert.throws(() => second(tensor([1])), { message: /expression.gradient: no derivative is known/ })
})
