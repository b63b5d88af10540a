// The box that sets a verdict apart from a chapter's text. It takes its colours from the page (currentColor), so it reads in a light and in
// a dark theme and on paper; words and signs tell what it says, and no colour does.

const look = 'border: 1px solid; border-left-width: 6px; border-radius: 4px; padding: 0.6em 1em; margin: 0.5em 0; max-width: 50em'

/** A box of that class, called `label` by a screen reader, around markup that is ready. */
export const boxAround = (className: string, label: string, markup: string): string =>
  `<div class="${className}" role="group" aria-label="${escape(label)}" style="${look}">${markup}</div>`

/** A text as markup that shows just that text. */
export const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
