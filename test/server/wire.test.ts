// Kernel messages on a WebSocket, against the front end's own serializer, and with frames that are broken in every way.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import fc from 'fast-check'
import { decode, encode, V1_PROTOCOL, WireError } from '../../app/server/core/kernels/wire.ts'
import type { JupyterMessage } from '../../kernels/session/message.ts'

interface Serializer {
  serialize(message: unknown, protocol: string): string | ArrayBuffer
  deserialize(data: string | ArrayBuffer, protocol: string): JupyterMessage & { buffers?: DataView[] }
}
const jupyterlab = createRequire(import.meta.url)('@jupyterlab/services/lib/kernel/serialize.js') as Serializer

const text = fc.string({ unit: 'binary', maxLength: 20 })
const object = fc.dictionary(
  text.filter((key) => key !== '__proto__'),
  fc.jsonValue().filter((value) => !Object.is(value, -0)),
  { maxKeys: 3 },
)
const header = fc.record({ msg_id: text, msg_type: text, session: text, username: text, date: text, version: fc.constant('5.3') })
const message: fc.Arbitrary<JupyterMessage> = fc.record({
  channel: fc.constantFrom('shell', 'control', 'iopub', 'stdin'),
  header,
  parent_header: fc.oneof(header, fc.constant({})),
  metadata: object,
  content: object,
  buffers: fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 3 }),
}) as fc.Arbitrary<JupyterMessage>

const asBuffer = (frame: string | Uint8Array): string | ArrayBuffer =>
  typeof frame === 'string' ? frame : (frame.buffer.slice(frame.byteOffset, frame.byteOffset + frame.byteLength) as ArrayBuffer)
const asFrame = (data: string | ArrayBuffer): string | Uint8Array => (typeof data === 'string' ? data : new Uint8Array(data))
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const bytesOf = (buffers: readonly (DataView | Uint8Array)[] = []): number[][] =>
  buffers.map((view) => [...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)])
const without = ({ buffers: _, ...rest }: { buffers?: unknown }): unknown => plain(rest)

for (const protocol of [V1_PROTOCOL, '']) {
  const name = protocol === '' ? 'the older protocol' : 'version 1'

  test(`${name}: the front end reads what we write`, () => {
    fc.assert(
      fc.property(message, (sent) => {
        const received = jupyterlab.deserialize(asBuffer(encode(sent, protocol !== '')), protocol)
        assert.deepEqual(without(received), without(sent))
        assert.deepEqual(bytesOf(received.buffers), bytesOf(sent.buffers))
      }),
    )
  })

  test(`${name}: we read what the front end writes`, () => {
    fc.assert(
      fc.property(message, (sent) => {
        const buffers = sent.buffers?.map((bytes) => bytes.slice().buffer)
        const received = decode(asFrame(jupyterlab.serialize({ ...sent, buffers }, protocol)), protocol !== '')
        assert.deepEqual(without(received), without(sent))
        assert.deepEqual(bytesOf(received.buffers), bytesOf(sent.buffers))
      }),
    )
  })

  test(`${name}: a broken frame is a WireError, never another error and never a message without its fields`, () => {
    const isMessage = (frame: string | Uint8Array): void => {
      try {
        const { header, content, channel } = decode(frame, protocol !== '')
        assert.equal(typeof header.msg_id, 'string')
        assert.equal(typeof content, 'object')
        assert.equal(typeof channel, 'string')
      } catch (error) {
        assert.ok(error instanceof WireError, String(error))
      }
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), isMessage))
    fc.assert(fc.property(fc.string(), isMessage))
    fc.assert(fc.property(fc.json(), isMessage))
    fc.assert(
      fc.property(message, fc.nat(), fc.nat(255), fc.nat(), (sent, at, byte, cutAt) => {
        const frame = encode(sent, protocol !== '')
        const bytes = typeof frame === 'string' ? new TextEncoder().encode(frame) : frame
        const changed = bytes.slice()
        changed[at % bytes.length] = byte
        isMessage(changed)
        isMessage(bytes.slice(0, cutAt % bytes.length))
      }),
    )
  })
}

test('a table that points outside of its frame, or says it is endless, is refused at once', () => {
  const frame = (...numbers: bigint[]): Uint8Array => new Uint8Array(new BigUint64Array(numbers).buffer)
  for (const broken of [
    frame(),
    frame(6n),
    frame(2n ** 63n),
    frame(6n, 0n, 1n, 2n, 3n, 4n, 2n ** 60n),
    frame(6n, 56n, 10n, 56n, 56n, 56n, 56n),
  ]) {
    assert.throws(() => decode(broken, true), WireError)
  }
})

test('a buffer that would end beyond its frame, or before it begins, is refused', () => {
  const header = { msg_id: '1', msg_type: 'x', session: '', username: '', date: '', version: '5.3' }
  const frame = encode({ channel: 'shell', header, parent_header: {}, metadata: {}, content: {}, buffers: [new Uint8Array(4)] }, true)
  assert.ok(typeof frame !== 'string')
  const lastOffset = 8 * 7
  for (const end of [frame.length + 100, frame.length - 5]) {
    const changed = frame.slice()
    new DataView(changed.buffer).setBigUint64(lastOffset, BigInt(end), true)
    assert.throws(() => decode(changed, true), WireError)
  }
})

test('a message is refused that is on no channel or lacks its header', () => {
  const good = { channel: 'shell', header: { msg_id: '1', msg_type: 'x' }, content: {} }
  assert.deepEqual(decode(JSON.stringify(good), true).parent_header, {})
  for (const broken of [
    { ...good, channel: 'heart' },
    { ...good, header: null },
    { ...good, header: { msg_id: 1, msg_type: 'x' } },
    { ...good, content: [] },
    [],
    null,
    'x',
  ]) {
    assert.throws(() => decode(JSON.stringify(broken), false), WireError)
  }
})
