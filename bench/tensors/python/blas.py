# Which library multiplies matrices for this process: Debian's Python packages take the one that is installed.


def blas():
    try:
        with open('/proc/self/maps') as maps:
            loaded = maps.read()
    except OSError:
        return 'BLAS unknown'
    for sign, name in (('openblas', 'OpenBLAS'), ('mkl', 'MKL'), ('libblis', 'BLIS'), ('libblas', 'reference BLAS')):
        if sign in loaded:
            return name
    return 'BLAS unknown'
