// Signing out: the session ends where there is a network, and on the phone everything goes that is the worker's own.
import { ask, client } from '../../shared/api'
import { vault } from './device'
import { forgetAllOf, openOutbox } from './outbox'
import { dropDay } from './today'
import { forgetWorker, worker } from './worker'

/** Signs out. What another worker recorded here stays, sealed, until they sign in; with nothing of theirs the key goes too. */
export async function signOut(): Promise<void> {
  const login = worker.value?.login
  await ask(client.DELETE('/api/staff/session')).catch(() => undefined)
  if (login !== undefined) await forgetAllOf(login)
  const store = await vault()
  if ((await store.countWaiting()) === 0) await store.empty()
  await dropDay()
  forgetWorker()
  await openOutbox()
}
