// A script that imports an SVG gets its text (build/webpack-habits.ts).
declare module '*.svg' {
  const text: string
  export default text
}

// Style sheets are imported for their effect alone.
declare module '*.css'
