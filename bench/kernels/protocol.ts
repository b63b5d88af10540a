// Thirty-four things that Jupyter's messaging protocol (5.3; https://jupyter-client.readthedocs.io/en/stable/messaging.html) asks of a kernel and
// that front ends rely on. Each is seen on a real kernel over its real sockets.
import { setTimeout as sleep } from 'node:timers/promises'
import type { JsonObject } from '../../kernels/session/message.ts'
import { Client, contents, textOf, type Answer } from './client.ts'
import type { Peer } from './peers.ts'
import { zmq } from './zmq.ts'

const LIMIT = 5000

type Check = (client: Client, peer: Peer) => Promise<boolean>

const value = (answer: Answer): JsonObject | undefined => contents(answer, 'execute_result')[0]
const count = async (client: Client): Promise<number> => Number((await client.execute('1')).reply['execution_count'])
const complete = ({ cells }: Peer) => ({ code: cells.complete.code, cursor_pos: cells.complete.code.length })
const inspect = (client: Client, code: string): Promise<Answer> => client.request('inspect_request', { code, cursor_pos: code.length, detail_level: 0 })
const isComplete = async (client: Client, code: string): Promise<unknown> => (await client.request('is_complete_request', { code })).reply['status']
const history = async (client: Client, content: JsonObject): Promise<string[]> => {
  const { reply } = await client.request('history_request', { output: false, raw: true, session: 0, ...content })
  return (reply['history'] as [number, number, string][]).map(([, , source]) => source)
}

export const CHECKS: Record<string, Check> = {
  'kernel_info: protocol, implementation and language': async (client) => {
    const { reply } = await client.request('kernel_info_request')
    const language = (reply['language_info'] ?? {}) as JsonObject
    return /^5\./.test(String(reply['protocol_version'])) && !!reply['implementation'] && ['name', 'version', 'mimetype', 'file_extension'].every((key) => key in language)
  },
  'busy and idle around a request': async (client) => {
    const states = contents(await client.request('kernel_info_request'), 'status').map(({ execution_state: state }) => state)
    return states.join() === 'busy,idle'
  },
  'execute_input repeats the code with its number': async (client) => {
    const answer = await client.execute('1')
    const [input] = contents(answer, 'execute_input')
    return input?.['code'] === '1' && input['execution_count'] === answer.reply['execution_count']
  },
  'execute_result has the value of the last line': async (client) => /^(.*\D)?42(\D.*)?$/s.test(String((value(await client.execute('6 * 7'))?.['data'] as JsonObject | undefined)?.['text/plain'])),
  'execution counts rise by one': async (client) => (await count(client)) + 1 === (await count(client)),
  'stdout is a stream': async (client, { cells }) => contents(await client.execute(cells.print(1)), 'stream').some(({ name, text }) => name === 'stdout' && /^line 0/.test(String(text))),
  'stderr is another': async (client, { cells }) => contents(await client.execute(cells.stderr), 'stream').some(({ name, text }) => name === 'stderr' && String(text).includes('oh')),
  'an error is published with name, value and traceback': async (client, { cells }) => isError(contents(await client.execute(cells.error), 'error')[0]),
  'and so it stands in the reply': async (client, { cells }) => {
    const { reply } = await client.execute(cells.error)
    return reply['status'] === 'error' && isError(reply)
  },
  'an error aborts the cells that wait': async (client, { cells }) => {
    const [, next] = await Promise.all([client.execute(cells.error), client.execute('1')])
    return next.reply['status'] === 'aborted' || (next.reply['status'] === 'error' && contents(next, 'execute_input').length === 0)
  },
  'unless they ask not to be stopped': async (client, { cells }) => {
    const [, next] = await Promise.all([client.execute(cells.error, { stop_on_error: false }), client.execute('1')])
    return next.reply['status'] === 'ok'
  },
  'a silent cell publishes nothing and is not counted': async (client) => {
    const before = await count(client)
    const silent = await client.execute('1', { silent: true, store_history: false })
    return contents(silent, 'execute_result').length + contents(silent, 'execute_input').length === 0 && (await count(client)) === before + 1
  },
  'a cell that is not stored is not counted': async (client) => {
    const before = await count(client)
    await client.execute('1', { store_history: false })
    return (await count(client)) === before + 1
  },
  'user_expressions are answered': async (client) => {
    const { reply } = await client.execute('1', { user_expressions: { six: '2 * 3' } })
    const six = (reply['user_expressions'] as JsonObject | undefined)?.['six'] as JsonObject | undefined
    return six?.['status'] === 'ok' && String((six['data'] as JsonObject)['text/plain']).includes('6')
  },
  'display_data carries MIME types': async (client, { cells }) => contents(await client.execute(cells.show), 'display_data').some(({ data }) => (data as JsonObject)['text/markdown'] === '**descent**'),
  'clear_output can wait': async (client, { cells }) => cells.clear !== '' && contents(await client.execute(cells.clear), 'clear_output')[0]?.['wait'] === true,
  'completions are found': async (client, peer) => {
    const { reply } = await client.request('complete_request', complete(peer))
    return (reply['matches'] as string[]).some((match) => match.includes(peer.cells.complete.match))
  },
  'and say what they replace': async (client, peer) => {
    const request = complete(peer)
    const { reply } = await client.request('complete_request', request)
    const replaced = request.code.slice(Number(reply['cursor_start']), Number(reply['cursor_end']))
    return reply['cursor_end'] === request.cursor_pos && replaced !== '' && (reply['matches'] as string[]).some((match) => match.startsWith(replaced))
  },
  'a name is explained': async (client, { cells }) => {
    const { reply } = await inspect(client, cells.inspect)
    return reply['found'] === true && String((reply['data'] as JsonObject)['text/plain']).length > 10
  },
  'an unknown name is not found': async (client) => (await inspect(client, 'nobodyHasThisName')).reply['found'] === false,
  'is_complete: complete': async (client, { cells }) => (await isComplete(client, cells.whole)) === 'complete',
  'is_complete: incomplete': async (client, { cells }) => (await isComplete(client, cells.unfinished)) === 'incomplete',
  'is_complete: invalid': async (client, { cells }) => (await isComplete(client, cells.wrong)) === 'invalid',
  'history: the last cells': async (client) => {
    await client.execute('100 + 1')
    return (await history(client, { hist_access_type: 'tail', n: 1 })).join() === '100 + 1'
  },
  'history: a range': async (client) => {
    const first = await count(client)
    await client.execute('100 + 2')
    return (await history(client, { hist_access_type: 'range', start: first, stop: first + 2 })).join() === '1,100 + 2'
  },
  'history: a search': async (client) => {
    await client.execute('100 + 3')
    return (await history(client, { hist_access_type: 'search', pattern: '100*3', n: 5, unique: true })).includes('100 + 3')
  },
  'comm_info lists comms': async (client) => typeof (await client.request('comm_info_request')).reply['comms'] === 'object',
  'a comm that nobody wants is closed': async (client) => {
    void client.request('comm_open', { comm_id: 'c', target_name: 'nobody', data: {} }).catch(() => undefined)
    await client.execute('1')
    return client.heard.some(({ header, content }) => header.msg_type === 'comm_close' && content['comm_id'] === 'c')
  },
  'a cell can ask for a line': async (client, { cells }) => {
    client.onInput = ({ prompt }) => (String(prompt).includes('slope?') ? 'steep' : '')
    return textOf(await client.execute(cells.ask, { allow_stdin: true })).includes('steep')
  },
  'and fails where nobody can answer': async (client, { cells }) => {
    let asked = false
    client.onInput = () => ((asked = true), '')
    return (await client.execute(cells.ask, { allow_stdin: false })).reply['status'] === 'error' && !asked
  },
  'the heartbeat echoes': async ({ heartbeat }) => {
    const socket = zmq.request(heartbeat)
    try {
      await socket.send('alive?')
      return String((await socket.receive())[0]) === 'alive?'
    } finally {
      socket.close()
    }
  },
  'a message with a wrong signature is dropped': async (client) => {
    const header = JSON.stringify({ msg_id: 'forged', msg_type: 'execute_request', session: 's', username: 'u', date: new Date().toISOString(), version: '5.3' })
    client.raw(['<IDS|MSG>', '0'.repeat(64), header, '{}', '{}', JSON.stringify({ code: '1', silent: false })])
    await client.execute('1')
    return !client.heard.some(({ parent_header: parent }) => (parent as { msg_id?: string }).msg_id === 'forged')
  },
  'interrupt_request is answered': async (client) => (await client.request('interrupt_request', {}, { channel: 'control', wait: 'reply' })).reply['status'] === 'ok',
  'shutdown_request is answered, and the process ends': async (client) => {
    const gone = new Promise((done) => client.process.once('exit', done))
    const { reply } = await client.request('shutdown_request', { restart: false }, { channel: 'control', wait: 'reply' })
    await gone
    return reply['restart'] === false
  },
}

