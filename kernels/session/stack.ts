// Stacks as V8 writes them, read into frames: `    at boom (cell-3.ts:2:9)`, `    at async cell_3 (cell-3.ts:5:1)`, `    at cell-3.ts:1:7`.

export interface StackFrame {
  /** Empty for code outside any named function. */
  functionName: string
  file: string
  line: number
  column: number
}

/** The frames of a stack, innermost first; lines that tell no place are left out. */
export function framesOf(stack: string): StackFrame[] {
  return stack.split('\n').flatMap((line) => {
    const found = /^\s+at (?:(.*) \()?(?:async )?(.+?):(\d+):(\d+)\)?$/.exec(line)
    if (!found) return []
    const [, functionName = '', file = '', row, column] = found
    return [{ functionName: functionName.replace(/^async /, ''), file, line: Number(row), column: Number(column) }]
  })
}
