// JupyterLab lends its extensions the modules of which there may be only one on a page, by the rules of webpack's module federation: a table
// with what every package offers, by name and version (https://webpack.js.org/concepts/module-federation/). Here is what we borrow.

/** One version of a module that somebody offers. */
interface Offer {
  get(): Promise<() => object> | (() => object)
  /** Whether it is in use already. */
  loaded?: boolean | number
}
export type ShareScope = Record<string, Record<string, Offer>>

const borrowed = new Map<string, object>()

/** Borrows modules from JupyterLab, before anything that needs them is loaded. @throws Error that names what it does not lend */
export async function borrow(scope: ShareScope, names: readonly string[]): Promise<void> {
  await Promise.all(
    names.map(async (name) => {
      const offer = chosen(scope[name] ?? {})
      if (!offer) throw new Error(`Downhill's figures need ${name}, which this JupyterLab does not share with its extensions. They are made for JupyterLab 4.`)
      borrowed.set(name, (await offer.get())())
    }),
  )
}

/** A module that has been borrowed. */
export function module(name: string): object {
  const found = borrowed.get(name)
  if (!found) throw new Error(`${name} is used before it was borrowed from JupyterLab`)
  return found
}

/** As webpack chooses a module that must be one: the version that is in use, else the newest. */
function chosen(versions: Record<string, Offer>): Offer | undefined {
  const names = Object.keys(versions).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const name = names.find((each) => versions[each]?.loaded) ?? names.at(-1)
  return name === undefined ? undefined : versions[name]
}
