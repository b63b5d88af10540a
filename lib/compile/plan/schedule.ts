// What a program comes to before any of it is run: deeds one after another, and for each tensor that passes between them a place.
import { isNode, type Made, type Node, type Program } from '../program.ts'
import { type Chain, chainsOf } from './chains.ts'
import { takeovers } from './donation.ts'
import { type Pass, passOf } from './formulas.ts'
import { type Group, fuse } from './fuse.ts'
import { type Place, placesOf, settle, spansOf } from './places.ts'
import { origin } from './reading.ts'
import { isPassable, type Work, worksOf } from './work.ts'

/** What is done in one go. */
export type Deed = { readonly kind: 'pass'; readonly pass: Pass } | { readonly kind: 'product' | 'other'; readonly node: Made }

export interface Schedule {
  readonly deeds: readonly Deed[]
  /** For each deed the chain that it belongs to. */
  readonly chains: readonly Chain[]
  readonly places: readonly Place[]
  readonly placeOf: ReadonlyMap<Node, number>
  readonly arenaBytes: number
  /** For places of results, which argument's memory they take over. */
  readonly takeovers: ReadonlyMap<number, number>
}

/** @param donated which arguments are given away */
export function scheduleOf(program: Program, donated: readonly number[] = []): Schedule {
  const works = worksOf(program)
  const results = new Set(program.results.map(origin))
  const groups = fuse(works, results)
  const kept = keptOf(groups, results)
  const deeds = groups.map((group): Deed => {
    const [{ kind, node }] = group.works as [Work]
    return kind === 'product' || kind === 'other' ? { kind, node } : { kind: 'pass', pass: passOf(group, kept) }
  })
  const chains = chainsOf(deeds)
  const spans = spansOf(deeds, results)
  const places = placesOf(spans, deeds, results)
  const taken = takeovers(program, donated, deeds, chains, places)
  const arenaBytes = settle(places, spans, deeds, chains, (place) => taken.has(place))
  return { deeds, chains, places, placeOf: new Map(places.map(({ node }, i) => [node, i])), arenaBytes, takeovers: taken }
}

/** What is needed outside of the group that makes it. */
function keptOf(groups: readonly Group[], results: ReadonlySet<Node>): Set<Node> {
  const kept = new Set(results)
  for (const { works } of groups) {
    const own = new Set<Node>(works.filter(isPassable).map(({ node }) => node))
    for (const { reads } of works) for (const { node } of reads) if (!own.has(node)) kept.add(node)
  }
  return kept
}

/** What a deed reads and makes. */
export const readsOf = (deed: Deed): readonly Node[] =>
  deed.kind === 'pass' ? deed.pass.reads.map(({ node }) => node) : deed.node.inputs.filter(isNode).map(origin)
export const writesOf = (deed: Deed): readonly Made[] =>
  deed.kind === 'pass' ? deed.pass.writes.map(({ node }) => node) : [deed.node]

/** In words: how many passes over elements, products and other operations, and how much memory they share. */
export function summary({ deeds, arenaBytes }: Schedule): string {
  const count = (kind: Deed['kind'], one: string): string => {
    const found = deeds.filter((deed) => deed.kind === kind).length
    return `${found} ${one}${found === 1 ? '' : kind === 'pass' ? 'es' : 's'}`
  }
  const parts = [`${count('pass', 'pass')} over elements`, count('product', 'product'), count('other', 'other operation')]
  return `${parts.join(', ')}; ${arenaBytes} bytes on the way`
}
