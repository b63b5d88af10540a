export { csv, parseCsv } from './csv.ts'
export type { Table } from './csv.ts'
