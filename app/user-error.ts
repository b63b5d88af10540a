// Something that the person at the command line can put right: shown as its one sentence, without a stack trace.

/** An error whose message is all that its reader needs. */
export class UserError extends Error {
  override name = 'UserError'
}
