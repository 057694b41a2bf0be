// Answers that were computed when the site was built: a question of its pages needs no Python here.
const runtime = new URL("../../runtime/", import.meta.url).href
let index = null

/** The answer to `question`, or null where the site has none. */
export async function known(question) {
  try {
    index ??= await (await fetch(`${runtime}answers.json`)).json()
    const file = Object.hasOwn(index, question) ? index[question] : null
    return file && (await (await fetch(runtime + file)).json())
  } catch {
    index = null
    return null
  }
}
