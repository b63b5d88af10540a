// One figure in several variants, as a still picture and frames that turn it into each of the others. A frame says only what differs
// somewhere: a map that stays the same is not stored a dozen times. What a variant lacks is said as well (`null`, or `visible: false`
// for a whole trace or note), or a frame would leave there what the frame before it has drawn.
import type { Figure } from '../figure.ts'
import type { Frame, Layout, Trace } from '../spec.ts'

type Fields = Readonly<Record<string, unknown>>

/** The traces of the still picture, and for each variant what it has of its own in traces and layout. */
export interface Variants {
  readonly traces: readonly Trace[]
  readonly frames: readonly (Omit<Frame, 'name'> & { layout: Layout })[]
}

/** Compares variants of a figure; the still picture is the variant number `still`. */
export function variantsOf(figures: readonly Figure[], still: number): Variants {
  const specs = figures.map(({ spec }) => spec)
  const traces = filledUp(specs.map(({ data }) => data), { type: 'scatter', visible: false }) as Trace[][]
  const own = traces[still]!.map((_, slot) => differences(traces.map((list) => list[slot])))
  const moving = own.flatMap((part, slot) => (part ? [slot] : []))
  const layouts = layoutDifferences(specs.map(({ layout }) => layout))
  return {
    traces: traces[still]!,
    frames: layouts.map((layout, variant) => ({ traces: moving, data: moving.map((slot) => own[slot]![variant] as Trace), layout })),
  }
}

/** What several layouts have of their own. Their lists are compared item by item, as Plotly puts them together. */
function layoutDifferences(layouts: readonly Layout[]): Layout[] {
  const parts = (differences(layouts) ?? layouts.map(() => ({}))) as Layout[]
  return ['annotations', 'shapes'].reduce((changed, list) => {
    const items = filledUp(layouts.map((layout) => (layout[list] ?? []) as readonly Fields[]), { visible: false })
    const own = items[0]!.map((_, slot) => differences(items.map((one) => one[slot])) ?? [])
    return changed.map(({ [list]: whole, ...rest }, variant) =>
      whole === undefined ? rest : { ...rest, [list]: own.map((part) => part[variant] ?? {}) },
    )
  }, parts)
}

/** Lists as long as the longest of them. */
function filledUp(lists: readonly (readonly Fields[])[], filling: Fields): (readonly Fields[])[] {
  const longest = Math.max(...lists.map(({ length }) => length))
  return lists.map((list) => Array.from({ length: longest }, (_, slot) => list[slot] ?? filling))
}

/** For each of several values, the part that is not the same in all of them; `undefined` if all are the same. */
function differences(values: readonly unknown[]): unknown[] | undefined {
  const present = values.filter((value) => value !== undefined)
  if (present.every(isFields)) {
    const fields = values.map((value) => (value ?? {}) as Fields)
    const names = [...new Set(fields.flatMap((one) => Object.keys(one)))]
    const parts = names.map((name) => [name, differences(fields.map((one) => one[name]))] as const).filter(([, part]) => part)
    return parts.length === 0 ? undefined : fields.map((_, index) => Object.fromEntries(parts.map(([name, part]) => [name, part![index]])))
  }
  const texts = values.map((value) => JSON.stringify(value))
  return texts.every((text) => text === texts[0]) ? undefined : values.map((value) => value ?? null)
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
