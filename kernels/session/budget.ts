// A cell in a runaway loop can print more than any front end can hold. What one cell puts out is therefore counted where it arises, and cut
// with a note when it passes a limit; the cell goes on, and the kernel answers as before.

const longestText = 4 * 1024 * 1024
const mostDisplays = 2000

/** Counts the output of one cell. */
export class OutputBudget {
  #text = 0
  #displays = 0

  /** The part of a text that may still be shown, with a note where it is cut; empty when the note has been given. */
  take(text: string): string {
    const left = longestText - this.#text
    this.#text += text.length
    if (text.length <= left) return text
    if (left < 0) return ''
    return `${text.slice(0, left)}\n… The output is cut here: the cell has printed more than ${longestText / 1024 / 1024} MB.\n`
  }

  /** Whether one more display may be shown; the first that may not is told by a note. */
  takeDisplay(): 'show' | 'note' | 'drop' {
    this.#displays++
    if (this.#displays <= mostDisplays) return 'show'
    return this.#displays === mostDisplays + 1 ? 'note' : 'drop'
  }

  static readonly displayNote = `… Further displays are left out: the cell has shown ${mostDisplays}.\n`
}
