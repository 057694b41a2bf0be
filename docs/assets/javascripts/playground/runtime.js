// The one Python of a page: started when it is first asked, replaced when it is stopped or takes too long.
const SECONDS = 20 // for one answer, not counting the start

export class Stopped extends Error {}

let worker = null
let plain = false // whether the memory did not do here
let calls = new Map()
let last = 0

function begin() {
  const started = { answers: null }
  started.worker = new Worker(new URL("worker.js", import.meta.url), { type: "module", name: plain ? "plain" : "kept" })
  started.ready = new Promise((done, fail) => {
    const failed = (said) => {
      if (worker !== started) return
      started.worker.terminate()
      if (plain) {
        worker = null
        plain = false
        fail(new Error(said))
      } else {
        plain = true
        worker = begin()
        worker.ready.then(done, fail)
      }
    }
    started.worker.onerror = (event) => {
      event.preventDefault()
      failed(event.message || "the worker could not be loaded")
    }
    started.worker.onmessage = ({ data }) => {
      if (data.ready) done()
      else if (data.failed) failed(data.failed)
      else settle(data)
    }
  })
  return started
}

function settle({ id, found, broken }) {
  const call = calls.get(id)
  calls.delete(id)
  clearTimeout(call?.limit)
  if (broken === undefined) call?.done(found)
  else {
    call?.fail(new Error(broken))
    replace(new Stopped("Python had to be started again.")) // its state is not known
  }
}

function replace(reason) {
  worker?.worker.terminate()
  worker = null
  const waiting = calls
  calls = new Map()
  for (const { fail, limit } of waiting.values()) {
    clearTimeout(limit)
    fail(reason)
  }
}

/** Ends what is being computed; another Python starts at once, so that the next question need not wait. */
export function stop() {
  const was = worker
  replace(new Stopped("Stopped."))
  if (was) load().catch(() => {})
}

/** Python, ready to be asked; fails where it cannot be loaded. */
export async function load() {
  if (typeof WebAssembly !== "object" || typeof Worker !== "function")
    throw new Error("this browser runs no WebAssembly, or it is switched off")
  if (location.protocol === "file:") throw new Error("a page opened from disk may load no Python; serve the folder")
  worker ??= begin()
  await worker.ready
}

/** What the function `call` of calcref.playground answers to `given`, in `seconds` at most. */
export async function ask(call, given, seconds = SECONDS) {
  const id = ++last
  const answered = new Promise((done, fail) => calls.set(id, { done, fail }))
  answered.catch(() => {})
  try {
    await Promise.race([load(), answered]) // a Python that is stopped while it starts is never ready
  } catch (error) {
    calls.delete(id)
    throw error
  }
  const waiting = calls.get(id)
  if (waiting) {
    waiting.limit = setTimeout(() => {
      replace(new Stopped(`No answer within ${seconds} seconds.`))
      load().catch(() => {})
    }, seconds * 1000)
    worker.worker.postMessage({ id, call, given })
  }
  return answered
}
