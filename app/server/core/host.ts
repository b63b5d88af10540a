// What a host hands to the server core: where files are, where a person's settings are kept, and how a kernel is started. In Node these are
// the disk and child processes, in a page its own storage and a Web Worker.
import type { JupyterMessage } from '../../../kernels/session/message.ts'

export interface Entry {
  type: 'directory' | 'notebook' | 'file'
  name: string
  path: string
  /** In bytes; null for a folder. */
  size: number | null
  writable: boolean
  /** ISO 8601 times. */
  modified: string
  created: string
}

/**
 * The files that are served. Paths come as `path.ts` makes them. Every function rejects with an HttpError that a person can read: 404 for
 * what does not exist or lies outside, 403 for what may not be touched, 507 for a full disk.
 */
export interface Storage {
  stat(path: string): Promise<Entry | null>
  /** What is in a folder, hidden names left out. */
  list(folder: string): Promise<Entry[]>
  read(path: string): Promise<Uint8Array>
  /** Puts these bytes in place of the file, or leaves it untouched. */
  write(path: string, bytes: Uint8Array): Promise<void>
  makeFolder(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Removes a file, or a folder with nothing but checkpoints in it. */
  remove(path: string): Promise<void>
  /** The served path of a file that goes by this absolute path on the host; null if it is not served. */
  locate(hostPath: string): Promise<string | null>
}

/** Small texts by name, kept for a person from one start to the next. */
export interface TextStore {
  get(name: string): Promise<{ text: string; modified: string } | null>
  set(name: string, text: string): Promise<void>
  remove(name: string): Promise<void>
  names(): Promise<string[]>
}

/** A kernel as the server sees it: messages in, messages out, and an end. */
export interface KernelProcess {
  post(message: JupyterMessage): void
  onMessage(listener: (message: JupyterMessage) => void): void
  /** `reason` is one plain sentence, or the last lines that the kernel wrote. */
  onExit(listener: (code: number | null, reason: string) => void): void
  interrupt(): void
  /** Resolves when the process and its children are gone. */
  kill(): Promise<void>
}

/** A plugin's settings as the front end's build describes them: a JSON schema under the plugin's name. */
export interface SettingsSchema {
  id: string
  version: string
  schema: Readonly<Record<string, unknown>>
}

export interface Host {
  storage: Storage
  settings: TextStore
  workspaces: TextStore
  config: TextStore
  /** Starts a kernel whose working directory is this folder of the storage. */
  launchKernel(folder: string): KernelProcess
  schemas(): Promise<SettingsSchema[]>
  /** Defaults that replace those of the schemas, by plugin and setting. */
  overrides: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Hears what went wrong and concerns nobody at the front end. */
  log(line: string): void
}
