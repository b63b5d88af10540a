// For those who asked their system for less motion: what would glide jumps instead, and no faster than a picture in half a second.
import type { FigureSpec } from './read.ts'

const SHORTEST_FRAME = 500

/** Milliseconds to show a frame for, when its author wanted this many. */
export const frameDuration = (wanted: number): number => (isReduced() ? Math.max(wanted, SHORTEST_FRAME) : wanted)

const isReduced = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

/** The same figure, calm if the reader asked for that. */
export function withWantedMotion(figure: FigureSpec): FigureSpec {
  if (!isReduced()) return figure
  const { updatemenus, sliders, ...rest } = figure.layout as Record<string, unknown>
  const controls = { ...(updatemenus ? { updatemenus: calm(updatemenus) } : {}), ...(sliders ? { sliders: calm(sliders) } : {}) }
  return { ...figure, layout: { ...rest, ...controls, transition: { duration: 0 } } as FigureSpec['layout'] }
}

/** A copy in which every transition takes no time and every frame stays long enough to be looked at. */
function calm(value: unknown, parent = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => calm(item, parent))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, item]) => {
    if (name === 'duration' && typeof item === 'number') return [name, parent === 'transition' || item === 0 ? 0 : frameDuration(item)]
    return [name, calm(item, name)]
  })
  return Object.fromEntries(entries)
}
