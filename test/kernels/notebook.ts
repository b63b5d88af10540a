// A notebook for tests: cells go in one after another, and what each one shows, or the name of its error, comes out.
import { openSession, type OutputEvent } from '../../kernels/node/index.ts'

/** Runs cells in a fresh session. @returns the plain text of each cell's value, or its error's name and message */
export async function run(...cells: string[]): Promise<string[]> {
  const session = openSession({ cwd: process.cwd(), types: false })
  try {
    const shown: string[] = []
    for (const cell of cells) {
      const outputs: OutputEvent[] = []
      await session.execute(cell, { onOutput: (output) => outputs.push(output) })
      shown.push(outputs.map(textOf).join(''))
    }
    return shown
  } finally {
    await session.close()
  }
}

function textOf(output: OutputEvent): string {
  switch (output.output_type) {
    case 'execute_result': return String(output.data['text/plain'])
    case 'error': return `${output.ename}: ${output.evalue}`
    case 'stream': return output.text
    default: return ''
  }
}
