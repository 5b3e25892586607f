// Which screen is open. It stands in the address, so that "back" works and a reload stays where it was.
import { shallowRef } from 'vue'
import { hashOf, whereIs, type Screen } from '../logic/where'

const where = shallowRef(whereIs(location.hash))

window.addEventListener('hashchange', () => {
  where.value = whereIs(location.hash)
  window.scrollTo(0, 0)
})

export { where }

/** The address of a screen, for links. */
export function to(screen: Screen, of = ''): string {
  return hashOf({ screen, of })
}

/** Opens a screen in the place of this one: there is no way back to it. */
export function openInstead(screen: Screen, of = ''): void {
  history.replaceState(null, '', to(screen, of))
  where.value = { screen, of }
  window.scrollTo(0, 0)
}
