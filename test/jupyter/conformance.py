"""Jupyter's own test of kernels (jupyter_kernel_test), with the cells of TypeScript that it asks for."""
import unittest

import jupyter_kernel_test


class DownhillKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = 'downhill'
    language_name = 'typescript'
    file_extension = '.ts'

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oh')"
    code_generate_error = "throw new RangeError('too steep')"
    code_execute_result = [
        {'code': '6 * 7', 'result': '42'},
        {'code': "const slope: number = 2 ** 0.5\nslope.toFixed(3)", 'result': "'1.414'"},
        {'code': 'await Promise.resolve([1, 2, 3])', 'result': '[ 1, 2, 3 ]'},
    ]
    code_display_data = [
        {'code': "display({ 'text/markdown': '**descent**' })", 'mime': 'text/markdown'},
        {'code': "display({ 'image/svg+xml': '<svg></svg>' })", 'mime': 'image/svg+xml'},
    ]
    code_clear_output = 'display.clear(true)'
    code_inspect_sample = 'Math.hypot'
    code_page_something = 'Math.hypot?'
    completion_samples = [
        {'text': 'Math.hyp', 'matches': {'hypot'}},
        {'text': '[1, 2].toSor', 'matches': {'toSorted'}},
    ]
    complete_code_samples = ['1', 'const f = (x: number) => x', "console.log('a')", 'for (const i of [1]) { i }']
    incomplete_code_samples = ['function f() {', '[1, 2,', 'const a = `open', 'if (true) {']
    invalid_code_samples = ['const = 3', '1 +* 2', '}']
    supported_history_operations = ('tail', 'range', 'search')
    code_history_pattern = '6 * 7'


if __name__ == '__main__':
    unittest.main(verbosity=2)
