"""What the course's notebooks find on tslab, and what tslab cannot do (kernels/tslab/README.md)."""
import queue
import time
import unittest

from kernel import Kernel


class Tslab(unittest.TestCase):
    def setUp(self):
        self.kernel = Kernel(self, 'downhill-tslab')

    def cell(self, code, **options):
        reply, published = self.kernel.execute(code, **options)
        return reply['status'], [(m['msg_type'], m['content']) for m in published]

    def printed(self, code, **options):
        _, published = self.cell(code, **options)
        return ''.join(content['text'] for kind, content in published if kind == 'stream')

    def test_downhill_is_found_with_its_types_and_shows_itself(self):
        self.assertEqual(self.cell("import { tensor, show } from 'downhill'")[0], 'ok')
        for code in ('tensor([[1, 2], [3, 4]])', 'show(tensor([[1, 2], [3, 4]]))'):
            _, [(kind, content)] = self.cell(code)
            self.assertEqual((kind, content['data']['text/plain']), ('display_data', '[[1, 2], [3, 4]]'))
            self.assertIn('text/html', content['data'])
        status, [(_, content), *_] = self.cell("tensor('steep')")
        self.assertEqual(status, 'error')
        self.assertIn("'string'", content['text'])

    def test_a_closure_keeps_the_old_value_of_a_variable(self):
        self.cell('let count = 1; const read = () => count')
        self.assertEqual(self.printed('count = 2; read()'), '1\n')

    def test_a_shorthand_property_of_an_earlier_cell_is_not_found(self):
        self.cell('const search = 3')
        self.assertIn('search is not defined', self.printed('[1].map(() => ({ search }))'))

    def test_of_many_lines_some_are_lost_or_idle_never_comes(self):
        self.assertEqual(self.printed("console.log('line')"), 'line\n')
        try:
            lines = self.printed("for (let i = 0; i < 100_000; i++) console.log('line')", timeout=5)
        except queue.Empty:
            return
        self.assertLess(lines.count('line'), 100_000)

    def test_an_error_is_text_on_stderr(self):
        status, published = self.cell("throw new RangeError('too steep')")
        self.assertEqual((status, {kind for kind, _ in published}), ('error', {'stream'}))

    def test_nothing_is_answered_while_a_cell_computes(self):
        client = self.kernel.client
        client.execute('const end = Date.now() + 60_000; while (Date.now() < end) {}')
        # Until the cell has been compiled there are answers.
        for _ in range(200):
            client.kernel_info()
            try:
                client.get_shell_msg(timeout=3)
            except queue.Empty:
                return
            time.sleep(0.05)
        self.fail('every question was answered')

    def test_an_explorable_figure_shows_the_frames_that_are_drawn_ahead(self):
        self.cell("import { explorable, figure, slider } from 'downhill'")
        _, [(_, content)] = self.cell('''explorable(
            { rate: slider({ label: 'rate', min: 0.1, max: 1, value: 0.5 }) },
            ({ rate }) => figure.line([0, 1], [0, rate], { title: 'A line', axes: { x: 'x', y: 'y' }, caption: 'It rises.' }),
        )''')
        self.assertEqual(set(content['data']), {'application/vnd.plotly.v1+json', 'text/plain'})
        self.assertGreater(len(content['data']['application/vnd.plotly.v1+json']['frames']), 1)

    def test_export_is_refused(self):
        self.assertIn('Cannot redeclare exported variable', self.printed('export const q = 1'))

    def test_types_that_came_after_typescript_5_0_are_unknown(self):
        self.assertIn("Cannot find name 'NoInfer'", self.printed('const pick = <T>(a: T, b: NoInfer<T>) => a'))


if __name__ == '__main__':
    unittest.main(verbosity=2)
