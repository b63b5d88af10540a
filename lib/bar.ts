// A bar that fills while something goes on, in a notebook whose kernel can change what it has shown. Elsewhere nothing is shown.

interface Host {
  /** What a notebook's kernel provides. */
  display?: (value: unknown) => { update?(value: unknown): void } | undefined
}

/** Something shown below a cell that changes in its place. */
export class Bar {
  #shown: { update?(value: unknown): void } | undefined

  /** Shows how much is done of the whole, with words beside the bar. */
  show(done: number, whole: number, text: string): void {
    this.#put({ 'text/html': `<label><progress value="${done}" max="${whole}"></progress> ${text}</label>`, 'text/plain': text })
  }

  /** Takes it away. */
  clear(): void {
    if (this.#shown !== undefined) this.#put({ 'text/html': '', 'text/plain': '' })
  }

  #put(bundle: Record<string, string>): void {
    if (this.#shown === undefined) this.#shown = (globalThis as Host).display?.(bundle)
    else this.#shown.update?.(bundle)
  }
}
