/** Thrown where code would get too long, or an operation cannot be written out. */
export class NotUnrolled extends Error {}
