// Which screen is open. It stands in the address, so that the phone's own "back" works and a reload stays where it was.
import { ref } from 'vue'
import { consider } from './organisations'

export const SCREENS = [
  'home',
  'sign-in',
  'register',
  'declare',
  'code',
  'sheet',
  'me',
  'log',
  'release',
  'emergency',
  'organisations',
  'join',
] as const
export type Screen = (typeof SCREENS)[number]

function named(hash: string): Screen {
  const name = hash.replace(/^#\/?/, '')
  return SCREENS.find((screen) => screen === name) ?? 'home'
}

/** The QR code of a class or a unit brings its token behind the address; it leaves the address at once. */
function withoutToken(hash: string): string {
  const token = /^#join=([A-Za-z0-9_-]+)$/.exec(hash)?.[1]
  if (token === undefined) return hash
  consider(token)
  history.replaceState(null, '', '#/join')
  return '#/join'
}

const screen = ref<Screen>(named(withoutToken(location.hash)))

window.addEventListener('hashchange', () => {
  screen.value = named(withoutToken(location.hash))
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
