// Which of Jupyter's places a command means: `--user`, `--sys-prefix` or `--prefix PATH`.
import { resolve } from 'node:path'
import { placeBelow, pythonPrefix, userPlace, type Place } from '../../kernels/jupyter/folders.ts'
import type { Values } from '../cli.ts'
import { UserError } from '../user-error.ts'

/** @throws UserError if two places are named, or none can be found */
export function chosenPlace(values: Values): Place {
  const chosen = ['user', 'sys-prefix', 'prefix'].filter((name) => values[name] !== undefined)
  if (chosen.length > 1) throw new UserError(`kernel: --${chosen.join(' and --')} name two places. Choose one.`)
  if (typeof values['prefix'] === 'string') return placeBelow(resolve(values['prefix']))
  if (!values['sys-prefix']) return userPlace()
  const prefix = pythonPrefix()
  if (prefix === undefined) throw new UserError('kernel: --sys-prefix asks for the Python environment, but no python3 was found. Name the folder with --prefix PATH.')
  return placeBelow(prefix)
}
