// Tables from text and from files.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { csv, parseCsv } from '../../lib/index.ts'

test('columns of numbers become tensors, others stay text', () => {
  const table = parseCsv('\uFEFFname, x ,y\r\n"Ada, Countess",1,-2.5e3\r\n"say ""hi""",2,0\r\n')
  assert.deepEqual([table.names, table.rows], [['name', 'x', 'y'], 2])
  assert.deepEqual(table.column('x').values(), [1, 2])
  assert.deepEqual(table.columns.y!.values(), [-2500, 0])
  assert.deepEqual(table.texts.name, ['Ada, Countess', 'say "hi"'])
  assert.equal(String(table), 'csv: 2 rows of name, x, y')
})

test('the last line counts with and without a newline, and blank lines do not', () => {
  for (const text of ['x\n1\n2', 'x\n1\n2\n', '\nx\n\n1\n2\n\n']) {
    assert.deepEqual(parseCsv(text).column('x').values(), [1, 2], JSON.stringify(text))
  }
  assert.deepEqual(parseCsv('x,y\n').column('y').shape, [0])
})

test('a column that is not all numbers is refused by line and value', () => {
  const table = parseCsv('x,y\n1,2\n2,n/a\n', 'sample.csv')
  assert.throws(() => table.column('y'), {
    name: 'RangeError',
    message: "sample.csv: column 'y' is not all numbers: line 3 holds 'n/a'; see texts",
  })
  assert.throws(() => parseCsv('x,y\n1,\n').column('y'), /line 2 holds ''/)
  assert.throws(() => table.column('toString'), { message: "sample.csv: there is no column 'toString'; the columns are x, y" })
})

test('what is no table is refused by line', () => {
  assert.throws(() => parseCsv('x,y\n1,2\n3\n', 'a.csv'), { message: 'a.csv: line 3 has 1 values for 2 columns' })
  assert.throws(() => parseCsv('', 'a.csv'), { message: 'a.csv: the file is empty; its first line must name the columns' })
  assert.throws(() => parseCsv('x,x\n1,2\n'), { message: "csv: two columns are called 'x'" })
  assert.throws(() => parseCsv('x,y\n"1,2\n'), { message: 'csv: a quotation mark is never closed' })
  assert.throws(() => parseCsv('x,y\n1"2",3\n'), /csv: not CSV: a quotation mark out of place \[row:2/)
})

test('a host that supplies downhill.readText is asked for the file', async () => {
  const host = globalThis as Record<symbol, unknown>
  const key = Symbol.for('downhill.readText')
  host[key] = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), 'utf8')
  try {
    assert.equal((await csv('../../data/line-12.csv')).rows, 12)
    await assert.rejects(csv('../../data/no-such.csv'), /ENOENT/)
  } finally {
    delete host[key]
  }
})

test('without a host a URL is fetched, and an answer that is no file is an error', async (t) => {
  const server = createServer((request, response) => {
    if (request.url === '/a.csv') response.end('x\n7\n')
    else response.writeHead(404).end('<html>')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  t.after(() => server.close())
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  assert.equal((await csv(`${root}/a.csv`)).column('x').item(), 7)
  await assert.rejects(csv(`${root}/b.csv`), { message: `${root}/b.csv: 404 Not Found` })
})
