// Reading the content of requests. A message comes from outside, so that every field may be missing or of another type.
import type { Json, JsonObject } from '../message.ts'

export const textOf = (value: Json | undefined, fallback = ''): string => (typeof value === 'string' ? value : fallback)

export const flagOf = (value: Json | undefined, fallback: boolean): boolean => (typeof value === 'boolean' ? value : fallback)

export const numberOf = (value: Json | undefined, fallback: number): number => (typeof value === 'number' ? value : fallback)

export const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}

/** The offset into a JavaScript string of a position that counts code points, as Jupyter's do. */
export function offsetOf(text: string, codePoints: number): number {
  let offset = 0
  for (const character of text) {
    if (codePoints-- <= 0) break
    offset += character.length
  }
  return offset
}

/** The position in code points of an offset into a JavaScript string. */
export const codePointsBefore = (text: string, offset: number): number => [...text.slice(0, offset)].length
