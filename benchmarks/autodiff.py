"""`python -m benchmarks.autodiff`: gradients beside those of the peers; prints a table and writes autodiff.json.

The figure is the time of value and gradient over the time of the plain NumPy pass, both measured in one process, in
turns, as medians over runs after a warm-up, in float64 with 2 threads; the fastest run over the fastest run stands
beside it. On a machine that others use too, `--threads 1 --clock processor` is the measure to trust. Every peer runs in
a process of its own, with glibc's heap set as calcref sets it (`--heap as-is` leaves it alone for all, calcref too).
Peers are looked for in the Python that runs this, or in the one that the environment variable CALCREF_PEERS names;
those that are not installed are listed as absent. Peak memory is that of NumPy's arrays during one gradient, as
tracemalloc sees it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.record import write

RESULTS = Path(__file__).with_name("autodiff.json")
ROOT = Path(__file__).resolve().parent.parent
TARGETS = {"mlp": 2.5, "transformer": 2.7, "gaussian process": 2.4, "lstm": 5.0, "scalar loop": 25.0}
TRACED = ("calcref", "autograd")  # peers whose arrays are NumPy's, which tracemalloc sees
RUNS, WARM_UP = 41, 3
PATIENCE, LONG_ENOUGH = 240, 10  # seconds for a process, and for its runs, of which there are at least 3


def measure(peer: str, program: str, runs: int, clock: str) -> dict[str, Any]:
    """One peer on one program, in this process: medians in ms, their ratio, and the peak memory where it is known."""
    if hasattr(os, "sched_setaffinity"):  # before the peers make their threads
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(os.environ["OMP_NUM_THREADS"])])
    now = time.process_time if clock == "processor" else time.perf_counter
    from benchmarks.peers import PEERS, plain
    from benchmarks.programs import PROGRAMS

    if os.environ["CALCREF_HEAP"] != "0":
        np.empty((1 << 25) - (1 << 16), np.uint8)
    value, both = plain(PROGRAMS[program]), PEERS[peer](PROGRAMS[program])
    times: dict[Any, list[float]] = {value: [], both: []}
    begin = time.perf_counter()
    for run in range(WARM_UP + runs):
        if run > WARM_UP + 2 and time.perf_counter() - begin > LONG_ENOUGH:
            break
        for call in times:
            start = now()
            call()
            if run >= WARM_UP:
                times[call].append(now() - start)
    forward, gradient = (1e3 * median(times[call]) for call in (value, both))
    found = {"forward_ms": forward, "gradient_ms": gradient, "ratio": gradient / forward}
    found["best_ratio"] = min(times[both]) / min(times[value])
    if peer in TRACED:
        found["peak_mb"] = peak(both)
    return found


def peak(call: Any) -> float:
    """The most memory that was held during a call, in MB."""
    tracemalloc.start()
    call()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def alone(peer: str, program: str, options: argparse.Namespace) -> dict[str, Any]:
    """`measure` in a process of its own; what went wrong, where it did."""
    python = sys.executable if peer == "calcref" else os.environ.get("CALCREF_PEERS", sys.executable)
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    threads = dict.fromkeys(names, str(options.threads))
    env = {**os.environ, **threads, "PYTHONPATH": str(ROOT), "CALCREF_HEAP": "0" if options.heap == "as-is" else "1"}
    worker = ["--worker", peer, program, "--runs", str(options.runs), "--clock", options.clock]
    command = [python, "-m", "benchmarks.autodiff", *worker]
    try:
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return {"failed": f"no answer in {PATIENCE} s"}
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or [f"ended with code {done.returncode}"])[-1]}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def version(peer: str) -> str | None:
    """The version of a peer, None where it is not installed."""
    from benchmarks.peers import MODULES

    python = os.environ.get("CALCREF_PEERS", sys.executable)
    code = f"from importlib.metadata import version; print(version({MODULES[peer]!r}))"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def little_network(runs: int) -> dict[str, float]:
    """micrograd's little network: the smallest engine against calcref on arrays."""
    from benchmarks.little_network import as_arrays, number_by_number

    found = {}
    for name, call in (("number_by_number_ms", number_by_number()), ("calcref_ms", as_arrays())):
        times = []
        for _ in range(WARM_UP + runs // 3):
            start = time.perf_counter()
            call()
            times.append(time.perf_counter() - start)
        found[name] = 1e3 * median(times[WARM_UP:])
    return {**found, "times_faster": found["number_by_number_ms"] / found["calcref_ms"]}


def long_tapes() -> list[dict[str, float]]:
    """Microseconds for each operation on tapes of growing length: numbers, and small arrays."""
    from calcref.autodiff import grad

    rows = []
    for n in (1_000, 10_000, 100_000, 1_000_000):

        def chain(x: Any, n: int = n) -> Any:
            for _ in range(n):
                x = x * 0.999999
            return np.sum(x)

        row: dict[str, float] = {"operations": n}
        for name, start in (("number_us", 1.0), ("array_us", np.ones(4))):
            best = []
            for _ in range(3):
                begin = time.perf_counter()
                grad(chain)(start)
                best.append(time.perf_counter() - begin)
            row[name] = 1e6 * median(best) / n
        rows.append(row)
    return rows


def checkpoints() -> list[dict[str, float]]:
    """Peak memory of the gradient of a chain of n layers, counted in layers: all kept, and in sqrt(n) checkpoints."""
    from calcref.autodiff import checkpoint, grad

    def layers(x: Any, n: int) -> Any:
        for _ in range(n):
            x = np.sin(x)
        return x

    rows, x = [], np.linspace(0.0, 1.0, 50_000)
    for root in (4, 8, 16, 32):
        part = checkpoint(lambda x, root=root: layers(x, root))

        def pieces(x: Any, part: Any = part, root: int = root) -> Any:
            for _ in range(root):
                x = part(x)
            return np.sum(x)

        whole = grad(lambda x, n=root**2: np.sum(layers(x, n)))
        kept, forgotten = (1e6 * peak(lambda f=f: f(x)) / x.nbytes for f in (whole, grad(pieces)))
        rows.append({"layers": root**2, "kept": kept, "checkpointed": forgotten})
    return rows


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Everything, one after the other, with a line on standard error when each begins."""
    from benchmarks.peers import MODULES, PEERS
    from benchmarks.programs import PROGRAMS

    versions = {peer: version(peer) for peer in MODULES}
    results: dict[str, Any] = {
        "machine": {"python": platform.python_version(), "numpy": np.__version__, "cores": os.cpu_count()},
        "threads": options.threads,
        "clock": options.clock,
        "load": os.getloadavg()[0],
        "heap": f"{'thresholds raised' if options.heap == 'raised' else 'as the system sets it'}, for every peer",
        "versions": versions,
        "targets": TARGETS,
        "programs": {},
    }
    for program in PROGRAMS:
        rows = results["programs"][program] = {}
        for peer in PEERS:
            if peer != "calcref" and versions[peer] is None:
                rows[peer] = {"failed": "absent"}
                continue
            print(f"{program}: {peer}", file=sys.stderr)
            rows[peer] = alone(peer, program, options)
    print("little network, long tapes, checkpoints", file=sys.stderr)
    results["little_network"] = little_network(options.runs)
    results["long_tapes"] = long_tapes()
    results["checkpoints"] = checkpoints()
    return results


def table(results: dict[str, Any]) -> str:
    """The figures as lines for a terminal."""
    peers = list(next(iter(results["programs"].values())))
    lines = [
        f"value and gradient over the plain NumPy pass; threads: {results['threads']}; clock: {results['clock']}; load "
        f"before: {results['load']:.1f}; heap: {results['heap']}"
    ]
    lines.append("medians of the runs, and in brackets the fastest run over the fastest run")
    lines.append(f"{'':18}{'target':>8}" + "".join(f"{peer:>18}" for peer in peers))
    for program, rows in results["programs"].items():
        cells = [
            f"{row['ratio']:.2f} ({row['best_ratio']:.2f})" if "ratio" in row else row["failed"][:17]
            for row in rows.values()
        ]
        lines.append(f"{program:18}{results['targets'][program]:>8}" + "".join(f"{cell:>18}" for cell in cells))
    for program, rows in results["programs"].items():
        if all("peak_mb" in rows[peer] for peer in TRACED):
            ours, theirs = (rows[peer]["peak_mb"] for peer in TRACED)
            lines.append(f"peak memory, {program}: {ours:.1f} MB, {ours / theirs:.2f} times autograd's")
    net = results["little_network"]
    lines.append(
        f"little network: {net['calcref_ms']:.2f} ms, number by number {net['number_by_number_ms']:.0f} ms, "
        f"{net['times_faster']:.0f} times faster (target 12)"
    )
    for row in results["long_tapes"]:
        lines.append(
            f"tape of {row['operations']:,} operations: {row['number_us']:.2f} us each for numbers, "
            f"{row['array_us']:.2f} us each for small arrays"
        )
    for row in results["checkpoints"]:
        lines.append(
            f"chain of {row['layers']} layers: memory for {row['kept']:.0f} layers, with checkpoints for "
            f"{row['checkpointed']:.0f}"
        )
    return "\n".join(lines)


def main() -> None:
    """Read the options and run."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--heap", choices=("raised", "as-is"), default="raised", help="glibc's heap, for every peer")
    options.add_argument("--threads", type=int, default=2, help="threads and processors for each peer")
    options.add_argument("--clock", choices=("wall", "processor"), default="wall", help="processor: with --threads 1")
    options.add_argument("--runs", type=int, default=RUNS, help="how many runs the medians are taken over")
    options.add_argument("--worker", nargs=2, metavar=("PEER", "PROGRAM"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.worker:
        peer, program = chosen.worker
        print(json.dumps(measure(peer, program, chosen.runs, chosen.clock)))
        return
    results = run(chosen)
    write(RESULTS, results, ("autodiff.py", "programs.py", "peers.py"))
    print(table(results))


if __name__ == "__main__":
    main()
