// Where the numbers of tensors lie.
//
//   allocate(dtype, size), allocateDirty    a typed array for a new tensor's numbers, on the heap if they are many
//   current(values)                         the same numbers for one who has allocated since
//   addressOf(values)                       where they lie, for kernels; nothing for ordinary arrays
//   heap.memory, heap.take, heap.giveBack   the memory that kernels are instantiated with, and raw pieces of it for work areas
//   reserve(dtype, size)                    a Block of one's own: .address, .values, .release(); `new Tensor(block.values, shape, dtype)`
//                                           makes a tensor over it, and tensors over one block share it
//   scoped(run, heldBy)                     releases what is made on the way to a result
//   aside(run)                              runs what others, in the middle of their work, do not know of: nothing of theirs moves or ends
//
// The one rule: ALLOCATE FIRST, THEN LOOK. Whatever takes a piece of the heap (allocate, reserve, heap.take) may make it grow, and then
// every view of it is empty. Ask for all the room first, then for `valuesOf(tensor)`, `block.values`, or `current(values)` of what was
// allocated before. Addresses stay.
export { addressOf, allocate, allocateDirty, large, onHeapFrom, reserve, strain } from './allocate.ts'
export { Block, blockOf, current } from './block.ts'
export { heap } from './heap.ts'
export { memoryLimit } from './limit.ts'
export { bytesPerNumber, viewOf } from './numbers.ts'
export { apart, arrayOf } from './page.ts'
export type { Piece } from './pool.ts'
export { aside, scoped } from './scope.ts'
