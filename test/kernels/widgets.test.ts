// Controls in a real kernel, spoken to as a front end speaks: the models that it opens, what it does when a reader moves one, and what
// becomes of listeners that fail, overlap, or never end.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { builtKernels } from './built.ts'
import { KernelClient, ofType, printed, until, valueOf, type Answer } from './client.ts'
import type { JsonObject, JupyterMessage } from '../../kernels/session/message.ts'

const viewType = 'application/vnd.jupyter.widget-view+json'

let kernel: KernelClient

before(async () => {
  await builtKernels()
  kernel = new KernelClient()
})
after(() => kernel.process.kill())
afterEach(() => kernel.execute('0'))

/** What was published from some moment on. */
const since = (from: number, type: string): JupyterMessage[] => kernel.received.slice(from).filter(({ header }) => header.msg_type === type)

/** The states of the models that a cell opened, by their comms. */
const opened = (answer: Answer): Map<string, JsonObject> =>
  new Map(ofType(answer, 'comm_open').map(({ comm_id: id, data }) => [String(id), (data as JsonObject)['state'] as JsonObject]))

/** The model that a cell's value shows. */
function shown(answer: Answer): string {
  const data = ofType(answer, 'execute_result')[0]?.['data'] as Record<string, { model_id: string }>
  return data[viewType]!.model_id
}

/** Executes a cell that ends with a control. @returns the id of its model */
const control = async (code: string): Promise<string> => shown(await kernel.execute(code))

const update = (id: string, state: JsonObject): Promise<Answer> =>
  kernel.tell('comm_msg', { comm_id: id, data: { method: 'update', state, buffer_paths: [] } })

const click = (id: string): Promise<Answer> =>
  kernel.tell('comm_msg', { comm_id: id, data: { method: 'custom', content: { event: 'click' } } })

describe('a control', () => {
  for (const [code, model, state] of [
    [`slider({ label: 'rate', min: 0, max: 1, step: 0.05, value: 0.3 })`, 'FloatSlider', { min: 0, max: 1, step: 0.05, value: 0.3, readout_format: '.2f' }],
    [`slider({ label: 'rate', min: 0.001, max: 10, step: 0.5, value: 0.1, log: true })`, 'FloatLogSlider', { min: -3, max: 1, base: 10, value: 0.1 }],
    [`dropdown({ label: 'rate', options: ['a', 'b'], value: 'b' })`, 'Dropdown', { _options_labels: ['a', 'b'], index: 1 }],
    [`checkbox({ label: 'rate', value: true })`, 'Checkbox', { value: true }],
    [`button({ label: 'rate' })`, 'Button', {}],
  ] as const) {
    test(`is the model of ipywidgets that draws it: ${model}`, async () => {
      const answer = await kernel.execute(`widgets.${code}`)
      const models = opened(answer)
      const found = models.get(shown(answer))!
      const expected = {
        _model_name: `${model}Model`,
        _model_module: '@jupyter-widgets/controls',
        _model_module_version: '2.0.0',
        _view_name: `${model}View`,
        description: 'rate',
        ...state,
      }
      for (const [name, value] of Object.entries(expected)) assert.deepEqual(found[name], value, name)
      for (const part of ['layout', 'style']) {
        assert.ok(models.has(String(found[part]).replace('IPY_MODEL_', '')), `${part} is a model that was opened before`)
      }
      const opening = answer.published.find(({ header }) => header.msg_type === 'comm_open')
      assert.deepEqual(opening?.metadata, { version: '2.1.0' })
      assert.equal(opening?.content['target_name'], 'jupyter.widget')
    })
  }

  test('takes what the reader sets, and tells it to other windows', async () => {
    const id = await control(`const rate = widgets.slider({ label: 'rate', min: 0, max: 1, step: 0.1, value: 0.3 }); rate`)
    const answer = await update(id, { value: 0.30000000000000004 + 0.1 })
    assert.deepEqual(ofType(answer, 'comm_msg').map(({ data }) => (data as JsonObject)['method']), ['echo_update'])
    assert.equal(valueOf(await kernel.execute('rate.value')), '0.4')
  })
  test('of choices has the value itself, not its place', async () => {
    const id = await control(`const size = widgets.dropdown({ label: 'batch', options: [1, 32, 128], value: 32 }); size`)
    await update(id, { index: 2 })
    assert.equal(valueOf(await kernel.execute('size.value')), '128')
  })
  test('in words stands beside the view, for places that know no widgets', async () => {
    const answer = await kernel.execute(`widgets.checkbox({ label: 'nesterov', value: false })`)
    assert.equal(valueOf(answer), 'nesterov: false')
    assert.equal(printed(await kernel.execute(`console.log(widgets.checkbox({ label: 'nesterov', value: true }))`)), 'nesterov: true\n')
  })
  test('that cannot be is refused with its numbers', async () => {
    const said = async (code: string) => String((await kernel.execute(`widgets.${code}`)).reply['evalue'])
    assert.equal(await said(`slider({ label: 'α', min: 1, max: 0, step: 1, value: 1 })`), 'slider “α”: min 1 must be less than max 0.')
    assert.match(await said(`slider({ label: 'α', min: 0, max: 1, step: 1, value: 1, log: true })`), /needs min above 0, it is 0/)
    assert.match(await said(`slider({ label: 'α', min: 0, max: 1, step: 0.1, value: 3 })`), /value 3 lies outside of 0 to 1/)
    assert.match(await said(`dropdown({ label: 'α', options: [1, 2], value: 3 as 1 })`), /value 3 is none of the options 1, 2/)
    assert.match(await said(`play({ min: 0, max: 10, interval: 0 })`), /interval 0 ms must be positive/)
    assert.match(await said(`button({ label: 'go' }).onChange(5 as any)`), /onChange needs a function/)
  })
})

