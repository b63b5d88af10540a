// Functions of many numbers, each in one loop.
import type { Inputs, Numbers, Ready, Task } from '../work.ts'

/** Fills an array from the inputs, again and again into the same place. */
function filling(x: Numbers, fill: (x: Numbers, y: Numbers) => void): Ready {
  const y = x.slice()
  const run = (): void => fill(x, y)
  return { run, result: () => (run(), [y]) }
}

export const wave = (inputs: Inputs, { dtype, size }: Task): Ready =>
  filling(inputs.read('wave-x', dtype, size), (x, y) => {
    for (let i = 0; i < x.length; i++) y[i] = Math.exp((x[i]! * x[i]!) / -2) * Math.sin(x[i]!)
  })

export const waveGradient = (inputs: Inputs, { dtype, size }: Task): Ready =>
  filling(inputs.read('wave-x', dtype, size), (x, y) => {
    for (let i = 0; i < x.length; i++) {
      const at = x[i]!
      y[i] = Math.exp((at * at) / -2) * (Math.cos(at) - at * Math.sin(at))
    }
  })

export const rowSoftmax = (inputs: Inputs, { dtype }: Task): Ready =>
  filling(inputs.read('wave-x', dtype), (x, y) => {
    for (let row = 0; row < x.length; row += 1000) {
      let top = -Infinity
      for (let i = row; i < row + 1000; i++) if (x[i]! > top) top = x[i]!
      let sum = 0
      for (let i = row; i < row + 1000; i++) sum += y[i] = Math.exp(x[i]! - top)
      for (let i = row; i < row + 1000; i++) y[i] = y[i]! / sum
    }
  })
