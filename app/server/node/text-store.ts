// Small texts in a folder of their own, one file each, written in one step: settings and workspaces of one person. They lie with the
// person's state and never among the files of a course.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { writeFileAtomic } from '../../notebook/files.ts'
import { HttpError, type TextStore } from '../core/index.ts'
import { isMissing } from './file-error.ts'

/** Where this person's state is kept, as the XDG base directory specification has it. */
export const stateFolder = (): string => join(process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'downhill')

/** A folder name for what belongs to one course folder. */
export const folderKey = (root: string): string => createHash('sha256').update(root).digest('hex').slice(0, 16)

const EXTENSION = '.json'
const LONGEST = 200

/** A store in a folder, which is made when something is first kept. */
export class TextFolder implements TextStore {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async get(name: string): Promise<{ text: string; modified: string } | null> {
    const path = this.#pathOf(name)
    try {
      const [text, { mtime }] = await Promise.all([readFile(path, 'utf8'), stat(path)])
      return { text, modified: mtime.toISOString() }
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  async set(name: string, text: string): Promise<void> {
    const path = this.#pathOf(name)
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await writeFileAtomic(path, text)
  }

  async remove(name: string): Promise<void> {
    await rm(this.#pathOf(name), { force: true })
  }

  async names(): Promise<string[]> {
    const files = await readdir(this.#folder).catch((error: unknown) => {
      if (isMissing(error)) return []
      throw error
    })
    const kept = files.filter((file) => file.endsWith(EXTENSION) && !file.startsWith('.'))
    return kept.map((file) => decodeURIComponent(file.slice(0, -EXTENSION.length))).sort()
  }

  #pathOf(name: string): string {
    const file = encodeURIComponent(name).replace(/[.!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
    if (file === '' || file.length > LONGEST) throw new HttpError(400, `The name "${name.slice(0, 80)}" is empty or too long.`)
    return join(this.#folder, file + EXTENSION)
  }
}
