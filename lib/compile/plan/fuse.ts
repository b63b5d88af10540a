// Which work is done together, in one pass over the elements: what one operation makes, the next takes up while it is at hand, and what
// nobody else needs is never written to memory.
//
// Everything begins as a group of its own. Groups that read each other's elements in place are made one as long as that closes no circle:
// nothing between them may need what one makes before the other can begin, such as a sum that has to be complete. First those whose value
// then need not be written at all; then those that save reading it again; last those that merely read the same tensor.
import type { Node } from '../program.ts'
import { goTogether } from '../../tensor/wasm/formula/index.ts'
import { readsInPlace } from './reading.ts'
import { isPassable, type Work } from './work.ts'

/** Longer passes take more numbers at a time than a machine has registers for. */
const mostWork = 120

/** Work that is done together. */
export class Group {
  readonly works: Work[]
  columns: number | undefined

  constructor(work: Work) {
    this.works = [work]
    this.columns = work.columns
  }

  get size(): number {
    return this.works[0]!.size
  }
}

/** An operation that needs what another makes; in place, if it reads each element where the pass of its own is. */
interface Edge {
  readonly to: Work
  readonly isInPlace: boolean
}

/** All work, in groups that can be done one after another. @param results what is wanted outside */
export function fuse(works: readonly Work[], results: ReadonlySet<Node>): Group[] {
  const fusion = new Fusion(works)
  for (const work of works.toReversed()) if (!results.has(work.node)) fusion.intoConsumers(work)
  for (const work of works) fusion.withConsumers(work)
  fusion.besidesEachOther()
  return fusion.inOrder()
}

class Fusion {
  readonly #works: readonly Work[]
  readonly #groups = new Map<Work, Group>()
  readonly #edges = new Map<Work, Edge[]>()
  /** Who reads a node in place, in order. */
  readonly #readers = new Map<Node, Work[]>()

  constructor(works: readonly Work[]) {
    this.#works = works
    const makers = new Map<Node, Work>()
    for (const work of works) {
      makers.set(work.node, work)
      this.#groups.set(work, new Group(work))
      this.#edges.set(work, [])
      for (const reading of work.reads) {
        const { node } = reading
        const isInPlace = isPassable(work) && readsInPlace(reading, work.size)
        const maker = makers.get(node)
        if (maker) this.#edges.get(maker)!.push({ to: work, isInPlace: isInPlace && maker.output === 'store' && maker.size === work.size })
        if (isInPlace) this.#readers.set(node, [...(this.#readers.get(node) ?? []), work])
      }
    }
  }

  /** If all who need the value are in one group, it is made there and never written. */
  intoConsumers(work: Work): void {
    const edges = this.#edges.get(work)!
    const groups = new Set(edges.map(({ to }) => this.#groups.get(to)!))
    if (groups.size === 1 && edges.every(({ isInPlace }) => isInPlace)) this.#merge(this.#groups.get(work)!, [...groups][0]!)
  }

  withConsumers(work: Work): void {
    for (const { to, isInPlace } of this.#edges.get(work)!) {
      if (isInPlace) this.#merge(this.#groups.get(work)!, this.#groups.get(to)!)
    }
  }

  besidesEachOther(): void {
    for (const [first, ...others] of this.#readers.values()) {
      for (const other of others) this.#merge(this.#groups.get(first!)!, this.#groups.get(other)!)
    }
  }

  /** Groups in an order in which each comes after those it needs, and otherwise as they came. */
  inOrder(): Group[] {
    const order: Group[] = []
    const done = new Set<Group>()
    const needs = new Map<Group, Set<Group>>()
    for (const [work, edges] of this.#edges) {
      for (const { to } of edges) {
        const [from, group] = [this.#groups.get(work)!, this.#groups.get(to)!]
        if (from !== group) needs.set(group, (needs.get(group) ?? new Set()).add(from))
      }
    }
    const visit = (group: Group): void => {
      if (done.has(group)) return
      done.add(group)
      for (const needed of needs.get(group) ?? []) visit(needed)
      order.push(group)
    }
    for (const work of this.#works) visit(this.#groups.get(work)!)
    const place = new Map(this.#works.map((work, i) => [work, i]))
    for (const group of order) group.works.sort((a, b) => place.get(a)! - place.get(b)!)
    return order
  }

  #merge(a: Group, b: Group): void {
    if (a === b || !fitTogether(a, b) || this.#leads(a, b) || this.#leads(b, a)) return
    for (const work of b.works) this.#groups.set(work, a)
    a.works.push(...b.works)
    a.columns ??= b.columns
  }

  /** Whether something that is no element in place leads from one group to the other: then the one must be complete before the other. */
  #leads(from: Group, to: Group): boolean {
    const seen = new Set([from])
    const waiting: Group[] = []
    const follow = (group: Group): boolean => {
      for (const work of group.works) {
        for (const edge of this.#edges.get(work)!) {
          const next = this.#groups.get(edge.to)!
          if (next === to && !(group === from && edge.isInPlace)) return true
          if (next === to || seen.has(next)) continue
          seen.add(next)
          waiting.push(next)
        }
      }
      return false
    }
    if (follow(from)) return true
    for (let next = waiting.pop(); next; next = waiting.pop()) if (follow(next)) return true
    return false
  }
}

function fitTogether(a: Group, b: Group): boolean {
  const [first] = [a.works[0]!]
  const works = [...a.works, ...b.works]
  return works.length <= mostWork && works.every(isPassable) && a.size === b.size && first.node.dtype === b.works[0]!.node.dtype &&
    (a.columns === undefined || b.columns === undefined || a.columns === b.columns) && goTogether(works.map(({ output }) => output))
}
