// What a figure says when it cannot be drawn.

/** A mistake in what a figure was asked to draw, with what to write instead. */
export class FigureError extends Error {
  override name = 'FigureError'
}
