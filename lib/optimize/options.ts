// Checks of what a caller chose. A message quotes the call as it would be written: `sgd({ learningRate: -1 }): learningRate must be
// positive`.

type Range =
  | 'positive'
  | 'zero or more'
  | 'above 1'
  | '4 or more'
  | 'from 0 to below 1'
  | 'between 0 and 1'
  | 'a whole number, zero or more'
  | 'a whole number, one or more'
  | 'a whole number, two or more'

const holds: Record<Range, (x: number) => boolean> = {
  positive: (x) => x > 0 && Number.isFinite(x),
  'zero or more': (x) => x >= 0,
  'above 1': (x) => x > 1,
  '4 or more': (x) => x >= 4,
  'a whole number, two or more': (x) => Number.isInteger(x) && x >= 2,
  'from 0 to below 1': (x) => x >= 0 && x < 1,
  'between 0 and 1': (x) => x > 0 && x < 1,
  'a whole number, zero or more': (x) => Number.isInteger(x) && x >= 0,
  'a whole number, one or more': (x) => Number.isInteger(x) && x >= 1,
}

/** @throws RangeError unless every option lies in its range */
export function checkOptions(call: string, options: Record<string, unknown>, ranges: Record<string, Range>): void {
  for (const [name, range] of Object.entries(ranges)) {
    const value = options[name]
    if (typeof value === 'number' && holds[range](value)) continue
    throw new RangeError(`${call}({ ${name}: ${String(value)} }): ${name} must be ${range}`)
  }
}

/** A pair of positive numbers, the first no greater than the second. @throws RangeError unless it is that */
export function checkInterval(call: string, name: string, [least, most]: readonly [number, number]): readonly [number, number] {
  if (least > 0 && least <= most) return [least, most]
  throw new RangeError(`${call}({ ${name}: [${least}, ${most}] }): ${name} must go upwards from above 0`)
}
