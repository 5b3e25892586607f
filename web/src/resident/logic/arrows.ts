// Moving through a list of buttons by the arrow keys, Home and End; Tab and Enter are the browser's own.

/** Where a key leads from the place `at` among `count` buttons; `null` where it leads nowhere. */
export function next(key: string, at: number, count: number): number | null {
  if (count === 0) return null
  if (key === 'ArrowDown') return Math.min(at + 1, count - 1)
  if (key === 'ArrowUp') return at - 1
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}

/** The buttons of a list that can be reached. */
export function buttonsOf(list: Element): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('button:not(:disabled)')]
}

/** Handles a key on a list. Above its first button lies `above`, such as the search box. */
export function step(event: KeyboardEvent, above?: HTMLElement | null): void {
  const list = event.currentTarget as Element
  const buttons = buttonsOf(list)
  const to = next(event.key, buttons.indexOf(document.activeElement as HTMLElement), buttons.length)
  if (to === null) return
  event.preventDefault()
  if (to < 0) above?.focus()
  else buttons[to]?.focus()
}
