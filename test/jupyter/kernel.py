"""A kernel for tests, started and asked as Debian's jupyter_client does it."""
import zmq
from jupyter_client.manager import start_new_kernel

TIMEOUT = 30


class Kernel:
    """A kernel with a client, ended when a test is over."""

    def __init__(self, test, name='downhill', **options):
        self.test = test
        self.manager, self.client = start_new_kernel(kernel_name=name, **options)
        test.addCleanup(self.end)

    def end(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def execute(self, code, timeout=TIMEOUT):
        """The reply, and what was published for the cell between busy and idle."""
        return self.gather(self.client.execute(code), timeout)

    def gather(self, request, timeout=TIMEOUT):
        published = []
        while True:
            message = self.client.get_iopub_msg(timeout=timeout)
            if message['parent_header'].get('msg_id') != request:
                continue
            state = message['content'].get('execution_state')
            if state == 'idle':
                break
            if state is None:
                published.append(message)
        while True:
            reply = self.client.get_shell_msg(timeout=timeout)
            if reply['parent_header'].get('msg_id') == request:
                return reply['content'], published

    def value(self, code):
        """The plain text of a cell's value."""
        _, published = self.execute(code)
        return next(m['content']['data']['text/plain'] for m in published if m['msg_type'] == 'execute_result')

    def socket(self, kind, name):
        """A socket of our own to one of the kernel's."""
        info = self.manager.get_connection_info()
        socket = zmq.Context.instance().socket(kind)
        socket.linger = 0
        self.test.addCleanup(socket.close)
        socket.connect(f"tcp://{info['ip']}:{info[name + '_port']}")
        return socket
