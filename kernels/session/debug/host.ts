// What a debugger needs of its host: a line to the inspector of the thread that runs cells, which speaks V8's own protocol
// (https://chromedevtools.github.io/devtools-protocol/v8/), and word of what happens to that thread.
import type { Json } from '../message.ts'
import type { AwaitSite } from '../runner.ts'

/** A line to a thread's inspector, from `attach` until `detach`, which lets a thread that stands still run on. */
export interface Inspector {
  /** Calls a method of V8's protocol. @throws Error with the inspector's words */
  post<Result>(method: string, params?: Record<string, unknown>): Promise<Result>
  /** Hears an event, each time; a second listener takes the place of the first. */
  on<Params>(event: string, listener: (params: Params) => void): void
  /** The file or address of a script, empty for one without a name. */
  urlOf(scriptId: string): string
  /** The addresses of all scripts. */
  urls(): string[]
  detach(): void
}

/** Hears what becomes of the thread while somebody debugs it. */
export interface ThreadWatcher {
  /** A run is about to begin; it waits for the promise. */
  beforeRun(file: string): Promise<void>
  /** The thread is about to end, and cannot as long as it stands still. */
  beforeEnd(): Promise<void>
  /** A fresh thread, with no names, has taken the place of the one that was watched. Resolves when the old one can end. */
  afterReplace(): Promise<void>
}

export interface DebugHost {
  /** @throws Error if the thread has just ended */
  attach(): Promise<Inspector>
  /** One watcher at a time; undefined ends the watch. */
  watch(watcher: ThreadWatcher | undefined): void
  /** Whether the thread is being interrupted just now, for which it is made to stand still as well. */
  readonly interrupting: boolean
  /** Whether a script belongs to the host or to the library, where nobody wants to step. */
  isHidden(url: string): boolean
  /** Patterns of addresses that V8 shall step over; what `isHidden` says of whole addresses. */
  readonly hiddenPatterns: readonly string[]
  /** The text of a file. @throws Error if it cannot be read */
  readText(path: string): Promise<string>
  /** The path of a file whose address is given, and the other way round. */
  pathOf(url: string): string
  urlOf(path: string): string
  /** The folder, with a slash at its end, in which cells seem to lie for a debugger; nothing is written there. */
  readonly cellFolder: string
  /** Where the thread keeps what shows values: an expression with the methods of `Explorer`. */
  readonly explorer: string
}

/** A value as the explorer in the thread describes it. */
export interface ExploredValue {
  name: string
  /** One line of text. */
  value: string
  /** By this number its parts are asked for; 0 for a value without parts. */
  reference: number
}

/** What runs in the thread beside the cells and describes values; all it returns is data. */
export interface Explorer {
  /** Describes the properties of an object; only those named, if names are given. */
  properties(object: object, names?: readonly string[]): ExploredValue[]
  /** The parts of a value that was described before; none if it has been forgotten. */
  parts(reference: number): ExploredValue[]
  /** One value on its own. */
  describe(name: string, value: unknown): ExploredValue
  /** All representations of a value, as a cell would show it; text alone where they would have to be waited for. */
  bundle(value: unknown, mayWait: boolean): Json | Promise<Json>
  /** Where cells wait for something, functions first. */
  awaits(): AwaitSite[]
  /** Lets go of everything described so far. */
  forget(): void
}
