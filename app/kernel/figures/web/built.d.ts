// What the bundler fills in (build.ts): the name of the extension, and of the file that the loaders load.
declare const __NAME__: string
declare const __ENTRY__: string
/** The modules that an extension of JupyterLab borrows. */
declare const __SHARED__: string[]

declare module '*.css?text' {
  const text: string
  export default text
}
