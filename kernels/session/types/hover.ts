// What is known of a name, as front ends show it: the declaration in TypeScript, and the documentation below it.
import type { MimeBundle } from '../output.ts'
import type { Hover } from './service.ts'

export function hoverBundle({ declaration, documentation }: Hover): MimeBundle {
  const below = documentation && `\n\n${documentation}`
  return { 'text/plain': declaration + below, 'text/markdown': `\`\`\`typescript\n${declaration}\n\`\`\`${below}` }
}
