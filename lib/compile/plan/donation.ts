// Arguments that are given away: their memory becomes that of results, and nobody may look at them afterwards. A result may take the place
// of an argument as soon as that is read no more; in a pass it may do so while the pass reads the argument, as long as each element is
// written where it was read.
import { type Block, blockOf, large } from '../../tensor/storage/index.ts'
import { type Tensor, valuesOf } from '../../tensor/tensor.ts'
import { isNode, madeInOrder, type Node, type Program } from '../program.ts'
import type { Chain } from './chains.ts'
import { isReadInPlace, type Place } from './places.ts'
import { origin } from './reading.ts'
import { type Deed, readsOf, writesOf } from './schedule.ts'

/** What is said to those who look at an argument that was given away. */
export const givenAway = 'this tensor was given away: compile(f, { donate }) has written results over its numbers; ' +
  'use what the compiled function returned instead, or leave the argument out of donate'

/** For places of results, which argument's memory they take over. */
export function takeovers(
  { results }: Program, donated: readonly number[], deeds: readonly Deed[], chains: readonly Chain[], places: readonly Place[],
): Map<number, number> {
  const passedOn = new Set(results.map(origin))
  const free = new Map<Place, { argument: number; from: number }>()
  for (const place of places) {
    const { node, size } = place
    if (node.kind !== 'argument' || size < large || !donated.includes(node.place) || passedOn.has(node)) continue
    const last = deeds.findLastIndex((deed) => readsOf(deed).includes(node))
    free.set(place, { argument: node.place, from: isReadInPlace(node, chains[last]!, deeds) ? last : chains[last]!.to + 1 })
  }
  const taken = new Map<number, number>()
  deeds.forEach((deed, i) => {
    if (deed.kind === 'other') return
    for (const node of writesOf(deed)) {
      const index = places.findIndex((place) => place.node === node)
      const { home, size, dtype } = places[index]!
      if (home !== 'own' || !passedOn.has(node) || !isStored(deed, node)) continue
      const found = [...free].find(([place, { from }]) => from <= i && place.size === size && place.dtype === dtype)
      if (!found) continue
      free.delete(found[0])
      taken.set(index, found[1].argument)
    }
  })
  return taken
}

/** Whether each element is written where it is made. */
const isStored = (deed: Deed, node: Node): boolean =>
  deed.kind !== 'pass' || deed.pass.spec.outputs[deed.pass.writes.findIndex((write) => write.node === node)]!.kind === 'store'

/** The blocks of arguments that are given away; not of those which share theirs with something else. */
export function donations(given: readonly Tensor[], donated: readonly number[], keep: ReadonlySet<Block | undefined>): Map<number, Block> {
  const blocks = given.map((tensor) => (tensor.size < large ? undefined : blockOf(valuesOf(tensor))))
  const found = new Map<number, Block>()
  for (const place of donated) {
    const block = blocks[place]
    if (!block || block.length !== given[place]!.size || keep.has(block)) continue
    if (blocks.indexOf(block) === blocks.lastIndexOf(block)) found.set(place, block)
  }
  return found
}


/** Gives arguments away after a run without a plan, except what the results or the program's constants still hold. */
export function giveAway(program: Program, given: readonly Tensor[], donated: readonly number[], results: readonly Tensor[]): void {
  if (donated.length === 0) return
  const inputs = madeInOrder(program).flatMap(({ inputs }) => inputs.filter(isNode))
  const constants = inputs.flatMap((node) => (node.kind === 'constant' ? [node.tensor] : []))
  const keep = new Set([...results, ...constants].map((tensor) => blockOf(valuesOf(tensor))))
  for (const block of donations(given, donated, keep).values()) block.release(givenAway)
}
