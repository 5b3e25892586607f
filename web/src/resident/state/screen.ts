// Which screen is open. It stands in the address, so that the phone's own "back" works and a reload stays where it was.
import { ref } from 'vue'

export const SCREENS = ['home', 'sign-in', 'register', 'review', 'declare', 'code', 'sheet', 'me', 'family', 'family-apply', 'first-day', 'log', 'release', 'emergency'] as const
export type Screen = (typeof SCREENS)[number]

function named(hash: string): Screen {
  const name = hash.replace(/^#\/?/, '')
  return SCREENS.find((screen) => screen === name) ?? 'home'
}

const screen = ref<Screen>(named(location.hash))

window.addEventListener('hashchange', () => {
  screen.value = named(location.hash)
  window.scrollTo(0, 0)
})

export { screen }

/** Opens a screen; `instead` leaves no way back to this one. */
export function open(next: Screen, how: 'after' | 'instead' = 'after'): void {
  const address = next === 'home' ? '#/' : `#/${next}`
  if (how === 'instead') history.replaceState(null, '', address)
  else if (location.hash !== address) history.pushState(null, '', address)
  screen.value = next
  window.scrollTo(0, 0)
}
