// A keyboard wedge: a hand scanner that types what it reads, fast, and ends with Enter, wherever the focus is. People
// type slower, so what comes slowly is left to the page; and so is what is typed into a field. What begins like a code is
// a scanner's even where the machine is busy and the keys come late.

/** The longest pause between two characters of a scanner; and where they begin like a code. */
const GAP_MS = 100
const CODE_GAP_MS = 2_000
const BEGINS = 'HCP'
/** Longer than any code; what is longer is cut and refused as too long. */
const MOST_CHARACTERS = 700

export class Wedge {
  #text = ''
  #lastMs = -Infinity

  /** Takes a key at a moment. Answers the text that it ends, or whether the key belongs to one. */
  key(key: string, atMs: number): string | boolean {
    const fast = atMs - this.#lastMs <= (this.#likeCode ? CODE_GAP_MS : GAP_MS)
    this.#lastMs = atMs
    if (!fast) this.#text = ''
    if (key === 'Enter') {
      const text = this.#text
      this.#text = ''
      return text.length > 3 ? text : false
    }
    if (key.length !== 1) return this.#text !== ''
    if (this.#text.length < MOST_CHARACTERS) this.#text += key
    return this.#text.length > 1
  }

  get #likeCode(): boolean {
    return this.#text !== '' && BEGINS.startsWith(this.#text.slice(0, BEGINS.length))
  }
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable)

/** Listens to the whole page, for scanners and for pasted text; answers how to stop. */
export function listen(take: (text: string) => void): () => void {
  const wedge = new Wedge()
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return
    const answer = wedge.key(event.key, event.timeStamp)
    // A blank or an Enter of the scanner must press no button that has the focus.
    if (answer !== false) {
      event.preventDefault()
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    }
    if (typeof answer === 'string') take(answer)
  }
  const pasted = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text').trim() ?? ''
    if (text === '' || isField(event.target)) return
    event.preventDefault()
    take(text)
  }
  document.addEventListener('keydown', pressed)
  document.addEventListener('paste', pasted)
  return () => {
    document.removeEventListener('keydown', pressed)
    document.removeEventListener('paste', pasted)
  }
}
