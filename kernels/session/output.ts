// What a running cell puts out, in the shape that notebook files use (nbformat 4), plus the two events that change what was put out before.
import type { JsonObject } from './message.ts'

/** Representations of one thing, by MIME type; a front end shows the richest one it knows. */
export type MimeBundle = JsonObject

export type OutputEvent =
  | { output_type: 'stream'; name: 'stdout' | 'stderr'; text: string }
  | { output_type: 'display_data'; data: MimeBundle; metadata: JsonObject; display_id?: string }
  | { output_type: 'update_display_data'; data: MimeBundle; metadata: JsonObject; display_id: string }
  | { output_type: 'execute_result'; data: MimeBundle; metadata: JsonObject; execution_count: number }
  | { output_type: 'error'; ename: string; evalue: string; traceback: string[] }
  | { output_type: 'clear_output'; wait: boolean }

export type OutputListener = (output: OutputEvent) => void
