#!/usr/bin/env python3
"""Makes judgements.csv.gz: what the reference detector says of made series; or series_figures.csv: sums of what it says of recorded ones.

usage: make_judgements.py FOLDER_OF_REF_PY [SERIES_FOLDER]          (numpy is needed)

ref.py's own detect() runs here in 80-bit arithmetic: its tail formula subtracts nearly equal numbers close to the mean, so that in doubles its p-values
carry noise of up to 1e-4. Its guard against that (|s| < 1e-6) is left out: from about a million a window on it takes ordinary counts for outages. And its
lower tail, 1 - P(X >= k + 1) by a saddlepoint of its own, is what the upper one leaves of 1, and below the mean the other way round.
"""
import glob, gzip, os, sys, types
os.environ['NUMBA_DISABLE_JIT'] = '1'
import numpy as np
np.seterr(all='ignore')
Q = np.longdouble
ROOT_PI = np.sqrt(Q('3.14159265358979323846264338327950288'))
SEED = 20260114


def erfc(x):
    """By its series near 0, by its continued fraction beyond."""
    x = Q(x); y = abs(x)
    if y < 2.5:
        term = total = y; n = 0
        while abs(term) > total * Q(1e-21): n += 1; term = term * (2 * y * y) / (2 * n + 1); total += term
        r = 1 - 2 / ROOT_PI * np.exp(-y * y) * total
    else:
        f = Q(0)
        for n in range(int(60 + 400 / (y * y)), 0, -1): f = (Q(n) / 2) / (y + f)
        r = np.exp(-y * y) / ROOT_PI / (y + f)
    return 2 - r if x < 0 else r


def lgamma(x):
    """Stirling's series from 30 on."""
    x = Q(x); p = Q(1)
    while x < 30: p *= x; x += 1
    i = 1 / (x * x); c = Q(1) / 156 - i * Q(3617) / 122400
    for d in (Q(691) / 360360, Q(1) / 1188, Q(1) / 1680, Q(1) / 1260, Q(1) / 360, Q(1) / 12): c = d - i * c
    return c / x + (x - Q('.5')) * np.log(x) - x + Q('.918938533204672741780329736405617639861') - np.log(p)


BELOW = '''
def nb_below(k, m, r):
    """log P(X < k) for k < m, by the same saddlepoint as the upper tail"""
    if k <= 0: return -1e30
    w = math.sqrt(2 * max(k * math.log(k / m) - (k + r) * math.log((k + r) / (m + r)), 1e-14)); u = (m - k) / (m + r) * math.sqrt(r * (k + r) / k)
    if w < 1e-3: return -LN2
    if w < 8: return math.log(max(.5 * math.erfc(w / 1.4142135623730951) + math.exp(-.5 * w * w - LN_SQ2PI) * (1 / u - 1 / w), 1e-18))
    return -.5 * w * w - LN_SQ2PI + math.log(max(1 / u - 1 / w ** 3, 1e-300))
def nb_tails(k, m, r):
'''
LOWER = '''
    if k >= m:
        top = max(nb_upper(k, m, r), pm); up = top + math.log1p(-.5 * math.exp(pm - top)); return up, math.log(max(1e-300, -math.expm1(up))), pm
    lo = nb_below(k, m, r); top = max(lo, pm); lo = top + math.log(math.exp(lo - top) + .5 * math.exp(pm - top))
    return math.log(max(1e-300, -math.expm1(lo))), lo, pm
'''


def reference(folder):
    source = open(os.path.join(folder, 'ref.py')).read()
    guard, tails, two = 'if abs(s) < 1e-6: s = 1e-6', 'def nb_tails(k, m, r):\n', '    up = max(nb_upper(k, m, r), pm); a ='
    assert guard in source and '@njit\n' + tails in source and two in source
    source = source.replace(guard, 'if s == 0: s = 1e-300').replace('@njit\n' + tails, BELOW)
    source = source.replace('if z < 20: return', 'if z < 140: return')   # what it does beyond is right to 1e-5, and 80 bits reach as far as this
    source = source[:source.index(two)] + LOWER + source[source.index('@njit\ndef t_tails'):]
    ref = types.ModuleType('ref'); exec(source, ref.__dict__)
    wide = lambda f: lambda x: f(Q(x))
    ref.math = types.SimpleNamespace(log=wide(np.log), exp=wide(np.exp), sqrt=wide(np.sqrt), log1p=wide(np.log1p), expm1=wide(np.expm1), floor=np.floor, pi=np.pi,
                                     erfc=erfc, lgamma=lgamma)
    ref.np = types.SimpleNamespace(full=np.full, nan=np.nan, zeros=lambda n: np.zeros(n, Q), ones=lambda n: np.ones(n, Q))
    return ref.detect


