// What a second thread is to do, written down: which kernels are called with which numbers. The thread that divides a product has all the
// knowledge of it; the other one only makes calls, and has nothing to know.
import type { Kernel } from '../module.ts'
import { productKernelNames, type ProductKernels } from '../product/kernels.ts'

/** A call is the kernel's place in the list of all kernels, and this many parameters. */
const parametersOfCall = 8
export const wordsOfCall = 1 + parametersOfCall

/** Kernels that write down how they are called, to be called later. */
export class WrittenCalls {
  #words: number[] = []

  /** @param first the place of the first of the kernels in the list of all */
  kernels(first: number): ProductKernels {
    const written = (index: number): Kernel => (...parameters) => {
      this.#words.push(index, ...parameters)
      for (let i = parameters.length; i < parametersOfCall; i++) this.#words.push(0)
    }
    return Object.fromEntries(productKernelNames.map((name, i) => [name, written(first + i)])) as Record<keyof ProductKernels, Kernel>
  }

  /** What has been written since it was last taken. */
  take(): number[] {
    const words = this.#words
    this.#words = []
    return words
  }
}
