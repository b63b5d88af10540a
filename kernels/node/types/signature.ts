// The function whose arguments are being typed: its signature, with a mark under the parameter that is next, and what is written about it.
import type { Hover } from '../../session/types/service.ts'

type Text = string | { value: string }

/** The protocol's answer to a question about signatures. */
export interface LspSignatureHelp {
  signatures: {
    label: string
    documentation?: Text
    parameters?: { label: string | [number, number]; documentation?: Text }[]
    activeParameter?: number
  }[]
  activeSignature?: number
  activeParameter?: number
}

export function signatureOf(help: LspSignatureHelp | null): Hover | undefined {
  const signature = help?.signatures[help.activeSignature ?? 0]
  if (!help || !signature) return undefined
  const { label, parameters = [], documentation } = signature
  const parameter = parameters[signature.activeParameter ?? help.activeParameter ?? 0]
  const others = help.signatures.length - 1
  const more = others > 0 ? ` (+${others} overload${others > 1 ? 's' : ''})` : ''
  return {
    declaration: `${label}${more}${parameter ? mark(label, parameter.label) : ''}`,
    documentation: [textOf(parameter?.documentation), textOf(documentation)].filter(Boolean).join('\n\n'),
  }
}

/** A line of carets under a part of a label. */
function mark(label: string, part: string | [number, number]): string {
  const [start, end] = typeof part === 'string' ? [label.indexOf(part), label.indexOf(part) + part.length] : part
  if (start < 0 || label.includes('\n')) return ''
  return `\n${' '.repeat(start)}${'^'.repeat(end - start)}`
}

const textOf = (text: Text | undefined): string => (typeof text === 'string' ? text : (text?.value ?? ''))
