# Which library multiplies matrices for this process, and for which processor: Debian's Python packages take the one that is installed.
import ctypes
import re


def blas():
    try:
        with open('/proc/self/maps') as maps:
            loaded = maps.read()
    except OSError:
        return 'BLAS unknown'
    open_blas = re.search(r'/\S*libopenblas\S*', loaded)
    if open_blas:
        core = ctypes.CDLL(open_blas.group()).openblas_get_corename
        core.restype = ctypes.c_char_p
        return f'OpenBLAS for {core().decode()}'
    for sign, name in (('mkl', 'MKL'), ('libblis', 'BLIS'), ('libblas', 'reference BLAS')):
        if sign in loaded:
            return name
    return 'BLAS unknown'
