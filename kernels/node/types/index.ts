export { checkCells, type TypeProblem } from './check-cells.ts'
export { LanguageServerTypes } from './service.ts'
