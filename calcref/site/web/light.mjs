// What KaTeX draws, with fewer words: the same boxes at the same places. KaTeX names the kind of every atom, which no
// style asks for, and builds a table around each superscript, which a raised letter replaces.

const UNSTYLED = new Set(["", "mord", "mop", "mbin", "mrel", "mopen", "mclose", "mpunct", "minner", "mtight"])
const SIZES = { "reset-size6 size3": ["sc6", 0.7], "reset-size3 size1": ["sc3", 5 / 7] } // of scripts, in site.css
const SPACES = { "0.1667em": "sp3", "0.2222em": "sp4", "0.2778em": "sp5" } // thin, medium and thick, in site.css
const USUAL = { pstrut: ["height", "3em"], "frac-line": ["borderBottomWidth", "0.04em"] } // said once, in site.css
const BY_PLACE = ["vlist", "katex-inner", "delimsizing", "mfrac", "mtable"] // their children are styled as such

const number = (style) => parseFloat(style ?? "0")
const em = (value) => `${Number(value.toFixed(4))}em`
const has = (node, name) => node.classes?.includes(name)

// The one item of a list that is not stacked; undefined where there are several.
function onlyItem(scripts) {
  const list = scripts.children[0]?.children?.[0]?.children?.[0]
  const item = has(list ?? {}, "vlist") && list.children.length === 1 ? list.children[0] : undefined
  return item?.children?.length === 2 && has(item.children[0], "pstrut") ? item : undefined
}

// A superscript or a subscript that stands alone: its letters, moved from their line by as much.
function script(scripts) {
  const item = onlyItem(scripts)
  const sized = item?.children[1]
  const size = sized && has(sized, "katex-sizing") && SIZES[sized.classes.slice(1, 3).join(" ")]
  if (!size) return undefined
  const [name, scale] = size
  const place = { top: em((number(item.style.top) + number(item.children[0].style.height)) / scale) }
  for (const side of ["marginLeft", "marginRight"])
    if (number(item.style[side])) place[side] = em(number(item.style[side]) / scale)
  sized.classes = [name]
  Object.assign(sized.style, place)
  return sized
}

const isBare = (node) =>
  Array.isArray(node.children) &&
  node.constructor.name === "Span" &&
  node.classes.length === 0 &&
  Object.keys(node.style).length === 0 &&
  Object.keys(node.attributes).length === 0

// The markup of a formula as KaTeX drew it. An italic letter is the element of that name.
export function light(drawn) {
  drawn.children.filter((part) => has(part, "katex-html")).forEach((part) => lighten(part))
  return drawn.toMarkup().replace(/<span class="mathnormal"([^>]*)>([^<]*)<\/span>/g, "<i$1>$2</i>")
}

// `node` and all below it, made light in place.
function lighten(node, above = {}, further = {}) {
  if (!node.children) {
    node.classes = node.classes?.filter((name) => !UNSTYLED.has(name)) ?? node.classes
    return [node]
  }
  if (has(node, "msupsub")) {
    const found = script(node)
    if (found) return lighten(found, above, further)
  }
  const space = has(node, "mspace") && Object.keys(node.style).length === 1 && SPACES[node.style.marginRight]
  if (space) {
    node.classes = [space]
    node.style = {}
  }
  for (const [name, [property, value]] of Object.entries(USUAL))
    if (has(node, name) && node.style[property] === value) delete node.style[property]
  if (has(node, "delimcenter") && !number(node.style.top)) {
    node.classes = []
    node.style = {}
  }
  node.children = node.children.flatMap((child) => lighten(child, node, above))
  node.classes = node.classes?.filter((name) => !UNSTYLED.has(name)) ?? node.classes
  const placed = [above, further].some((one) => BY_PLACE.some((name) => has(one, name)))
  return isBare(node) && !placed ? node.children : [node]
}
