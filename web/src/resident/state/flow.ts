// The way from "Use now" to the code: whatever is missing comes first, and nothing else.
import type { Screen } from './screen'
import { open } from './screen'
import { forgetCheckIns } from './checkingIn'
import { begin, draft, drop } from './declaring'
import { anyDeclared, decision, forgetDecisions, refresh } from './decisions'
import { vault } from './device'
import { forgetFamily } from './family'
import { forgetHolder, whenAnother } from './holder'
import { forgetNotices } from './notices'
import { forgetDeclared } from './declared'
import { forgetFeedback } from './feedback'
import { forgetItinerary } from './itineraryKept'
import { decided } from './organisations'
import { city, forget } from './settings'
import { stand, standing } from './session'
import { codeOf, emptyWallet, fetchCode } from './wallet'

/** What is missing, or the code. */
export function nextScreen(): Screen {
  const chosen = city.value
  if (chosen === null) return 'home'
  const begun = draft.value?.city.code === chosen.code
  if (standing.value === 'person' && begun) return 'declare'
  const declared = decision.value !== null && decision.value.state !== 'none'
  if (declared || codeOf(chosen.code) !== null) return 'code'
  return standing.value === 'person' ? 'declare' : 'sign-in'
}

/** Goes on to what is missing. What the server knows is asked first, as far as it can be reached. */
export async function proceed(): Promise<void> {
  await refresh()
  await useElsewhere()
  const next = nextScreen()
  if (next === 'declare' && city.value !== null) begin(city.value)
  open(next, 'instead')
}

/** A city that is new to the person gives its code by what was declared for another (S2-6): nothing is declared again. */
async function useElsewhere(): Promise<void> {
  const chosen = city.value
  if (chosen === null || standing.value !== 'person' || decision.value !== null || !anyDeclared.value) return
  if (draft.value?.city.code === chosen.code) return
  await fetchCode(chosen.code)
  await refresh()
}

/** Lets go of what leads to the person; a check-in that waits is theirs, sealed, and stays for them. */
async function forgetPerson(): Promise<void> {
  drop()
  forgetDecisions()
  forgetFamily()
  forgetNotices()
  forgetDeclared()
  forgetFeedback()
  forgetItinerary()
  await emptyWallet()
  // Visits lie in the sealed store; what reads them comes with their screen, so that the first visit stays light.
  await (await vault()).put('visits', [])
}

whenAnother(forgetPerson)

/** Removes from this phone whatever leads to the person. The enrolment key stays: it is the phone's, not theirs. */
export async function leaveNothing(): Promise<void> {
  stand('out')
  forget()
  decided()
  await forgetCheckIns()
  await forgetPerson()
  await forgetHolder()
  open('home', 'instead')
}
