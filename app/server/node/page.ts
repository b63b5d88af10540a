// The lab's one page. All it holds is how the front end finds its server and what it should open; everything else is in the front end's own
// files.
import { API_VERSION, LOGO, UNTRACKED_REQUESTS } from '../core/index.ts'

/** The name that the person sees. */
export const APP_NAME = 'Downhill'

export interface PageAddress {
  mode: 'multiple-document' | 'single-document'
  workspace: string
  /** The file or folder to open; '' for none. */
  treePath: string
}

/**
 * What an address asks of the page: `/lab`, `/lab/tree/PATH`, `/lab/workspaces/NAME`, `/lab/workspaces/NAME/tree/PATH`, and the same under
 * `/doc`, where one document has the whole window. Null if it is no address of the page.
 */
export function pageAddressOf([app, ...rest]: readonly string[]): PageAddress | null {
  if (app !== 'lab' && app !== 'doc') return null
  const mode = app === 'lab' ? 'multiple-document' : 'single-document'
  const [workspace, path] = rest[0] === 'workspaces' && rest[1] !== undefined ? [rest[1], rest.slice(2)] : ['default', rest]
  if (path.length === 0) return { mode, workspace, treePath: '' }
  return path[0] === 'tree' ? { mode, workspace, treePath: path.slice(1).join('/') } : null
}

/** @param about.rootName how the folder that is served is called */
export function pageHtml({ mode, workspace, treePath }: PageAddress, about: { rootName: string; version: string }): string {
  const config = {
    appName: APP_NAME,
    appNamespace: 'lab',
    appUrl: '/lab',
    appVersion: about.version,
    baseUrl: '/',
    wsUrl: '',
    fullStaticUrl: '/static',
    settingsUrl: '/lab/api/settings',
    themesUrl: '/lab/api/themes',
    translationsApiUrl: '/lab/api/translations',
    workspacesApiUrl: '/lab/api/workspaces',
    mode,
    workspace,
    treePath,
    serverRoot: about.rootName,
    preferredPath: '/',
    notebookVersion: JSON.stringify(API_VERSION.split('.').map(Number)),
    terminalsAvailable: false,
    buildAvailable: false,
    buildCheck: false,
    exposeAppInBrowser: true,
    untracked_message_types: UNTRACKED_REQUESTS,
    disabledExtensions: [
      '@jupyterlab/apputils-extension:announcements',
      '@jupyterlab/apputils-extension:licenses-client',
      '@jupyterlab/apputils-extension:licenses-plugin',
    ],
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${APP_NAME}</title>
<link rel="icon" href="${LOGO}">
<script id="jupyter-config-data" type="application/json">${JSON.stringify(config).replaceAll('<', '\\u003c')}</script>
<link rel="stylesheet" href="/static/main.css">
<script type="module" src="/static/main.js"></script>
</head>
<body data-jp-theme-light="true" data-jp-theme-name="JupyterLab Light">
<noscript>The notebook needs JavaScript: allow it for this address and reload the page.</noscript>
</body>
</html>
`
}

/** What a browser gets that brings neither the token nor the cookie. */
export const STRANGER_HTML = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${APP_NAME}</title><link rel="icon" href="${LOGO}"></head>
<body>
<h1>This address needs its token</h1>
<p>Open the whole address that was printed when ${APP_NAME} was started; it ends in <code>?token=…</code>.
If ${APP_NAME} has been started again since, take the new one.</p>
</body>
</html>
`
