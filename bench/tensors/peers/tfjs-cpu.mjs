// tfjs on its backend of plain JavaScript.
import tf from '@tensorflow/tfjs'

await tf.setBackend('cpu')
await tf.ready()

export { program } from './tfjs.mjs'
export const version = tf.version.tfjs