const isError = (content: JsonObject | undefined): boolean =>
  /^(Range|Value)Error$/.test(String(content?.['ename'])) && String(content?.['evalue']).includes('too steep') && Array.isArray(content?.['traceback']) && content['traceback'].length > 0

/** The names of the checks that a kernel does not pass. After one that leaves it hanging it is started anew. */
export async function failedChecks(peer: Peer): Promise<string[]> {
  const failed: string[] = []
  let client = await fresh(peer)
  for (const [name, check] of Object.entries(CHECKS)) {
    await within(LIMIT, recovered(client))
    const passed = await within(LIMIT, check(client, peer))
    if (passed !== true) failed.push(name)
    if (passed !== undefined) continue
    await client.end()
    client = await fresh(peer)
  }
  await client.end()
  return failed
}

/** Some kernels refuse a few cells more after one that failed; that is one check's matter, not that of the next. */
async function recovered(client: Client): Promise<boolean> {
  for (let attempt = 0; attempt < 30; attempt++) {
    if ((await client.execute('1')).reply['status'] === 'ok') return true
    await sleep(100)
  }
  return false
}

async function fresh(peer: Peer): Promise<Client> {
  const client = await Client.start(peer)
  await client.ready()
  return client
}

/** Undefined if a check throws or takes too long: what the kernel does then is anybody's guess. */
async function within(limit: number, result: Promise<boolean>): Promise<boolean | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((done) => (timer = setTimeout(() => done(undefined), limit)))
  return Promise.race([result.catch(() => undefined), late]).finally(() => clearTimeout(timer))
}
