/** What the extensions that draw our figures are called among those of an installed Jupyter. */
export const EXTENSION = 'downhill-figures'
