// Which screen is open, and of what. It stands in the address, so that the phone's own "back" works and a reload stays where
// it was.
import { ref } from 'vue'
import { consider } from './organisations'

export const SCREENS = [
  'home',
  'provinces',
  'sign-in',
  'register',
  'review',
  'declare',
  'code',
  'show',
  'sheet',
  'me',
  'family',
  'family-apply',
  'first-day',
  'log',
  'release',
  'declarations',
  'notices',
  'data',
  'doctor',
  'help',
  'feedback',
  'overview',
  'contacts',
  'emergency',
  'organisations',
  'join',
  'itinerary',
] as const
export type Screen = (typeof SCREENS)[number]

/** What anybody may open: without a city, signed in or not. */
export const OPEN: readonly Screen[] = ['home', 'provinces', 'help', 'feedback', 'overview', 'contacts', 'emergency', 'organisations', 'join']

function parts(hash: string): [Screen, string] {
  const [first = '', second = ''] = hash.replace(/^#\/?/, '').split('/')
  return [SCREENS.find((screen) => screen === first) ?? 'home', second]
}

/** The QR code of a class or a unit brings its token behind the address; it leaves the address at once. */
function withoutToken(hash: string): string {
  const token = /^#join=([A-Za-z0-9_-]+)$/.exec(hash)?.[1]
  if (token === undefined) return hash
  consider(token)
  history.replaceState(null, '', '#/join')
  return '#/join'
}

const [first, second] = parts(withoutToken(location.hash))
const screen = ref<Screen>(first)
/** Of what the screen is: the code of a province, a cause of the help page; mostly empty. */
const of = ref(second)

window.addEventListener('hashchange', follow)
window.addEventListener('popstate', follow)

function follow(): void {
  ;[screen.value, of.value] = parts(withoutToken(location.hash))
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
