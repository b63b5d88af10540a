/** Under this name the thread of the cells keeps what describes its values to a debugger. */
export const explorerSymbol = Symbol.for('downhill.explorer')
