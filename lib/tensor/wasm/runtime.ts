// WebAssembly as every JavaScript runtime has it. Its types come with those of the browser or of Node, and the library knows neither; nor
// does it agree with them in everything where they are there.

export interface WasmMemory {
  /** Of a shared memory a SharedArrayBuffer; typed arrays look at either alike, and nothing else is done with it. */
  readonly buffer: ArrayBuffer
  /**
   * Makes it longer by so many pages of 64 KB. That moves it: views of the old buffer are empty afterwards. A shared memory stays; views
   * of the old buffer end where it ended.
   */
  grow(pages: number): number
}

export interface WasmRuntime {
  /** Whether a module can run here. */
  validate(bytes: Uint8Array): boolean
  Memory: new (limits: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: { env: { memory: WasmMemory }; math: object }) => { readonly exports: object }
}

/** Whether several threads see it. */
export const isShared = ({ buffer }: WasmMemory): boolean => !((buffer as object) instanceof ArrayBuffer)

/** A module whose one function makes a vector of bytes and counts the ones in each. */
const withVectors = Uint8Array.of(
  0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 10, 10, 1, 8, 0, 0x41, 0, 0xfd, 15, 0xfd, 98, 0x0b,
)

const found = (globalThis as unknown as { WebAssembly?: WasmRuntime }).WebAssembly

/** WebAssembly, where it is there and knows vectors. Browsers from before 2023 may not; everything is done by plain loops there. */
export const wasm: WasmRuntime | undefined = found?.validate(withVectors) ? found : undefined
