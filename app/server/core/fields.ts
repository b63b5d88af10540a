// Reads the fields of a JSON body. Whatever a client sends, the code behind these functions gets the types it asked for, and the client
// gets a sentence that names the field.
import { HttpError } from './api.ts'

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The body as an object; no body at all counts as an empty one. @throws HttpError 400 */
export function fieldsOf(body: unknown): Fields {
  if (body === undefined || body === null) return {}
  if (!isFields(body)) throw new HttpError(400, 'The request body must be a JSON object.')
  return body
}

/** A text, or undefined where the field is missing or null. @throws HttpError 400 */
export function optionalText(fields: Fields, name: string): string | undefined {
  const value = fields[name] ?? undefined
  if (value !== undefined && typeof value !== 'string') throw new HttpError(400, `The field "${name}" must be a text.`)
  return value
}

/** A text that must be there. @throws HttpError 400 */
export function text(fields: Fields, name: string): string {
  const value = optionalText(fields, name)
  if (value === undefined) throw new HttpError(400, `The field "${name}" is missing.`)
  return value
}

/** A nested object, or an empty one where the field is missing or null. @throws HttpError 400 */
export function nested(fields: Fields, name: string): Fields {
  const value = fields[name] ?? {}
  if (!isFields(value)) throw new HttpError(400, `The field "${name}" must be an object.`)
  return value
}
