// TypeScript 7's language server as a child process, with documents that exist only in its memory. It ends when its stdin closes, and so
// with this process, however that ends.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageRoot } from '../paths.ts'
import { JsonRpc } from './json-rpc.ts'
import type { LspSignatureHelp } from './signature.ts'

/** The parts of the Language Server Protocol that are used here; lines and characters are counted from 0. */
export interface LspPosition {
  line: number
  character: number
}

export interface LspDiagnostic {
  range: { start: LspPosition; end: LspPosition }
  /** 1 is an error. */
  severity: number
  code: number
  message: string
}

export interface LspCompletionItem {
  label: string
  kind: number
  sortText?: string
  detail?: string
  documentation?: string | { value: string }
  textEdit?: { range?: { start: LspPosition; end: LspPosition } }
  data?: { autoImport?: unknown }
}

/** The program `tsc` of TypeScript 7 for this machine. @throws Error if there is none */
export function serverProgram(): string {
  const fromPackage = createRequire(join(packageRoot, 'package.json'))
  const fromTypeScript = createRequire(fromPackage.resolve('@typescript/native/package.json'))
  const platform = dirname(fromTypeScript.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`))
  return join(platform, 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc')
}

/**
 * The server's environment. It would download the types of packages that bring none, by calling npm; nothing of a notebook leaves the
 * machine unasked, and therefore it gets no path to find npm on, and is told so besides.
 */
const offline = { ...process.env, PATH: '', Path: '' }

export class LanguageServer {
  readonly #folder: string
  readonly #rpc: JsonRpc
  readonly #ready: Promise<void>
  readonly #ended: Promise<void>
  readonly #end: () => void
  readonly #versions = new Map<string, number>()

  /** @param folder the folder where the documents seem to lie */
  constructor(folder: string) {
    this.#folder = folder
    const child = spawn(serverProgram(), ['--lsp', '--stdio'], {
      cwd: folder,
      env: offline,
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
      // An interrupt by signal reaches a kernel's whole process group, and would end the server. It ends when its input does, with the kernel.
      detached: process.platform !== 'win32',
    })
    this.#rpc = new JsonRpc(child.stdout, child.stdin)
    this.#end = () => child.stdin.end()
    this.#ended = new Promise((resolve) => {
      const gone = () => {
        this.#rpc.close(new Error('the language server has ended'))
        resolve()
      }
      child.once('exit', gone)
      child.once('error', gone)
    })
    this.#ready = this.#initialize()
    this.#ready.catch(() => {})
  }

  /** Whether the process has gone, so that no question will be answered any more. */
  get hasEnded(): boolean {
    return this.#rpc.isClosed
  }

  async #initialize(): Promise<void> {
    const uri = pathToFileURL(this.#folder).href
    const capabilities = {
      textDocument: {
        diagnostic: {},
        completion: { completionItem: { documentationFormat: ['markdown'] } },
        hover: { contentFormat: ['markdown'] },
        signatureHelp: {
          signatureInformation: {
            documentationFormat: ['markdown'],
            parameterInformation: { labelOffsetSupport: true },
            activeParameterSupport: true,
          },
        },
      },
    }
    const initializationOptions = { userPreferences: { disableAutomaticTypeAcquisition: true } }
    const workspaceFolders = [{ uri, name: 'notebook' }]
    await this.#rpc.request('initialize', { processId: process.pid, rootUri: uri, capabilities, initializationOptions, workspaceFolders })
    this.#rpc.notify('initialized', {})
  }

  /** Gives a document its text, whether it is new or not. */
  async write(file: string, text: string, languageId = file.endsWith('x') ? 'typescriptreact' : 'typescript'): Promise<void> {
    await this.#ready
    const uri = this.#uri(file)
    const version = (this.#versions.get(file) ?? 0) + 1
    this.#versions.set(file, version)
    if (version === 1) this.#rpc.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } })
    else this.#rpc.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] })
  }

  /** Takes documents away. */
  remove(files: readonly string[]): void {
    for (const file of files) {
      if (this.#versions.delete(file)) this.#rpc.notify('textDocument/didClose', { textDocument: { uri: this.#uri(file) } })
    }
  }

  /** Tells the server that files on disk have changed; it does not watch them itself. */
  filesChanged(paths: readonly string[]): void {
    const changes = paths.map((path) => ({ uri: pathToFileURL(path).href, type: 2 }))
    if (changes.length > 0) this.#rpc.notify('workspace/didChangeWatchedFiles', { changes })
  }

  async diagnostics(file: string): Promise<LspDiagnostic[]> {
    const params = { textDocument: { uri: this.#uri(file) } }
    return (await this.#rpc.request<{ items: LspDiagnostic[] }>('textDocument/diagnostic', params)).items
  }

  async completions(file: string, position: LspPosition): Promise<LspCompletionItem[]> {
    const params = { textDocument: { uri: this.#uri(file) }, position, context: { triggerKind: 1 } }
    const result = await this.#rpc.request<{ items: LspCompletionItem[] } | LspCompletionItem[] | null>('textDocument/completion', params)
    return Array.isArray(result) ? result : (result?.items ?? [])
  }

  /** The item with its declaration in `detail`, and its documentation. */
  resolve(item: LspCompletionItem): Promise<LspCompletionItem> {
    return this.#rpc.request('completionItem/resolve', item)
  }

  /** Markdown, or nothing. */
  async hover(file: string, position: LspPosition): Promise<string | undefined> {
    const params = { textDocument: { uri: this.#uri(file) }, position }
    const result = await this.#rpc.request<{ contents: { value: string } } | null>('textDocument/hover', params)
    return result?.contents.value
  }

  /** The function around the position whose arguments are being typed. */
  signatures(file: string, position: LspPosition): Promise<LspSignatureHelp | null> {
    return this.#rpc.request('textDocument/signatureHelp', { textDocument: { uri: this.#uri(file) }, position })
  }

  async close(): Promise<void> {
    this.#end()
    await this.#ended
  }

  #uri(file: string): string {
    return pathToFileURL(join(this.#folder, file)).href
  }
}
