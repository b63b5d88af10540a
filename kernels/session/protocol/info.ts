// What the kernel says of itself.
import { protocolVersion, type JsonObject } from '../message.ts'

export interface Versions {
  downhill: string
  typescript: string
}

export const kernelInfo = ({ downhill, typescript }: Versions): JsonObject => ({
  status: 'ok',
  protocol_version: protocolVersion,
  implementation: 'downhill',
  implementation_version: downhill,
  language_info: {
    name: 'typescript',
    version: typescript,
    mimetype: 'text/typescript',
    file_extension: '.ts',
    codemirror_mode: 'typescript',
    pygments_lexer: 'typescript',
    nbconvert_exporter: 'script',
  },
  banner: `Downhill ${downhill}: TypeScript ${typescript} in a notebook`,
  help_links: [
    { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/handbook/intro.html' },
    { text: 'JavaScript', url: 'https://developer.mozilla.org/docs/Web/JavaScript' },
  ],
  debugger: true,
  supported_features: ['debugger'],
})
