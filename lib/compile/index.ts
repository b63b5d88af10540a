// Functions of tensors made fast, see compile.ts.
export { compile, type Compiled } from './compile.ts'
