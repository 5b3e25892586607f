// Which screen is open, and of what. It stands in the address, so that the phone's own "back" works and a reload stays where
// it was.
import { ref } from 'vue'

export const SCREENS = [
  'home',
  'provinces',
  'sign-in',
  'register',
  'declare',
  'code',
  'sheet',
  'me',
  'log',
  'release',
  'declarations',
  'notices',
  'data',
  'doctor',
  'help',
  'feedback',
  'overview',
  'emergency',
] as const
export type Screen = (typeof SCREENS)[number]

/** What anybody may open: without a city, signed in or not. */
export const OPEN: readonly Screen[] = ['home', 'provinces', 'help', 'feedback', 'overview', 'emergency']

function parts(hash: string): [Screen, string] {
  const [first = '', second = ''] = hash.replace(/^#\/?/, '').split('/')
  return [SCREENS.find((screen) => screen === first) ?? 'home', second]
}

const [first, second] = parts(location.hash)
const screen = ref<Screen>(first)
/** Of what the screen is: the code of a province, a cause of the help page; mostly empty. */
const of = ref(second)

window.addEventListener('hashchange', follow)
window.addEventListener('popstate', follow)

function follow(): void {
  ;[screen.value, of.value] = parts(location.hash)
  window.scrollTo(0, 0)
}

export { of, screen }

/** Opens a screen; `instead` leaves no way back to this one. */
export function open(next: Screen, how: 'after' | 'instead' = 'after', what = ''): void {
  const name = next === 'home' ? '#/' : `#/${next}`
  const address = what === '' ? name : `${name}/${what}`
  if (how === 'instead') history.replaceState(null, '', address)
  else if (location.hash !== address) history.pushState(null, '', address)
  screen.value = next
  of.value = what
  window.scrollTo(0, 0)
}
