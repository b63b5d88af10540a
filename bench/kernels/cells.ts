// The cells that the kernels are given, in JavaScript (with types where the kernel knows them) and in Python.

export interface Cells {
  /** Shows a number. */
  value(n: number): string
  /** Declares a constant of a type of its own and shows it: something to check, and a cell more to know of. */
  typed(n: number): string
  /** Adds up numbers in a loop at the top level and prints the milliseconds that it took; each take has names of its own, for kernels that refuse them twice. */
  loop(turns: number, take: number): string
  /** The same in a file of its own, in a function. */
  plainLoop(turns: number): string
  /** Sets `kept` to 41. */
  keep: string
  /** Adds one to `kept` and never ends: at the top level, after an await, in a function that a sort calls. */
  spin: { 'at the top level': string; 'after an await': string; 'in a callback': string }
  kept: string
  print(lines: number): string
  error: string
  show: string
  clear: string
  ask: string
  stderr: string
  /** Text to complete, with what must be among the matches; a name to ask about; code that is whole, unfinished, and wrong. */
  complete: { code: string; match: string }
  inspect: string
  whole: string
  unfinished: string
  wrong: string
}

interface Dialect {
  /** A cell that shows a bundle. */
  display(bundle: string): string
  /** Cells that clear the output and ask for a line; empty where nothing does. */
  clear?: string
  ask?: string
  types?: boolean
}

export function javaScript({ display, clear = '', ask = "prompt('slope?')", types = true }: Dialect): Cells {
  const number = types ? ': number' : ''
  const loop = (turns: number): string => `let sum = 0; for (let i = 0; i < ${turns}; i++) sum += i % 7`
  return {
    value: (n) => `${n} + 1`,
    typed: (n) => `const x${n}${number} = ${n}\nx${n} + 1`,
    loop: (turns, take) => `const begin${take} = performance.now()\n${loop(turns).replace(/sum/g, `sum${take}`)}\nconsole.log(performance.now() - begin${take})`,
    plainLoop: (turns) => `function run() { const begin = performance.now(); ${loop(turns)}; return [performance.now() - begin, sum] }\nconsole.log(run()[0])\n`,
    keep: 'var kept = 41',
    spin: {
      'at the top level': 'kept++; while (true) {}',
      'after an await': 'await new Promise((later) => setTimeout(later, 10)); kept++; while (true) {}',
      'in a callback': 'kept++; [2, 1].sort(() => { while (true) {} })',
    },
    kept: 'kept',
    print: (lines) => `for (let i = 0; i < ${lines}; i++) console.log('line ' + i)`,
    error: "throw new RangeError('too steep')",
    show: display("{ 'text/markdown': '**descent**' }"),
    clear,
    ask,
    stderr: "console.error('oh')",
    complete: { code: 'Math.hyp', match: 'hypot' },
    inspect: 'Math.hypot',
    whole: 'const a = 1',
    unfinished: 'function f() {',
    wrong: 'const = 3',
  }
}

export const python: Cells = {
  value: (n) => `${n} + 1`,
  typed: (n) => `x${n}: int = ${n}\nx${n} + 1`,
  loop: (turns) => `import time\nbegin = time.perf_counter()\ntotal = 0\nfor i in range(${turns}): total += i % 7\nprint((time.perf_counter() - begin) * 1000)`,
  plainLoop: (turns) => `import time\ndef run():\n  begin = time.perf_counter()\n  total = 0\n  for i in range(${turns}): total += i % 7\n  return (time.perf_counter() - begin) * 1000\nprint(run())\n`,
  keep: 'kept = 41',
  spin: {
    'at the top level': 'kept += 1\nwhile True: pass',
    'after an await': 'import asyncio\nawait asyncio.sleep(0.01)\nkept += 1\nwhile True: pass',
    'in a callback': 'kept += 1\ndef forever(x):\n  while True: pass\n[2, 1].sort(key=forever)',
  },
  kept: 'kept',
  print: (lines) => `for i in range(${lines}): print('line', i)`,
  error: "raise ValueError('too steep')",
  show: "from IPython.display import display, Markdown\ndisplay(Markdown('**descent**'))",
  clear: 'from IPython.display import clear_output\nclear_output(wait=True)',
  ask: "input('slope?')",
  stderr: "import sys\nprint('oh', file=sys.stderr)",
  complete: { code: 'import math\nmath.hyp', match: 'hypot' },
  inspect: 'print',
  whole: 'a = 1',
  unfinished: 'def f():',
  wrong: 'a = = 3',
}
