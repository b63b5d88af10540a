"""All of what a cell puts out arrives, however much it is and however slow the listener."""
import time
import unittest

from kernel import Kernel


def text_of(published, name='stdout'):
    return ''.join(m['content']['text'] for m in published if m['msg_type'] == 'stream' and m['content']['name'] == name)


class Output(unittest.TestCase):
    def setUp(self):
        self.kernel = Kernel(self)

    def test_a_thousand_lines_all_arrive_ten_times_over(self):
        expected = ''.join(f'line {i}\n' for i in range(1000))
        for _ in range(10):
            _, published = self.kernel.execute('for (let i = 0; i < 1000; i++) console.log(`line ${i}`)')
            self.assertEqual(text_of(published), expected)

    def test_a_hundred_thousand_lines_all_arrive_and_idle_comes(self):
        _, published = self.kernel.execute('for (let i = 0; i < 100_000; i++) console.log(`line ${i}`)')
        self.assertEqual(text_of(published), ''.join(f'line {i}\n' for i in range(100_000)))

    def test_a_flood_is_cut_with_a_note_and_idle_comes(self):
        reply, published = self.kernel.execute('for (let i = 0; i < 1_000_000; i++) console.log(`line ${i}`)', timeout=60)
        self.assertEqual(reply['status'], 'ok')
        self.assertRegex(text_of(published)[-200:], 'output is cut here')

    def test_a_slow_listener_loses_nothing(self):
        request = self.kernel.client.execute('for (let i = 0; i < 1500; i++) { display({ "text/plain": String(i) }) }')
        time.sleep(2)
        _, published = self.kernel.gather(request)
        shown = [m['content']['data']['text/plain'] for m in published if m['msg_type'] == 'display_data']
        self.assertEqual(shown, [str(i) for i in range(1500)])

    def test_a_display_of_50_megabytes_arrives_whole(self):
        _, published = self.kernel.execute("void display({ 'text/plain': 'x'.repeat(50_000_000) })", timeout=60)
        self.assertEqual(len(published[-1]['content']['data']['text/plain']), 50_000_000)

    def test_a_display_is_updated_in_place(self):
        _, published = self.kernel.execute("const shown = display(1, { id: 'a' }); shown.update(2)")
        shown = [(m['msg_type'], m['content']['data'], m['content']['transient']) for m in published[1:]]
        here = {'display_id': 'a'}
        self.assertEqual(shown, [('display_data', {'text/plain': '1'}, here), ('update_display_data', {'text/plain': '2'}, here)])


if __name__ == '__main__':
    unittest.main(verbosity=2)
