// Cells that ask their reader: the question goes to the front end that runs the cell, the answer comes back, waited for or blocked on, and
// neither keeps the kernel from being interrupted.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { builtKernels } from './built.ts'
import { KernelClient, ofType, printed, tracebackOf, until, valueOf, type Answer } from './client.ts'
import type { JsonObject, JupyterMessage } from '../../kernels/session/message.ts'

let kernel: KernelClient

before(async () => {
  await builtKernels()
  kernel = new KernelClient()
})
after(() => kernel.process.kill())

/** Runs a cell and answers its questions one after another. */
async function asked(code: string, ...answers: string[]): Promise<{ answer: Answer; questions: JupyterMessage[] }> {
  const from = kernel.received.length
  const questions = () => kernel.received.slice(from).filter(({ header }) => header.msg_type === 'input_request')
  const running = kernel.execute(code, { allow_stdin: true })
  for (const [index, value] of answers.entries()) {
    await until(() => questions().length > index)
    kernel.reply(value, questions()[index]!)
  }
  return { answer: await running, questions: questions() }
}

for (const [kind, call] of [['input', `await input('Name: ')`], ['prompt', `prompt('Name: ')`]] as const) {
  describe(kind, () => {
    test('asks on the stdin channel and gives what is typed', async () => {
      const { answer, questions } = await asked(call, 'Ada')
      assert.equal(valueOf(answer), "'Ada'")
      const [question] = questions
      assert.deepEqual([question?.channel, question?.content], ['stdin', { prompt: 'Name: ', password: false }])
      assert.equal((question?.parent_header as { msg_type: string }).msg_type, 'execute_request')
    })
    test('can be used twice in a cell, and in any length', async () => {
      const long = 'ü'.repeat(100_000)
      const { answer } = await asked(`const one = ${call}, two = ${call}; [one, two.length]`, 'α', long)
      assert.equal(valueOf(answer), "[ 'α', 100000 ]")
    })
    test('comes after what was printed before', async () => {
      const { answer } = await asked(`console.log('first'); ${call}; 0`, '')
      const types = kernel.received.filter(({ parent_header: parent }) => 'msg_id' in parent && parent.msg_id === answer.published[0]!.parent_header['msg_id' as never])
      const order = types.map(({ header }) => header.msg_type)
      assert.ok(order.indexOf('stream') < order.indexOf('input_request'), order.join(' '))
    })
    test('is refused where nobody answers, with the way out', async () => {
      const answer = await kernel.execute(call, { allow_stdin: false, stop_on_error: false })
      assert.match(String(answer.reply['evalue']), /allow_stdin is false.*Write the value into the cell/)
      assert.equal(ofType(answer, 'error').length, 1)
    })
    test('is interrupted, and an answer that comes too late goes nowhere', async () => {
      const from = kernel.received.length
      const question = () => kernel.received.slice(from).find(({ header }) => header.msg_type === 'input_request')
      const running = kernel.execute(`let before = 1\nconst never = ${call}`, { allow_stdin: true, stop_on_error: false })
      await until(() => question() !== undefined)
      await kernel.interrupt()
      const answer = await running
      assert.equal(answer.reply['ename'], 'KeyboardInterrupt')
      assert.match(tracebackOf(answer), /line 2/)
      kernel.reply('late', question()!)
      const { answer: next } = await asked(`[before, ${call}]`, 'in time')
      assert.equal(valueOf(next), "[ 1, 'in time' ]")
    })
    test('leaves the kernel able to answer meanwhile', async () => {
      const from = kernel.received.length
      const question = () => kernel.received.slice(from).find(({ header }) => header.msg_type === 'input_request')
      const running = kernel.execute(`${call}`, { allow_stdin: true })
      await until(() => question() !== undefined)
      assert.equal((await kernel.request('kernel_info_request')).reply['status'], 'ok')
      kernel.reply('x', question()!)
      assert.equal(valueOf(await running), "'x'")
    })
  })
}

test('a password is asked for as one', async () => {
  const { questions } = await asked(`await input('Key: ', { password: true }); 0`, 'secret')
  assert.deepEqual(questions[0]?.content, { prompt: 'Key: ', password: true } satisfies JsonObject)
})

test('an empty answer to a prompt is its fallback, which the question shows', async () => {
  const { answer, questions } = await asked(`prompt('Steps', '100')`, '')
  assert.deepEqual([valueOf(answer), questions[0]?.content['prompt']], ["'100'", 'Steps [100]'])
})

test('an answer that names no question is for the one that waits', async () => {
  const from = kernel.received.length
  const running = kernel.execute(`await input('?')`, { allow_stdin: true })
  await until(() => kernel.received.slice(from).some(({ header }) => header.msg_type === 'input_request'))
  kernel.reply('plain')
  assert.equal(valueOf(await running), "'plain'")
})

test('a timer of a cell that has ended cannot ask', async () => {
  const answer = await kernel.execute(`setTimeout(() => input('?').catch((error) => console.log(error.message)), 20); 0`, { allow_stdin: true })
  await until(() => printed(answer) !== '')
  assert.match(printed(answer), /can only be asked while the cell runs/)
})
