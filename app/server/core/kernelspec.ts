// The one kernel that this server offers, as Jupyter describes kernels, and what the server says of it where a notebook is made.

const SLOPE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b4f6c"/>' +
  '<path d="M4 6c5 19 19 24 24 3" fill="none" stroke="#9bd1e5" stroke-width="2.5" stroke-linecap="round"/>' +
  '<path d="M5.5 11.5 26 16 10.5 20 19 22.5" fill="none" stroke="#ffb703" stroke-width="1.5"/>' +
  '<circle cx="19" cy="22.5" r="2.5" fill="#ffb703"/></svg>'

/** The project's picture: a valley, and a descent that zigzags into it. */
export const LOGO = `data:image/svg+xml,${encodeURIComponent(SLOPE)}`

export const KERNEL_NAME = 'downhill'
export const DISPLAY_NAME = 'TypeScript (Downhill)'
export const LANGUAGE = 'typescript'

/** The answer to `/api/kernelspecs`. */
export const KERNELSPECS = {
  default: KERNEL_NAME,
  kernelspecs: {
    [KERNEL_NAME]: {
      name: KERNEL_NAME,
      resources: { 'logo-svg': LOGO },
      spec: { argv: [], env: {}, display_name: DISPLAY_NAME, language: LANGUAGE, interrupt_mode: 'message', metadata: { debugger: true } },
    },
  },
}

/** The metadata of a new notebook, so that it opens with the kernel already chosen. */
export const NEW_NOTEBOOK_METADATA = {
  kernelspec: { name: KERNEL_NAME, display_name: DISPLAY_NAME, language: LANGUAGE },
  language_info: { name: LANGUAGE, file_extension: '.ts', mimetype: 'text/typescript' },
}
