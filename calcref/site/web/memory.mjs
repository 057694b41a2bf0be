// Keeps the memory of a Python that has imported everything: node memory.mjs node_modules sources.zip target
// Its second start, in a browser, takes a second where the first takes ten. Docstrings and places in lines are left
// out, and what was set free is overwritten by zeros: both make it small.
import { readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { gzipSync } from "node:zlib"

const [packages, sources, target] = process.argv.slice(2)
const folder = join(packages, "pyodide", "/")
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")))

function zeroFree(module) {
  const taken = []
  for (const size of [1 << 20, 1 << 16, 1 << 13, 1 << 10, 1 << 8, 1 << 6]) {
    for (;;) {
      const end = module._sbrk(0)
      const place = module._malloc(size)
      if (!place) break
      if (module._sbrk(0) > end) {
        module._free(place)
        break
      }
      module.HEAPU8.fill(0, place, place + size)
      taken.push(place)
    }
  }
  taken.forEach((place) => module._free(place))
}

try {
  const python = await loadPyodide({
    indexURL: folder,
    args: ["-OO", "-X", "no_debug_ranges"],
    env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" }, // the hashes that are kept hold where it starts again
    _makeSnapshot: true,
  })
  python.FS.writeFile("/lib/calcref.zip", readFileSync(sources))
  python.runPython(`
import sys
sys.path.insert(0, "/lib/calcref.zip")
from calcref.playground.warm import tidy, warm
warm()
tidy()
del tidy, warm
`)
  zeroFree(python._module)
  const part = `${target}.${process.pid}.part` // a build that is ended leaves no half of it
  writeFileSync(part, gzipSync(python.makeMemorySnapshot(), { level: 6 }))
  renameSync(part, target)
  process.exit(0)
} catch (error) {
  process.stderr.write(String(error.message ?? error).slice(-2000) + "\n") // never the source that a stack shows
  process.exit(1)
}
