# The child's side in Python, to the same protocol as serve.ts: python3 serve.py PROGRAM INPUTS
import importlib
import json
import os
import sys
import time

SAMPLE = 20  # milliseconds
LOOKED_AT = 97
answers = os.fdopen(os.dup(1), 'w')
os.dup2(2, 1)  # whatever a library prints is no answer
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
inputs = sys.argv[2]
module = None
ready = None
result = None
pace = 0.0


def sample_of(array):
    """Some numbers of an array: as compare.ts picks them."""
    flat = array.reshape(-1)
    stride = -(-flat.size // LOOKED_AT)
    return [float(x) for x in flat[::stride]] + [float(flat[-1])]


def samples(milliseconds):
    """Milliseconds of one run, again and again until the time is used up; at least once."""
    global pace
    taken = []
    end = time.perf_counter() + milliseconds / 1e3
    while True:
        runs = max(1, round(min(SAMPLE, milliseconds) / pace)) if pace > 0 else 1
        before, begin = time.process_time(), time.perf_counter()
        for _ in range(runs):
            ready()
        # As in serve.ts: the time of the clock or that of the processor, whichever is less.
        pace = min(time.perf_counter() - begin, time.process_time() - before) * 1e3 / runs
        taken.append(pace)
        if time.perf_counter() >= end:
            return taken


def answer(request):
    global module, ready, result, pace
    if module is None:
        module = importlib.import_module(sys.argv[1] + '_program')
    if request['do'] == 'open':
        return {'version': module.version}
    if request['do'] == 'measure':
        return {'samples': samples(request['milliseconds'])}
    if request['do'] == 'result':
        return {'result': [sample_of(array) for array in result()]}
    task = request['task']
    make = module.program.get(task['work'])
    if make is None:
        return {'absent': True}
    pace = 0.0
    ready, result = make(inputs, task)
    return {}


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as error:
        reply = {'error': f'{type(error).__name__}: {error}'[:300]}
    # What is no number has no place in JSON.
    answers.write(json.dumps(reply).replace('NaN', 'null').replace('-Infinity', 'null').replace('Infinity', 'null') + '\n')
    answers.flush()
