// What operations do to single numbers, as JavaScript, for those who write loops or whole programs out. Each line says what the function of
// the same name does, to the bit; a test holds the two against each other. An operation that is not here is called instead of written out.

type Source = (...operands: string[]) => string

const call = (name: string): Source => (...operands) => `Math.${name}(${operands.join(', ')})`
const between = (sign: string): Source => (a, b) => `${a} ${sign} ${b}`
const whether = (sign: string): Source => (a, b) => `${a} ${sign} ${b} ? 1 : 0`

export const sources: Readonly<Record<string, Source | undefined>> = {
  add: between('+'),
  sub: between('-'),
  mul: between('*'),
  div: between('/'),
  pow: call('pow'),
  maximum: call('max'),
  minimum: call('min'),
  neg: (a) => `-${a}`,
  square: (a) => `${a} * ${a}`,
  sqrt: call('sqrt'),
  exp: call('exp'),
  log: call('log'),
  sin: call('sin'),
  cos: call('cos'),
  tanh: call('tanh'),
  abs: call('abs'),
  sign: call('sign'),
  relu: (a) => `${a} < 0 ? 0 : ${a}`,
  step: (a) => `${a} > 0 ? 1 : 0`,
  greater: whether('>'),
  greaterEqual: whether('>='),
  less: whether('<'),
  lessEqual: whether('<='),
  equal: whether('==='),
  notEqual: whether('!=='),
  where: (condition, a, b) => `${condition} !== 0 ? ${a} : ${b}`,
}

/** Functions that vector instructions approximate in their own way; their last digit may differ from that of JavaScript's. */
export const approximated: ReadonlySet<string> = new Set(['exp', 'log', 'sin', 'cos', 'tanh', 'sigmoid', 'softplus'])

/** A number as JavaScript, fit to stand beside any operator. */
export function literal(value: number): string {
  if (Object.is(value, -0)) return '(-0)'
  return value < 0 ? `(${value})` : String(value)
}
