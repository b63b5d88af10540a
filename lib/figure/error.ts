// What a figure says when it cannot be drawn.

/**
 * A mistake in what a figure was asked to draw, with what to write instead.
 *
 * @example
 * ```ts
 * figure.path({}) // → FigureError: path: no journeys. Pass at least one with its name: figure.path({ descent: run }).
 * ```
 */
export class FigureError extends Error {
  override name = 'FigureError'
}
