// Tables to look something up in. They are read without this. Here they get a box that leaves the lines with all of the
// words typed, and a choice of kinds; and a link to the steps of a line shows them below it.

const shownText = ({ cells }) =>
  [...cells]
    .flatMap((cell) => {
      const copy = cell.cloneNode(true)
      copy.querySelectorAll("typeset-math").forEach((formula) => formula.remove()) // its words stand beside it
      return [copy.textContent]
    })
    .join(" ")
    .toLowerCase()

function made(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

// A box and a choice for all tables of the page.
function filter(tables) {
  const lines = tables.flatMap((table) =>
    [...table.querySelectorAll("tbody > tr")].map((row) => ({ row, table, text: shownText(row) }))
  )
  const box = made("input", { type: "search", autocomplete: "off", spellcheck: false })
  const said = made("output", { className: "cr-said-of-lines" })
  const bar = made("form", { className: "cr-filter" }, made("label", {}, "Find ", box))
  bar.setAttribute("role", "search")
  bar.setAttribute("aria-label", "Lines of the tables below")
  const kinds = [...new Set(tables.map((table) => table.dataset.kind))]
  const choice = made("select", {}, made("option", { value: "" }, "all"), ...kinds.map((it) => made("option", {}, it)))
  if (kinds.length > 1) bar.append(made("label", {}, "Kind ", choice))
  bar.append(said)
  const apply = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean)
    let left = 0
    for (const { row, table, text } of lines) {
      row.hidden = (choice.value && table.dataset.kind !== choice.value) || !words.every((word) => text.includes(word))
      const steps = row.nextElementSibling
      if (steps?.classList.contains("cr-opened")) steps.hidden = row.hidden
      left += !row.hidden
    }
    for (const table of tables) {
      table.hidden = lines.every((line) => line.table !== table || line.row.hidden)
      const heading = table.previousElementSibling
      if (heading?.localName === "h2") heading.hidden = table.hidden
    }
    said.textContent = left === lines.length ? `${left} lines` : `${left} of ${lines.length} lines`
  }
  bar.addEventListener("input", apply)
  bar.addEventListener("submit", (event) => event.preventDefault())
  const first = tables[0].previousElementSibling
  ;(first?.localName === "h2" ? first : tables[0]).before(bar)
  apply()
}

const pages = new Map() // what was fetched, by address

async function fetched(address) {
  if (!pages.has(address)) {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(answer.status)
    pages.set(address, new DOMParser().parseFromString(await answer.text(), "text/html"))
  }
  return pages.get(address)
}

// What stands below the heading of a line on the page with its steps.
function below(page, name, address) {
  const found = made("div", {})
  for (let it = page.getElementById(name)?.nextElementSibling; it && it.localName !== "h2"; it = it.nextElementSibling) {
    found.append(document.importNode(it, true))
  }
  found.querySelectorAll("a[href]").forEach((link) => (link.href = new URL(link.getAttribute("href"), address)))
  const style = page.querySelector("style.cr-derivation-style")
  if (style && !document.querySelector("style.cr-derivation-style")) document.head.append(document.importNode(style, true))
  return found
}

async function open(link) {
  const row = link.closest("tr")
  const next = row.nextElementSibling
  if (next?.classList.contains("cr-opened")) {
    next.remove()
    link.setAttribute("aria-expanded", "false")
    return
  }
  const url = new URL(link.href)
  const [address, name] = [url.href.replace(url.hash, ""), url.hash.slice(1)]
  try {
    const steps = below(await fetched(address), name, address)
    const cell = made("td", { colSpan: row.cells.length }, steps)
    row.after(made("tr", { className: "cr-opened" }, cell))
    link.setAttribute("aria-expanded", "true")
    steps.dispatchEvent(new Event("cr:shown", { bubbles: true }))
  } catch {
    location.assign(link.href) // from disk nothing can be fetched
  }
}

document$.subscribe(() => {
  const tables = [...document.querySelectorAll("article [data-kind]")]
  if (!tables.length || document.querySelector("article .cr-filter")) return
  filter(tables)
  document.querySelectorAll("article a.cr-steps").forEach((link) => {
    link.setAttribute("aria-expanded", "false")
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      event.stopPropagation()
      open(link)
    })
  })
})
