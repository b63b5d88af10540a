// The tokens of a cell, as well as they can be had: of TypeScript with JavaScript's tokenizer, and of a cell that is still being typed. The
// tokenizer stops at what it cannot read; one character is then left out and it goes on behind it.
import { tokenizer, tokTypes } from 'acorn'

export interface Token {
  /** `name` is an identifier or a word of the language, `other` is everything else. */
  type: 'name' | 'other'
  text: string
  start: number
  end: number
  /** Counted from 1, as the column. */
  line: number
  column: number
  /** How many brackets of any kind are open around the token. */
  depth: number
}

export function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  const lines = new LineCounter(source)
  let depth = 0
  let position = 0
  const add = (type: Token['type'], start: number, end: number) => {
    const text = source.slice(start, end)
    if (closing.has(text)) depth = Math.max(0, depth - 1)
    tokens.push({ type, text, start, end, ...lines.at(start), depth })
    if (opening.has(text)) depth++
  }
  while (position < source.length) {
    try {
      for (const { type, start, end } of tokenizer(source.slice(position), { ecmaVersion: 'latest', sourceType: 'module' })) {
        const isName = type === tokTypes.name || type.keyword !== undefined
        add(isName ? 'name' : 'other', position + start, position + end)
      }
      break
    } catch {
      position = Math.max(position, tokens.at(-1)?.end ?? 0)
      position += /^\s*/.exec(source.slice(position))![0].length
      if (position < source.length) add('other', position, position + 1)
      position++
    }
  }
  return tokens
}

const opening = new Set(['(', '[', '{', '${'])
const closing = new Set([')', ']', '}'])

/** Lines of ever later positions, without counting from the start each time. */
class LineCounter {
  #line = 1
  #lineStart = 0
  #position = 0
  readonly #source: string

  constructor(source: string) {
    this.#source = source
  }

  at(position: number): { line: number; column: number } {
    for (; this.#position < position; this.#position++) {
      if (this.#source[this.#position] !== '\n') continue
      this.#line++
      this.#lineStart = this.#position + 1
    }
    return { line: this.#line, column: position - this.#lineStart + 1 }
  }
}