describe('a listener', () => {
  test('hears the new value, and prints where the cell prints that added it', async () => {
    const answer = await kernel.execute(`const a = widgets.checkbox({ label: 'a', value: false }); a.onChange((on) => console.log('heard', on)); a`)
    const executed = answer.published[0]!.parent_header as { msg_id: string }
    await kernel.execute('"another cell"')
    const from = kernel.received.length
    await update(shown(answer), { value: true })
    await until(() => since(from, 'stream').length > 0)
    const [stream] = since(from, 'stream')
    assert.deepEqual([stream?.content['text'], (stream?.parent_header as { msg_id: string }).msg_id], ['heard true\n', executed.msg_id])
  })
  test('keeps the kernel busy until it is done, so that a front end waits with the next value', async () => {
    const id = await control(
      `const b = widgets.button({ label: 'b' }); let done = 0; b.onChange(async () => { await new Promise((end) => setTimeout(end, 50)); done++ }); b`,
    )
    await click(id)
    assert.equal(valueOf(await kernel.execute('done')), '1')
  })
  test('is called with the newest value when changes come while it runs', async () => {
    const id = await control(`
      const c = widgets.slider({ label: 'c', min: 0, max: 100, step: 1, value: 0 }), heard: number[] = []
      c.onChange(async (value) => { heard.push(value); await new Promise((end) => setTimeout(end, 100)) }); c`)
    await Promise.all([1, 2, 3, 4, 5].map((value) => update(id, { value })))
    // The first values may arrive together or one after another; the newest is heard once, at the end, and most of those between are not.
    const heard = JSON.parse(String(valueOf(await kernel.execute('heard')))) as number[]
    assert.equal(heard.at(-1), 5)
    assert.ok(heard.length <= 2, `heard ${heard.join(', ')}`)
  })
  test('that throws is shown, and called again', async () => {
    const id = await control(`const d = widgets.button({ label: 'd' }); d.onChange((n) => { throw new RangeError('no ' + n) }); d`)
    for (const count of [1, 2]) {
      const from = kernel.received.length
      await click(id)
      await until(() => since(from, 'stream').length > 0)
      const [stream] = since(from, 'stream')
      assert.match(String(stream?.content['text']), new RegExp(`^Uncaught RangeError: no ${count}\\n.*line 1`))
      assert.equal(stream?.content['name'], 'stderr')
    }
  })
  test('that never ends is interrupted, busy or waiting, and what was computed is kept', async () => {
    for (const endless of ['for (;;);', 'await new Promise(() => {})']) {
      const id = await control(`var kept = 7; const e = widgets.button({ label: 'e' }); e.onChange(async () => { console.log('go'); ${endless} }); e`)
      const from = kernel.received.length
      const running = click(id)
      await until(() => since(from, 'stream').length > 0 || endless.startsWith('for'))
      await kernel.request('kernel_info_request')
      await kernel.interrupt()
      await running
      await until(() => since(from, 'stream').some(({ content }) => /KeyboardInterrupt/.test(String(content['text']))))
      assert.match(since(from, 'stream').map(({ content }) => content['text']).join(''), /Uncaught KeyboardInterrupt: the listener of a control/)
      assert.equal(valueOf(await kernel.execute('kept')), '7')
      assert.equal(valueOf(await kernel.execute('await Promise.resolve(8)')), '8')
    }
  })
  test('runs after an interrupt as before', async () => {
    const id = await control(`const f = widgets.button({ label: 'f' }); let ran = 0; f.onChange(async (n) => { await 0; ran = n; if (n === 1) for (;;); }); f`)
    const running = click(id)
    await kernel.request('kernel_info_request')
    await kernel.interrupt()
    await running
    await click(id)
    assert.equal(valueOf(await kernel.execute('ran')), '2')
  })
})

