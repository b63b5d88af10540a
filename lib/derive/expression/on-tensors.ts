// A typed formula computed with tensors, so that automatic differentiation sees it like any other program: each node of its tree becomes
// one operation. What holds no variable is a plain number.
import type { ConstantNode, FunctionNode, MathNode, OperatorNode, ParenthesisNode, SymbolNode } from 'mathjs'
import {
  abs, add, cos, div, exp, log, mul, neg, type Operand, pow, sin, sqrt, sub, tanh, type Tensor,
} from '../../tensor/index.ts'

type Operation = (a: Operand, b: Operand) => Tensor
type Values = Readonly<Record<string, Tensor>>

const operators: Record<string, Operation> = {
  add,
  subtract: sub,
  multiply: mul,
  divide: div,
  pow,
  unaryMinus: neg,
  unaryPlus: (a) => add(a, 0),
}

const functions: Record<string, Operation> = {
  abs,
  cos,
  cosh: (a) => exp(a).add(exp(neg(a))).div(2),
  exp,
  log: (a, base) => (base === undefined ? log(a) : div(log(a), log(base))),
  pow,
  sin,
  sinh: (a) => exp(a).sub(exp(neg(a))).div(2),
  sqrt,
  tan: (a) => sin(a).div(cos(a)),
  tanh,
}

const constants: Record<string, number> = { e: Math.E, pi: Math.PI }

/** The names that stand for variables, `w2` before `w10`. */
export function variablesOf(formula: MathNode): string[] {
  const names = new Set<string>()
  formula.traverse((node, path) => {
    if (node.type === 'SymbolNode' && path !== 'fn') names.add((node as SymbolNode).name)
  })
  return [...names].filter((name) => !(name in constants)).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/** Reads a formula into a function of its variables. @throws SyntaxError at once if it holds what has no operation here */
export function onTensors(text: string, formula: MathNode): (values: Values) => Operand {
  return compute(formula)

  function compute(node: MathNode): (values: Values) => Operand {
    switch (node.type) {
      case 'ParenthesisNode':
        return compute((node as ParenthesisNode).content)
      case 'ConstantNode': {
        const { value } = node as ConstantNode
        return typeof value === 'number' ? () => value : refuse(`'${String(value)}', which is no number`)
      }
      case 'SymbolNode': {
        const { name } = node as SymbolNode
        return (values) => values[name] ?? constants[name]!
      }
      case 'OperatorNode': {
        const { fn, op, args } = node as OperatorNode
        return apply(operators[fn] ?? refuse(`the operator ${op}`), args)
      }
      case 'FunctionNode': {
        const { fn, args } = node as FunctionNode
        return apply(functionNamed(fn.name, args.length), args)
      }
      default:
        return refuse(`more than a formula (${node.type}); write one of numbers, names, + - * / ^ and functions`)
    }
  }

  function functionNamed(name: string, given: number): Operation {
    const operation = Object.hasOwn(functions, name) ? functions[name]! : undefined
    if (operation === undefined) refuse(`the function ${name}; known are ${Object.keys(functions).join(', ')}`)
    const fits = given === operation.length || (name === 'log' && given === 1)
    return fits ? operation : refuse(`${name} of ${given} arguments; it takes ${operation.length}`)
  }

  function apply(operation: Operation, args: readonly MathNode[]): (values: Values) => Operand {
    const operands = args.map(compute)
    return (values) => {
      const [a, b] = operands.map((operand) => operand(values)) as [Operand, Operand]
      const result = operation(a, b)
      return typeof a === 'number' && typeof (b ?? 0) === 'number' ? result.item() : result
    }
  }

  function refuse(what: string): never {
    throw new SyntaxError(`expression '${text}': cannot use ${what}`)
  }
}
