// tfjs on its WebAssembly backend.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import tf from '@tensorflow/tfjs'
import wasm from '@tensorflow/tfjs-backend-wasm'

wasm.setWasmPaths(join(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist/'))
await tf.setBackend('wasm')
await tf.ready()
if (tf.getBackend() !== 'wasm') throw new Error('tfjs could not start its WebAssembly backend')

export { program } from './tfjs.mjs'
export const version = tf.version.tfjs