describe('an output', () => {
  test('shows a value in one message, in place of what was shown', async () => {
    const answer = await kernel.execute(`const place = widgets.output(); await place.show({ 'text/html': '<b>1</b>' }); place`)
    const id = shown(answer)
    assert.deepEqual(opened(answer).get(id)?.['_model_module'], '@jupyter-widgets/output')
    const shows = async (code: string) =>
      ofType(await kernel.execute(code), 'comm_msg').map(({ data }) => ((data as JsonObject)['state'] as JsonObject)['outputs'])
    assert.deepEqual(await shows(`await place.show(2)`), [[{ output_type: 'display_data', data: { 'text/plain': '2' }, metadata: {} }]])
    assert.deepEqual(await shows(`place.clear()`), [[]])
  })
  test('keeps the newest of two values that show themselves later', async () => {
    const answer = await kernel.execute(`
      const later = (text: string, ms: number) => ({ [Symbol.for('Jupyter.display')]: () => new Promise((end) => setTimeout(end, ms, { 'text/plain': text })) })
      const place2 = widgets.output()
      await Promise.all([place2.show(later('old', 60)), place2.show(later('new', 1))])
      place2`)
    assert.equal(valueOf(answer), 'an output widget: new')
  })
})

test('a box holds widgets in order, and shows what is none in an output', async () => {
  const answer = await kernel.execute(`widgets.box([widgets.button({ label: 'go' }), 'text'], { row: true })`)
  const models = opened(answer)
  const box = models.get(shown(answer))!
  assert.equal(box['_model_name'], 'HBoxModel')
  const children = (box['children'] as string[]).map((reference) => models.get(reference.replace('IPY_MODEL_', ''))?.['_model_name'])
  assert.deepEqual(children, ['ButtonModel', 'OutputModel'])
})

test('the library finds the host where somebody runs the cell, and none where a program does', async () => {
  const code = `typeof (globalThis as Record<symbol, unknown>)[Symbol.for('downhill.widgets')]`
  assert.equal(valueOf(await kernel.execute(code, { allow_stdin: true })), "'object'")
  assert.equal(valueOf(await kernel.execute(code, { allow_stdin: false })), "'undefined'")
})

describe('comms', () => {
  test('are listed, all or by target, also while a cell computes', async () => {
    const id = await control(`widgets.checkbox({ label: 'listed', value: true })`)
    const [running] = await kernel.begin('for (;;);')
    const ask = async (content: JsonObject) => (await kernel.request('comm_info_request', content)).reply['comms'] as JsonObject
    assert.deepEqual((await ask({}))[id], { target_name: 'jupyter.widget' })
    assert.deepEqual((await ask({ target_name: 'jupyter.widget' }))[id], { target_name: 'jupyter.widget' })
    assert.deepEqual(await ask({ target_name: 'another' }), {})
    await kernel.interrupt()
    await running
  })
  test('of an unknown target are closed', async () => {
    const answer = await kernel.tell('comm_open', { comm_id: 'c1', target_name: 'nobody', data: {} })
    assert.deepEqual(ofType(answer, 'comm_close'), [{ comm_id: 'c1', data: {} }])
    assert.equal('c1' in ((await kernel.request('comm_info_request')).reply['comms'] as JsonObject), false)
  })
  test('that are not open are ignored', async () => {
    const answer = await update('no such comm', { value: 1 })
    assert.deepEqual(ofType(answer, 'comm_msg'), [])
  })
  test('give a page that is loaded anew the states of all models', async () => {
    const id = await control(`widgets.checkbox({ label: 'restored', value: true })`)
    await update(id, { value: false })
    await kernel.tell('comm_open', { comm_id: 'page', target_name: 'jupyter.widget.control', data: {} })
    const answer = await kernel.tell('comm_msg', { comm_id: 'page', data: { method: 'request_states' } })
    const [message] = ofType(answer, 'comm_msg')
    const { method, states } = message!['data'] as { method: string; states: Record<string, JsonObject> }
    assert.equal(method, 'update_states')
    assert.equal(states[id]?.['model_name'], 'CheckboxModel')
    assert.equal((states[id]?.['state'] as JsonObject)['value'], false)
  })
  test('that the front end closes are listed no more', async () => {
    const id = await control(`widgets.checkbox({ label: 'closed', value: true })`)
    await kernel.tell('comm_close', { comm_id: id, data: {} })
    assert.equal(id in ((await kernel.request('comm_info_request')).reply['comms'] as JsonObject), false)
  })
  test('are closed when everything they lead to is gone', async () => {
    const id = await control(`widgets.checkbox({ label: 'lost', value: true })`)
    const from = kernel.received.length
    await kernel.execute('process.exit(0)', { stop_on_error: false })
    assert.ok(since(from, 'comm_close').some(({ content }) => content['comm_id'] === id))
    assert.deepEqual((await kernel.request('comm_info_request')).reply['comms'], {})
  })
})
