// What can be asked on a page; nothing of it is loaded where nothing can be, and Python not before something is asked.

// Material writes the name of a section into the address a moment after a page was scrolled, also into that of the
// page that a click has led to by then.
let wanted = ""
document.addEventListener("click", ({ target }) => (wanted = target.closest?.('a[href*="#q="]')?.hash ?? ""), true)

document$.subscribe(async () => {
  const root = document.querySelector(".cr-playground")
  if (root) {
    const { begin } = await import("./playground.js")
    if (wanted && !location.hash.startsWith("#q=")) history.replaceState(history.state, "", wanted)
    begin(root)
  }
  const judge = document.querySelector(".cr-judge")
  if (judge) (await import("./judge.js")).begin(judge)
  const drills = document.querySelectorAll(".cr-exercise[data-answer]:not(:has(.cr-tried))")
  if (drills.length) (await import("./drills.js")).begin(drills)
  const cells = document.querySelectorAll(".cr-cell:not(:has(.cr-run))")
  if (cells.length) (await import("./cells.js")).begin(cells)
})
