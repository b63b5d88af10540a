// The sliders below an explorable figure that has been drawn ahead of time: one for each control, each with its name and its value in
// words. Moving one shows a frame, and a frame puts the other sliders back to where they were at first, for it was drawn so.
import type { Layout } from '../spec.ts'
import { colours, faint, ink } from '../theme.ts'
import { inWords } from './control.ts'

/** A control with its values that are drawn ahead of time. */
export interface Track {
  readonly key: string
  readonly label: string
  readonly stops: readonly unknown[]
  /** the index of the value that the still picture shows */
  readonly start: number
}

/** Pixels that the name, the bar and the values of one slider take, and those between the x axis with its name and the first slider. */
const rowHeight = 82
const belowAxis = 52

/** Pixels that the sliders add to the height of a figure. */
export const heightOfSliders = (tracks: readonly Track[]): number => tracks.length * rowHeight

/** What a frame is called: the control and its value, in all its digits. */
export function frameName({ key, stops }: Track, stop: number): string {
  const value = stops[stop]
  return `${key} = ${typeof value === 'number' ? value : inWords(value)}`
}

/** The share of the width that the values need beside each other: a line holds some eighty letters. */
const lengthOf = ({ stops }: Track): number =>
  Math.min(1, Math.max(0.2, stops.reduce<number>((letters, stop) => letters + inWords(stop).length + 4, 0) / 80))

/** The layout of the sliders. */
export const slidersOf = (tracks: readonly Track[]): Layout[] =>
  tracks.map((track, row) => ({
    active: track.start,
    x: 0,
    len: lengthOf(track),
    y: 0,
    pad: { t: belowAxis + row * rowHeight },
    font: { size: 11, color: ink },
    ticklen: 5,
    bordercolor: faint,
    activebgcolor: colours[0],
    currentvalue: { prefix: `${track.label}: `, xanchor: 'left', font: { size: 14, color: ink } },
    // All of the picture is drawn anew, for anything in it may have changed.
    steps: track.stops.map((value, stop) => ({
      label: inWords(value),
      method: 'animate',
      args: [[frameName(track, stop)], { mode: 'immediate', transition: { duration: 0 }, frame: { duration: 0, redraw: true } }],
    })),
  }))

/** Where every slider stands when one of them has been moved. */
export const sliderPositions = (tracks: readonly Track[], moved: Track, stop: number): Layout[] =>
  tracks.map((track) => ({ active: track === moved ? stop : track.start }))
