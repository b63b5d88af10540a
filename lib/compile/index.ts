// Functions of tensors made fast: by saying so (compile.ts), and without a word (together/).
export { compile, type CompileOptions, type Compiled } from './compile.ts'
export { together } from './together/together.ts'
