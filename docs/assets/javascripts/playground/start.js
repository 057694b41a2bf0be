// What can be asked on a page; nothing of it is loaded where nothing can be, and Python not before something is asked.
document$.subscribe(async () => {
  const root = document.querySelector(".cr-playground")
  if (root) (await import("./playground.js")).begin(root)
  const drills = document.querySelectorAll(".cr-exercise[data-answer]:not(:has(.cr-tried))")
  if (drills.length) (await import("./drills.js")).begin(drills)
})
