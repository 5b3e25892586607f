// Screens and their addresses. An address is a hash, so that one page serves them all and "back" works.

/** Screens without anything of their own in the address. */
const PLAIN = [
  'rules',
  'alarms',
  'sign-in',
  'enrolment',
  'tasks',
  'check-ins',
  'proposals',
  'quarantine',
  'pending',
  'result-files',
  'appeals',
  'applications',
  'itineraries',
  'corrections',
  'feedback',
  'counter',
  'organisations',
  'log',
  'account',
] as const
/** Screens for one of many, and the first word of their address. */
const OF_ONE = {
  proposal: 'proposals',
  appeal: 'appeals',
  application: 'applications',
  itinerary: 'itineraries',
  correction: 'corrections',
  propose: 'propose',
  waiting: 'pending',
  unit: 'unit',
  inviting: 'inviting',
  cards: 'cards',
  venues: 'venues',
  'venue-screen': 'venue-screen',
} as const

export type Screen = 'first' | (typeof PLAIN)[number] | keyof typeof OF_ONE

export interface Where {
  /** `first` is what opens by itself: what one's duties are for, and the rules for whoever is not signed in. */
  screen: Screen
  /** Which one of many, and what it is of behind a stroke; empty elsewhere. */
  of: string
}

/** The screen of a hash. */
export function whereIs(hash: string): Where {
  const [first = '', ...rest] = hash.replace(/^#\/?/, '').split('/')
  const of = rest.join('/')
  const one = (Object.keys(OF_ONE) as (keyof typeof OF_ONE)[]).find((screen) => OF_ONE[screen] === first)
  if (one !== undefined && of !== '') return { screen: one, of }
  return { screen: PLAIN.find((screen) => screen === first) ?? 'first', of: '' }
}

/** The hash of a screen. */
export function hashOf({ screen, of }: Where): string {
  if (screen === 'first') return '#/'
  return screen in OF_ONE ? `#/${OF_ONE[screen as keyof typeof OF_ONE]}/${of}` : `#/${screen}`
}
