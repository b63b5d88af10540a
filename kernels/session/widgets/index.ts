export { widgetGlobals, type Control, type Output, type WidgetHost } from './host.ts'
export type { Call } from './latest.ts'
export { makeWidgetHost, type Surroundings } from './make-host.ts'
