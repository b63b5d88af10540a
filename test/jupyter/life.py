"""How a kernel is interrupted, restarted and ended."""
import os
import signal
import subprocess
import sys
import time
import unittest

from kernel import TIMEOUT, Kernel


class Life(unittest.TestCase):
    def interrupt(self, mode):
        kernel = Kernel(self)
        kernel.manager.kernel_spec.interrupt_mode = mode
        kernel.execute('let kept = 41')
        request = kernel.client.execute("kept++; console.log('runs'); while (true) {}")
        while kernel.client.get_iopub_msg(timeout=TIMEOUT)['msg_type'] != 'stream':
            pass
        kernel.manager.interrupt_kernel()
        reply, _ = kernel.gather(request)
        self.assertEqual(reply['ename'], 'KeyboardInterrupt')
        self.assertEqual(kernel.value('kept'), '42')

    def test_sigint_interrupts_and_keeps_the_variables(self):
        self.interrupt('signal')

    def test_an_interrupt_message_interrupts_and_keeps_the_variables(self):
        self.interrupt('message')

    def test_shutdown_is_answered_and_the_process_ends(self):
        kernel = Kernel(self)
        kernel.client.execute('while (true) {}')
        request = kernel.client.shutdown(restart=True)
        reply = kernel.client.get_control_msg(timeout=5)
        self.assertEqual((reply['msg_type'], reply['content']['restart']), ('shutdown_reply', True))
        self.assertEqual(reply['parent_header']['msg_id'], request)
        self.assertEqual(kernel.manager.provisioner.process.wait(timeout=5), 0)

    def test_restart_forgets_all_variables(self):
        kernel = Kernel(self)
        kernel.execute('const before = 1')
        kernel.manager.restart_kernel()
        kernel.client.wait_for_ready(timeout=TIMEOUT)
        _, published = kernel.execute('typeof before')
        result = published[-1]['content']
        self.assertEqual((result['data']['text/plain'], result['execution_count']), ("'undefined'", 1))

    def test_two_kernels_in_one_folder_know_nothing_of_each_other(self):
        first, second = Kernel(self), Kernel(self)
        for kernel, value in ((first, '1'), (second, '2')):
            kernel.execute(f'const mine = {value}')
        for kernel, value in ((first, '1'), (second, '2')):
            self.assertEqual(kernel.value('mine'), value)

    def test_the_kernel_ends_within_5_seconds_when_its_front_end_is_killed(self):
        front_end = subprocess.Popen([sys.executable, '-c', FRONT_END], stdout=subprocess.PIPE, text=True)
        pid = int(front_end.stdout.readline())
        os.kill(pid, 0)
        os.kill(front_end.pid, signal.SIGKILL)
        front_end.wait()
        front_end.stdout.close()
        deadline = time.monotonic() + 5
        while lives(pid):
            self.assertLess(time.monotonic(), deadline, 'the kernel still runs')
            time.sleep(0.1)


FRONT_END = """
import time
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name='downhill')
client.execute('while (true) {}')
print(manager.provisioner.pid, flush=True)
time.sleep(60)
"""


def lives(pid):
    """Whether a process runs; one that has ended but that nobody has asked about does not."""
    try:
        with open(f'/proc/{pid}/stat') as stat:
            return stat.read().rpartition(')')[2].split()[0] != 'Z'
    except FileNotFoundError:
        return False


if __name__ == '__main__':
    unittest.main(verbosity=2)
