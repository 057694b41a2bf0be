// Python in a worker of its own. It starts from a memory that was kept when the site was built; named "plain", it
// starts from the sources. It is told {id, call, given} and answers {id, found}, or {failed} where it cannot start.
const runtime = new URL("../../runtime/", import.meta.url).href

// Whatever Pyodide makes of a file that does not come, it is told at once.
const fetchFile = self.fetch
self.fetch = async (...given) => {
  try {
    const answer = await fetchFile(...given)
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`)
    return answer
  } catch (error) {
    postMessage({ failed: `a file did not come (${error.message})` })
    throw error
  }
}

// The memory as it was: the machine's own has to be as long before it is copied there.
function growTo(length) {
  for (const name of ["instantiateStreaming", "instantiate"]) {
    const begin = WebAssembly[name]
    WebAssembly[name] = async (...given) => {
      const made = await begin.apply(WebAssembly, given)
      const held = Object.values((made.instance ?? made).exports).find((it) => it instanceof WebAssembly.Memory)
      const missing = held ? length - held.buffer.byteLength : 0
      if (missing > 0) held.grow(Math.ceil(missing / 65536))
      return made
    }
  }
}

const options = ({ info }) => ({ indexURL: runtime, lockFileContents: { info, packages: {} } })

async function fromMemory(loadPyodide, told) {
  const packed = await fetch(runtime + told.memory)
  const memory = new Uint8Array(
    await new Response(packed.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer()
  )
  growTo(memory.length)
  // No file is needed for what was imported; if a module is missing after all, the sources come at once.
  const python = await loadPyodide({ ...options(told), _loadSnapshot: memory, stdLibURL: runtime + told.empty })
  const bring = () => {
    for (const [url, place] of [
      [`${runtime}python_stdlib.zip`, python.runPython("import sys; next(it for it in sys.path if 'python3' in it)")],
      [runtime + told.sources, "/lib/calcref.zip"],
    ]) {
      const request = new XMLHttpRequest()
      request.open("GET", url, false)
      request.responseType = "arraybuffer"
      request.send()
      python.FS.writeFile(place, new Uint8Array(request.response))
    }
  }
  python.pyimport("calcref.playground.late").bring_late(bring)
  return python
}

async function fromSources(loadPyodide, told) {
  const sources = fetch(runtime + told.sources).then((it) => it.arrayBuffer())
  const python = await loadPyodide({ ...options(told), args: ["-OO"] })
  python.FS.writeFile("/lib/calcref.zip", new Uint8Array(await sources))
  python.runPython('import sys; sys.path.insert(0, "/lib/calcref.zip")')
  return python
}

async function started() {
  const told = fetch(`${runtime}runtime.json`).then((it) => it.json())
  const { loadPyodide } = await import(`${runtime}pyodide.mjs`)
  const begin = self.name !== "plain" && (await told).memory ? fromMemory : fromSources
  const python = await begin(loadPyodide, await told)
  const serve = python.pyimport("calcref.playground.serve").serve
  if (!JSON.parse(serve("echo", '["d/dx x^2"]')).formula) throw new Error("Python does not answer as it should")
  return serve
}

const ready = started()
ready.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error?.message ?? error).slice(-500) })
)

onmessage = async ({ data: { id, call, given } }) => {
  const serve = await ready
  try {
    postMessage({ id, found: JSON.parse(serve(call, JSON.stringify(given))) })
  } catch (error) {
    postMessage({ id, broken: String(error?.message ?? error).slice(-500) })
  }
}
