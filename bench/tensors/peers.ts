// The programs that are measured: where each lies, how it is started, and the reason why one is not there.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../../app/paths.ts'

/** Ours, in several ways; loops that a person wrote; libraries of JavaScript; libraries of other languages; the most that can be had. */
export type Kind = 'ours' | 'hand' | 'library' | 'native' | 'limit'

export interface Peer {
  name: string
  kind: Kind
  /** Made for single precision: without the other one, or by default. */
  single?: 'only' | 'usual'
  /** The workloads that it has anything of, if not all. */
  only?: readonly string[]
  command(inputs: string): string[]
  env: Record<string, string>
}

const here = join(ROOT, 'bench/tensors')
const debianPython = '/usr/bin/python3'
/** Everybody computes on one thread, but for two of ours that are named so. */
const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }

/**
 * The kernels that OpenBLAS is to use. One that is older than the processor takes it for one of 2004 and is five times slower than it can be;
 * that would flatter us.
 */
function openBlasCore(): Record<string, string> {
  const flags = existsSync('/proc/cpuinfo') ? (/^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '').split(' ') : []
  const core = flags.includes('avx512vl') ? 'SKYLAKEX' : flags.includes('avx2') ? 'HASWELL' : undefined
  return core === undefined || process.env['OPENBLAS_CORETYPE'] !== undefined ? {} : { OPENBLAS_CORETYPE: core }
}
const register = pathToFileURL(join(ROOT, 'app/register.mjs')).href

/** Node 20 has the relaxed vector instructions only when asked; later ones have them and do not know the flag. */
const relaxed = process.versions.node.startsWith('20.') ? ['--experimental-wasm-relaxed-simd'] : []

const ofNode = (name: string, kind: Kind, program: string, more: Partial<Peer> = {}, flags: string[] = []): Peer => ({
  name,
  kind,
  command: (inputs) => [process.execPath, ...flags, '--import', register, join(here, 'serve.ts'), join(here, program), inputs],
  env: {},
  ...more,
})
const ofPython = (name: string, program: string, only?: string[]): Peer => ({
  name,
  ...(only && { only }),
  kind: 'native',
  command: (inputs) => [debianPython, join(here, 'python/serve.py'), program, inputs],
  env: { ...oneThread, ...openBlasCore() },
})

export const OURS = {
  eager: 'ours, eager',
  compiled: 'ours, compiled',
  descend: 'ours, descend or train',
  fast: 'ours, fast arithmetic',
  two: 'ours, two threads',
  fastTwo: 'ours, fast arithmetic, two threads',
} as const

/** Those that are here, and why the others are not. */
export function findPeers(): { peers: Peer[]; missing: string[] } {
  const missing: string[] = []
  const python = (name: string, program: string, packageName: string, only?: string[]): Peer[] => {
    if (spawnSync(debianPython, ['-c', `import ${program}`]).status === 0) return [ofPython(name, program, only)]
    missing.push(`${name} is not installed (Debian's ${packageName})`)
    return []
  }
  const peers = [
    ofNode(OURS.eager, 'ours', 'ours/eager.ts'),
    ofNode(OURS.compiled, 'ours', 'ours/compiled.ts'),
    ofNode(OURS.descend, 'ours', 'ours/descend.ts', { only: ['W1', 'W2', 'W3'] }),
    ofNode(OURS.fast, 'ours', 'ours/fast.ts', { only: ['W4'] }, relaxed),
    ofNode(OURS.two, 'ours', 'ours/two-threads.ts', { only: ['W4'] }),
    ofNode(OURS.fastTwo, 'ours', 'ours/fast-two-threads.ts', { only: ['W4'] }, relaxed),
    ofNode('JavaScript by hand', 'hand', 'hand/index.ts'),
    ofNode('jax-js', 'library', 'peers/jax-js.mjs', { single: 'usual' }),
    ofNode('tfjs, wasm', 'library', 'peers/tfjs-wasm.mjs', { single: 'only' }),
    ofNode('tfjs, cpu', 'library', 'peers/tfjs-cpu.mjs', { single: 'only' }),
    ofNode('mathjs', 'library', 'peers/mathjs.mjs', { only: ['W4'] }),
    ofNode('limit', 'limit', 'limit/index.ts', { only: ['W4'] }),
    ...python('PyTorch', 'torch', 'python3-torch'),
    ...python('NumPy', 'numpy', 'python3-numpy', ['W4', 'W5', 'W6']),
  ]
  return { peers, missing }
}
