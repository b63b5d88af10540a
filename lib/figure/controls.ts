// What moves an animated figure: a play button, a pause button, and a slider over the steps.
import type { Layout } from './spec.ts'

/** Milliseconds that a whole course takes, unless its frames would be too many for the eye. */
const wholeCourse = 4000

/** The layout of the controls below a figure whose frames are named by these steps; it is shown at the last of them. */
export function controls(moments: readonly number[]): Layout {
  // Only what moves is drawn anew: to draw all of a map at every frame would flicker.
  const still = { mode: 'immediate', transition: { duration: 0 }, frame: { duration: 0, redraw: false } }
  const names = moments.map(String)
  const play = { ...still, fromcurrent: false, frame: { duration: Math.max(60, wholeCourse / names.length), redraw: false } }
  return {
    updatemenus: [
      {
        type: 'buttons',
        direction: 'right',
        showactive: false,
        x: 0,
        y: 0,
        xanchor: 'left',
        yanchor: 'top',
        pad: { t: 72, r: 10 },
        buttons: [
          { label: '▶ play', method: 'animate', args: [names, play] },
          { label: '❚❚ pause', method: 'animate', args: [[null], still] },
        ],
      },
    ],
    sliders: [
      {
        active: names.length - 1,
        x: 0.24,
        len: 0.76,
        y: 0,
        pad: { t: 60 },
        font: { size: 11 },
        currentvalue: { prefix: 'step ', xanchor: 'right', font: { size: 13 } },
        steps: names.map((name) => ({ label: name, method: 'animate', args: [[name], still] })),
      },
    ],
  }
}
