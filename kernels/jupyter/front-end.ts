// Watches over the program that started this kernel: when it is killed it can tell nobody, and the kernel would go on for ever.

const interval = 1000

/**
 * Calls back when the front end is gone. A kernel that is started by hand names no front end and lives until it is told to end.
 *
 * @param pid the front end's process, which Jupyter names in the variable JPY_PARENT_PID
 */
export function whenFrontEndEnds(pid: string | undefined, gone: () => void): void {
  const frontEnd = Number(pid)
  // On Windows the variable holds something else, a handle.
  if (!Number.isInteger(frontEnd) || frontEnd <= 1 || process.platform === 'win32') return
  // A child is handed to another parent when its own ends. Where a script stands between, the front end itself must be looked for.
  const isChild = process.ppid === frontEnd
  if (!isChild && !lives(frontEnd)) return
  const timer = setInterval(() => {
    if (isChild ? process.ppid === frontEnd : lives(frontEnd)) return
    clearInterval(timer)
    gone()
  }, interval)
  timer.unref()
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
