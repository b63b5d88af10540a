"""Executes one notebook ten times, each time in a fresh kernel, as `nbconvert --execute` does, and prints what it found in the outputs."""
import sys

import nbformat
from nbconvert.preprocessors import ExecutePreprocessor

for _ in range(10):
    notebook, _ = ExecutePreprocessor(timeout=60).preprocess(nbformat.read(sys.argv[1], as_version=4))
    *results, printed = [cell.outputs for cell in notebook.cells]
    right = sum(outputs[0].data['text/plain'] == str(i**2) for i, outputs in enumerate(results) if outputs)
    lines = ''.join(output.text for output in printed).splitlines()
    print(right, sum(line == str(i) for i, line in enumerate(lines)))