def day(t, step, depth=.8): return 1 + depth * np.sin(2 * np.pi * ((t + step / 2) % 86400) / 86400 - 1.5)
def week(t): return np.where((t // 86400) % 7 < 2, .7, 1.)
def spread(rng, mean, size): return rng.poisson(mean * rng.gamma(size, 1 / size, len(mean))).astype(float)


def series():
    """(name, step, times, values); an empty value is not collected."""
    rng = np.random.default_rng(SEED); start = 1767225600
    def times(n, step, at=start): return at + step * np.arange(n)
    t = times(700, 60); m = np.full(700, .3); m[500:530] = 9; yield 'sparse-minutes', 60, t, rng.poisson(m).astype(float)
    t = times(900, 300); m = 4 * day(t, 300); m[700:712] *= 8; v = spread(rng, m, 20); v[300:330] = np.nan; v[640] = np.nan; yield 'surge-and-gaps', 300, t, v
    t = times(900, 1200); m = 60 * day(t, 1200) * week(t); m[600:] *= 3; yield 'tripled-for-good', 1200, t, spread(rng, m, 40)
    t = times(600, 1200); m = 8 * day(t, 1200, .5); m[300:460] *= 20; yield 'two-day-outage', 1200, t, spread(rng, m, 10)
    t = times(600, 3600); m = 500 * day(t, 3600) * week(t); v = spread(rng, m, 200); v[420:424] = 0; v[500] *= 4; yield 'large-with-dips', 3600, t, v
    t = times(700, 300); v = 20 * day(t, 300, .3) - 15 + rng.normal(0, 1, 700); v[450] += 15; v[520:560] -= 6; v = v.round(4); yield 'measurement', 300, t, v
    t = times(600, 900); v = spread(rng, 30 * day(t, 900), 30); v[250:] = (v[250:] + rng.normal(0, .5, 350)).round(3); v[400] = 300.5; yield 'counts-become-measurement', 900, t, v
    gaps = rng.choice([0, 300, 300, 300, 300, 600, 7200], 600); t = -90000 + np.cumsum(gaps); v = rng.poisson(12, 600).astype(float); v[350:360] += 60
    yield 'repeated-and-missing-times-before-1970', 300, t, v
    t = times(250, 86400); v = spread(rng, 40 * week(t), 50); v[200] = 400; yield 'days', 86400, t, v
    v = np.zeros(400); v[[150, 151, 300]] = 1; v[350:355] = 9; yield 'zeros', 60, times(400, 60), v


HERE = os.path.dirname(os.path.abspath(__file__))


def made(detect):
    with gzip.GzipFile(os.path.join(HERE, 'judgements.csv.gz'), 'wb', 9, mtime=0) as out:
        out.write(b'series,step,time,value,expected,lower,upper,news,pvalue,alert\n')
        for name, step, t, v in series():
            columns = detect(t.astype(float), v, float(step))
            show = lambda x: '' if x != x else f'{x:.12g}'
            for i in range(len(t)):
                row = ','.join(show(float(c[i])) for c in columns[:5])
                out.write(f'{name},{step},{t[i]},{show(v[i])},{row},{int(columns[5][i])}\n'.encode())


def figures(v, columns):
    """Rows judged; alerts; the sum of alerted rows' numbers; means of ln(1 + |expected|), ln(1 + |upper|), score, -ln p."""
    e, _, u, n, p, a = [np.asarray(c, float) for c in columns]
    on = ~np.isnan(e); mean = lambda x: f'{np.mean(x):.9g}' if on.any() else ''
    return (f'{on.sum()},{int(a.sum())},{np.flatnonzero(a).sum()},{mean(np.log1p(abs(e[on])))},{mean(np.log1p(abs(u[on])))},{mean(n[on] / (n[on] + 12))},'
            f'{mean(-np.log(np.maximum(p[on], 1e-300)))}')


def recorded(detect, folder):
    with open(os.path.join(HERE, 'series_figures.csv'), 'w') as out:
        out.write('series,step,rows,alerts,alertedRows,expected,upper,score,surprise\n')
        for path in sorted(glob.glob(os.path.join(folder, '*', '*.csv'))):
            rows = [r.rstrip('\r\n').split(',') for r in open(path)][1:]
            if not rows: continue
            t = np.array([r[0].replace(' ', 'T').replace('Z', '') for r in rows], dtype='datetime64[s]').astype('int64')
            v = np.array([float(r[1]) if r[1] else np.nan for r in rows]); gap = np.diff(t); u, c = np.unique(gap[gap > 0], return_counts=True)
            step = float(u[np.argmax(c)]) if len(u) else 3600.
            out.write(f"{os.path.relpath(path, folder)},{int(step)},{figures(v, detect(t.astype(float), v, step))}\n")


if __name__ == '__main__':
    if len(sys.argv) not in (2, 3): sys.exit(__doc__.split('\n')[2])
    (made if len(sys.argv) == 2 else recorded)(reference(sys.argv[1]), *sys.argv[2:])
