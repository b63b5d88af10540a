"""What the kernel does on the wire, driven by bare sockets where a client would be too polite."""
import json
import tempfile
import unittest

import zmq
from jupyter_client.session import Session

from kernel import Kernel


NO_MESSAGES = [b''], [b'<IDS|MSG>'], [b'<IDS|MSG>', b'x'], [b'no delimiter', b'at all']


def receive(socket, seconds):
    """The frames of the next message, or None."""
    return socket.recv_multipart() if socket.poll(seconds * 1000) else None


class Wire(unittest.TestCase):
    def setUp(self):
        self.log = tempfile.TemporaryFile()
        self.addCleanup(self.log.close)
        self.kernel = Kernel(self, stderr=self.log)
        self.key = self.kernel.manager.session.key

    def logged(self):
        self.log.seek(0)
        return self.log.read().decode().splitlines()

    def test_everyone_who_subscribes_is_welcomed(self):
        for topic in (b'', b'kernel.'):
            for _ in range(2):
                socket = self.kernel.socket(zmq.SUB, 'iopub')
                socket.subscribe(topic)
                frames = receive(socket, 5)
                message = Session(key=self.key).deserialize(frames[frames.index(b'<IDS|MSG>') + 1:])
                self.assertEqual((message['msg_type'], message['content']), ('iopub_welcome', {'subscription': topic.decode()}))

    def test_heartbeat_echoes_while_a_cell_spins(self):
        self.kernel.client.execute('while (true) {}')
        socket = self.kernel.socket(zmq.REQ, 'hb')
        socket.send(b'alive?')
        self.assertEqual(receive(socket, 5), [b'alive?'])

    def test_a_message_signed_with_another_key_is_dropped(self):
        socket = self.kernel.socket(zmq.DEALER, 'shell')
        forged = Session(key=b'another key')
        forged.send(socket, 'execute_request', {'code': 'globalThis.forged = true', 'silent': False})
        self.assertIsNone(receive(socket, 1))
        self.assertEqual(self.kernel.value('typeof forged'), "'undefined'")
        self.assertEqual(self.logged(), ['downhill: dropped on shell: a message is not signed with the key of this kernel'])
        Session(key=self.key).send(socket, 'kernel_info_request', {})
        self.assertIsNotNone(receive(socket, 5), 'the same socket is answered when it signs rightly')

    def test_what_is_no_message_is_dropped_and_the_kernel_goes_on(self):
        socket = self.kernel.socket(zmq.DEALER, 'shell')
        session = Session(key=self.key)
        header = json.dumps(session.msg_header('kernel_info_request'), default=str).encode()
        parts = [
            [b'{"msg_id": ', b'{}', b'{}', b'{}'],
            [b'[]', b'{}', b'{}', b'{}'],
            [b'{}', b'{}', b'{}', b'{}'],
            [header, b'{}', b'{}', b'\xff\xfe'],
        ]
        for part in parts:
            socket.send_multipart([b'<IDS|MSG>', session.sign(part), *part])
        for frames in NO_MESSAGES:
            socket.send_multipart(frames)
        self.assertIsNone(receive(socket, 1))
        self.assertEqual(self.kernel.execute('1')[0]['status'], 'ok')
        logged = self.logged()
        self.assertEqual(len(logged), len(parts) + len(NO_MESSAGES), logged)
        self.assertRegex(logged[0], '^downhill: dropped on shell: a part of a message is not JSON: ')
        # ZeroMQ puts the sender before the two frames that were sent.
        self.assertEqual(logged[-1], "downhill: dropped on shell: a message of 3 frames is none of Jupyter's")

    def test_a_reply_goes_to_the_one_who_asked(self):
        first, second = (self.kernel.socket(zmq.DEALER, 'shell') for _ in range(2))
        Session(key=self.key).send(second, 'kernel_info_request', {})
        self.assertIsNotNone(receive(second, 5))
        self.assertIsNone(receive(first, 1))

    def test_questions_are_answered_while_a_cell_spins(self):
        self.kernel.client.execute('while (true) {}')
        request = self.kernel.client.kernel_info()
        reply = self.kernel.client.get_shell_msg(timeout=5)
        self.assertEqual((reply['msg_type'], reply['parent_header']['msg_id']), ('kernel_info_reply', request))
        self.assertEqual(reply['content']['protocol_version'], '5.4')


if __name__ == '__main__':
    unittest.main(verbosity=2)
