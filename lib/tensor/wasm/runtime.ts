// WebAssembly as every JavaScript runtime has it. Its types come with those of the browser or of Node, and the library knows neither.

export interface WasmMemory {
  readonly buffer: ArrayBuffer
  /** Makes it longer by so many pages of 64 KB, which moves it: views of the old buffer are empty afterwards. */
  grow(pages: number): number
}

export interface WasmRuntime {
  /** Whether a module can run here. */
  validate(bytes: Uint8Array<ArrayBuffer>): boolean
  Memory: new (limits: { initial: number; maximum?: number }) => WasmMemory
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  Instance: new (module: object, imports: { env: { memory: WasmMemory }; math: object }) => { readonly exports: object }
}

export const wasm: WasmRuntime | undefined = (globalThis as { WebAssembly?: WasmRuntime }).WebAssembly
