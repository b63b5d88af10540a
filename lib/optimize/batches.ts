// Batches for a descent, one a step; when they run out, the next epoch starts from the beginning.

/** The seed that decides the order of the batches, if they tell one, as those of `batches` do. */
export const seedOf = (batches: Iterable<unknown> | undefined): number | undefined => (batches as { seed?: number } | undefined)?.seed

/** A function that gives the next batch each time it is called; `undefined` each time if there are no batches. */
export function batchesFrom<Batch>(batches: Iterable<Batch> | undefined): () => Batch {
  if (batches === undefined) return () => undefined as Batch // the loss then takes no second argument
  let epoch = batches[Symbol.iterator]()
  return () => {
    let next = epoch.next()
    if (next.done) {
      epoch = batches[Symbol.iterator]()
      next = epoch.next()
    }
    if (!next.done) return next.value
    throw new RangeError('descend: batches ran out; give an array, or an object that can be gone through again')
  }
}
