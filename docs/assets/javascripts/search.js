// Looking something up. The index is one script that is fetched when somebody first turns to the box, with a server or
// from disk; calcref/site/mkdocs/finding.py says what is in it. Names and formulas come before words in running text.

{
  const MOST = 12 // results that are shown
  const OF_A_PAGE = 4
  const WEIGHT = [1, 0.9, 0.5, 0.6, 0.03] // page, section, API, project, decision
  const API = 2
  const SMALL = new Set("a an and are at by can do does for from how i in is it my of on or the to what when where which why with".split(" "))
  const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"
  // How formulas are said, and how they are typed.
  const SPOKEN = [
    [/\b(the )?(derivative|slope) (of|for) /g, "d/dx "],
    [/\bdifferentiate (?=\S)/g, "d/dx "],
    [/\b(the )?(anti-?derivative|integral) (of|for) |\bintegrate (?=\S)/g, "∫ "],
    [/\b(the )?square root of |√/g, "sqrt "],
    [/\b(the )?natural log(arithm)?( of)? |\blog(arithm)? (of )?/g, "ln "],
    [/\b(one|1) (over|by|divided by) /g, "1/"],
    [/ (over|divided by) /g, "/"],
    [/ squared\b/g, "^2"],
    [/ cubed\b/g, "^3"],
    [/ to the (power( of)? )?/g, "^"],
    [/\bminus /g, "-"],
    [/\bsine of |\bsine /g, "sin "],
    [/\bcosine of |\bcosine /g, "cos "],
    [/ times /g, "*"],
    [/ plus /g, "+"],
  ]

  let rows = null // of the index, made ready
  let fetched = null

  function words(text) {
    return text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .map((word) => (word.length > 3 ? word.replace(/(?<=[^su])s$/, "") : word))
  }

  const name = (text) => words(text).join(" ")

  function typed(text) {
    let line = ` ${text.toLowerCase()} `
    for (const [said, sign] of SPOKEN) line = line.replace(said, sign)
    return line
      .replace(new RegExp(`[${RAISED}]+`, "g"), (raised) => `^${[...raised].map((it) => "0123456789+-n"[RAISED.indexOf(it)]).join("")}`)
      .replace(/[−–]/g, "-")
      .replace(/\barc(?=sin|cos|tan)/g, "a")
      .replace(/\blog\b/g, "ln")
      .replace(/\bexp\b/g, "e^")
      .replace(/ d[a-z] $/, "")
      .replace(/[\s·*×[\](){}]/g, "")
  }

  function prepare([address, title, page, kind, text = "", formula = "", forms = [], others = []]) {
    const names = [title, ...others]
    return {
      address, title, page, kind, formula,
      text: text.split("\n")[0],
      forms: forms.map(typed),
      names: names.map(name),
      exact: names.map((it) => it.toLowerCase()),
      named: names.map((it) => new Set(words(it))),
      under: new Set(words(page ?? "")),
      said: words(text),
    }
  }

  function begins(set, word) {
    for (const it of set) if (it.startsWith(word)) return true
    return false
  }

  // How well a row answers: a formula or name that is the whole query, then names with its words, then text. A row
  // without one of the words is none, unless words may be missing.
  function score(row, query, missing) {
    let best = 0
    const place = row.forms.findIndex((form) => query.formulas.includes(form))
    if (place >= 0) best = 900 - 100 * place
    if (row.names.includes(query.name)) best = Math.max(best, row.exact.includes(query.text) ? 1000 : 950)
    if (best && row.kind === API) return 8 // after every page that has the words in its name, before their text
    if (best) return best + 10 * WEIGHT[row.kind]
    if (query.words.length === 0) return 0
    let sum = 0
    for (const word of query.words) {
      const own = row.named.some((it) => it.has(word)) ? 10 : row.named.some((it) => begins(it, word)) ? 7 : 0
      const near = row.under.has(word) ? 4 : 0
      const times = row.said.filter((it) => it === word).length
      const told = times ? 1 + Math.min(times, 6) / 4 : begins(row.said, word) ? 0.7 : 0
      if (!own && !near && !told && !missing) return 0
      sum += Math.max(own, near, told) + told / 4
    }
    const share = Math.max(...row.named.map((it) => query.words.filter((word) => begins(it, word)).length / (1 + it.size)))
    return (sum / query.words.length + 10 * share) * WEIGHT[row.kind]
  }

  function search(text) {
    const all = words(text)
    const large = all.filter((word) => !SMALL.has(word))
    const form = typed(text)
    const query = {
      text: text.trim().toLowerCase(),
      name: all.join(" "),
      words: large.length ? large : all,
      formulas: form.length > 1 ? [form, form.replace(/\^\d+/g, "^n"), form.replace(/=.*/, ""), `${form}x`] : [],
    }
    if (!form) return []
    const scored = (missing) => rows.map((row) => ({ row, score: score(row, query, missing) })).filter((it) => it.score > 0)
    let found = scored(false)
    if (!found.length) found = scored(true)
    found.sort((a, b) => b.score - a.score)
    const seen = new Map()
    return found
      .filter(({ row }) => {
        const page = row.address.split("#")[0]
        seen.set(page, (seen.get(page) ?? 0) + 1)
        return seen.get(page) <= OF_A_PAGE
      })
      .slice(0, MOST)
      .map(({ row }) => row)
  }

  const box = document.querySelector(".md-search")
  const form = document.forms.namedItem("find")
  const toggle = document.getElementById("__search")
  const list = box.querySelector("ol")
  const status = box.querySelector("[role=status]")
  const index = new URL(box.dataset.index, location.href) // now: pages change, and addresses with them
  const root = new URL("..", index)

  function fetchIndex() {
    fetched ??= new Promise((done, fail) => {
      window.calcrefFound = (given) => done((rows = given.map(prepare)))
      const script = document.createElement("script")
      script.src = index
      script.onerror = fail
      document.head.append(script)
    })
    return fetched
  }

  function address(row) {
    const url = new URL(row.address, root)
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html"
    return url.href
  }

  // The sentence in which most of the words stand.
  function teaser(row, wanted) {
    const sentences = row.text.split(/(?<=[.?!]) /)
    const hits = sentences.map((it) => words(it).filter((word) => wanted.includes(word)).length)
    const from = Math.max(0, hits.indexOf(Math.max(...hits)))
    const told = sentences.slice(from, from + 2).join(" ")
    return told.length > 180 ? `${told.slice(0, 177).trimEnd()} …` : told
  }

  function element(tag, className, text) {
    const made = document.createElement(tag)
    made.className = className
    if (text) made.textContent = text
    return made
  }

  function item(row, wanted) {
    const made = element("li", "md-search-result__item")
    const link = element("a", "md-search-result__link cr-hit")
    link.href = address(row)
    const title = element("span", "cr-hit-title", row.title)
    if (row.page && row.page !== row.title) title.append(" ", element("small", "", row.page))
    link.append(title)
    if (row.formula) {
      const formula = element("span", "cr-hit-formula")
      formula.innerHTML = row.formula // made by KaTeX while the site was built
      link.append(formula)
    }
    const told = teaser(row, wanted)
    if (told) link.append(element("span", "cr-hit-text", told))
    made.append(link)
    return made
  }

  async function answer() {
    const text = form.query.value.trim()
    if (!text) {
      list.replaceChildren()
      status.textContent = "Type a name, a formula or a question"
      return
    }
    if (!rows) status.textContent = "Fetching the index"
    try {
      await fetchIndex()
    } catch {
      status.textContent = "The index could not be fetched"
      return
    }
    if (text !== form.query.value.trim()) return
    const found = search(text)
    list.replaceChildren(...found.map((row) => item(row, words(text))))
    status.textContent = found.length ? `${found.length} ${found.length === 1 ? "place" : "places"}` : "Nothing of that name"
  }

  function open() {
    if (!toggle.checked) toggle.click()
    fetchIndex().catch(() => (fetched = null))
    answer()
  }

  function look(text) {
    form.query.value = text
    form.query.focus()
    answer()
  }

  function move(event, far) {
    const links = [form.query, ...list.querySelectorAll("a")]
    const now = links.indexOf(document.activeElement)
    if (now < 0) return
    event.preventDefault()
    links[(now + far + links.length) % links.length].focus()
  }

  form.query.addEventListener("focus", open)
  form.query.addEventListener("input", answer)
  form.addEventListener("reset", () => setTimeout(() => look("")))
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    await answer()
    list.querySelector("a")?.click()
  })
  toggle.addEventListener("change", () => {
    if (toggle.checked) form.query.focus()
    else {
      form.query.blur()
      setTimeout(() => toggle.checked || list.replaceChildren(), 250) // no links in a box that is closed
    }
  })
  list.addEventListener("click", () => {
    if (toggle.checked) toggle.click()
  })
  document.addEventListener("click", (event) => {
    const example = event.target.closest?.("[data-look]")
    if (example) look(example.dataset.look)
  })
  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    if (toggle.checked) {
      if (event.key === "Escape") toggle.click()
      if (event.key === "ArrowDown" && box.contains(event.target)) move(event, 1)
      if (event.key === "ArrowUp" && box.contains(event.target)) move(event, -1)
    } else if ("/fs".includes(event.key) && !event.target.closest?.("input, textarea, select, [contenteditable]")) {
      event.preventDefault()
      form.query.focus()
    }
  })

  window.calcrefSearch = async (text) => {
    await fetchIndex()
    return search(text).map(({ address, title }) => ({ address, title }))
  }
}
