"""Executes notebooks on tslab, one after another, and prints for each what it showed: the outputs' MIME types, and what went to stderr."""
import json
import os
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

for path in sys.argv[1:]:
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.kernelspec = {'name': 'downhill-tslab', 'display_name': 'tslab', 'language': 'typescript'}
    client = NotebookClient(notebook, timeout=300, resources={'metadata': {'path': os.path.dirname(path)}})
    failed = None
    try:
        client.execute()
    except CellExecutionError as error:
        failed = str(error)
    outputs = [output for cell in notebook.cells if cell.cell_type == 'code' for output in cell.outputs]
    shown = [dict(output.data) for output in outputs if output.output_type == 'display_data']
    stderr = ''.join(output.text for output in outputs if output.get('name') == 'stderr')
    print(json.dumps({'name': os.path.basename(path), 'failed': failed, 'shown': shown, 'stderr': stderr}))
