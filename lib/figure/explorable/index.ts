// Figures that a reader sets.
export { choice, slider, toggle } from './control.ts'
export type { ChoiceControl, SliderControl, SliderOptions, ToggleControl } from './control.ts'
export { explorable, Explorable } from './explorable.ts'
export type { Controls, ValuesOf } from './explorable.ts'
