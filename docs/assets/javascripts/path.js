// Which lessons are done is known to this browser alone, and only if it may remember anything.

{
  const KEY = "calcref lessons"

  function done() {
    try {
      return new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"))
    } catch {
      return new Set()
    }
  }

  function remember(lessons) {
    try {
      localStorage.setItem(KEY, JSON.stringify([...lessons]))
    } catch {} // a browser that keeps nothing
  }

  function showLesson(place) {
    const box = place.querySelector("input")
    box.checked = done().has(place.dataset.lesson)
    box.addEventListener("change", () => {
      const lessons = done()
      if (box.checked) lessons.add(place.dataset.lesson)
      else lessons.delete(place.dataset.lesson)
      remember(lessons)
    })
    place.hidden = false
  }

  function showPath(list) {
    const lessons = done()
    list.forEach((it) => {
      if (!lessons.has(it.dataset.lesson)) return
      it.classList.add("cr-is-done")
      it.querySelector("small").append(", done")
    })
    const next = list.find((it) => !lessons.has(it.dataset.lesson))
    const hint = document.querySelector(".cr-go-on")
    if (!hint || !next || !lessons.size) return
    const link = hint.querySelector("a")
    link.href = next.querySelector("a").href
    link.textContent = next.querySelector("a").textContent
    hint.hidden = false
  }

  document$.subscribe(() => {
    document.querySelectorAll(".cr-done").forEach(showLesson)
    showPath([...document.querySelectorAll(".cr-path > li")])
  })
}
