// An editor for Python: CodeMirror, or a plain box where that does not come. What it is told by name of is loaded with
// this module, and this module with the first block that is run.
import { made } from "./shown.js"

const modules = new URL("../../runtime/codemirror/", import.meta.url).href
const from = (name) => import(`${modules}${name}.js`)

async function codeMirror(code, label, run) {
  const [{ EditorState, Prec }, { EditorView, keymap }, commands, language, { python }, { classHighlighter }] =
    await Promise.all(
      ["codemirror-state", "codemirror-view", "codemirror-commands", "codemirror-language"]
        .concat(["codemirror-lang-python", "lezer-highlight"])
        .map(from)
    )
  const { defaultKeymap, history, historyKeymap, indentWithTab } = commands
  const go = () => (run(), true)
  const extensions = [
    Prec.highest(keymap.of([{ key: "Mod-Enter", run: go }, { key: "Ctrl-Enter", run: go }])),
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]), // after Escape, Tab leads on
    history(),
    python(),
    language.indentUnit.of("    "),
    language.indentOnInput(),
    language.bracketMatching(),
    language.syntaxHighlighting(classHighlighter),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label, "aria-multiline": "true" }),
    EditorState.tabSize.of(4),
  ]
  const changes = []
  extensions.push(EditorView.updateListener.of((update) => update.docChanged && changes.forEach((it) => it())))
  const view = new EditorView({ doc: code, extensions })
  return {
    element: view.dom,
    focus: () => view.focus(),
    onChange: (act) => changes.push(act),
    get text() {
      return view.state.doc.toString()
    },
    set text(code) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } })
    },
  }
}

function plainBox(code, label, run) {
  const element = made("textarea", "cr-code")
  Object.assign(element, { value: code, spellcheck: false, autocapitalize: "off", ariaLabel: label })
  const fit = () => (element.rows = element.value.split("\n").length + 1)
  fit()
  element.addEventListener("input", fit)
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run()
  })
  return {
    element,
    focus: () => element.focus(),
    onChange: (act) => element.addEventListener("input", act),
    get text() {
      return element.value
    },
    set text(code) {
      element.value = code
      element.dispatchEvent(new Event("input"))
    },
  }
}

/** An editor that holds `code`; `run` is called for Ctrl-Enter. */
export async function editor(code, label, run) {
  try {
    return await codeMirror(code, label, run)
  } catch {
    return plainBox(code, label, run)
  }
}
