// Writes the data of the seeded problems to standard output, for minima.py to find their lowest places with another library:
//
//   node --import ./app/register.mjs test/oracle/problem-data.ts | /usr/bin/python3 test/oracle/minima.py
import { gabor, logistic } from '../../lib/problems/index.ts'

export function problemData() {
  const { x, y } = gabor()
  const { X, labels } = logistic()
  return { gabor: { x: x.values(), y: y.values() }, logistic: { X: X.values(), labels: labels.values() } }
}

if (import.meta.url === `file://${process.argv[1]}`) console.log(JSON.stringify(problemData()))
