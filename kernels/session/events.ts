// What a runner reports of a running cell, in the words of notebooks: displays with their ids, and errors that nobody caught as text on
// stderr.
import type { OutputEvent } from './output.ts'
import type { RunOutput } from './runner.ts'
import type { Tracebacks } from './traceback.ts'

export function eventOf(output: RunOutput, tracebacks: Tracebacks): OutputEvent {
  switch (output.type) {
    case 'stream': return { output_type: 'stream', name: output.name, text: output.text }
    case 'clear': return { output_type: 'clear_output', wait: output.wait }
    case 'uncaught': {
      const { traceback } = tracebacks.thrown(output.error)
      const where = output.inPromise ? 'Uncaught (in a promise)' : 'Uncaught'
      return { output_type: 'stream', name: 'stderr', text: `${where} ${traceback.join('\n')}\n` }
    }
    case 'display': {
      const { data, metadata, id } = output
      if (output.update && id !== undefined) return { output_type: 'update_display_data', data, metadata, display_id: id }
      return { output_type: 'display_data', data, metadata, ...(id !== undefined && { display_id: id }) }
    }
  }
}
