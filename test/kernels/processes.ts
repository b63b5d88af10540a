// The processes that a kernel has started, for tests that count or end them.
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'

/** The processes that descend from one, as Linux tells them; other systems are asked only whether the process itself lives. */
export async function descendants(pid: number): Promise<number[]> {
  if (!existsSync('/proc/self/stat')) return []
  const parents = new Map<number, number>()
  for (const entry of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '')
    const parent = /^\d+ \(.*\) \S (\d+)/s.exec(stat)?.[1]
    if (parent) parents.set(Number(entry), Number(parent))
  }
  const below = (of: number): number[] => [...parents].filter(([, parent]) => parent === of).flatMap(([child]) => [child, ...below(child)])
  return below(pid)
}
