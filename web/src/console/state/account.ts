// Coming in and going out: by a one-time code at first, by passkey or password from then on.
import { ask, client, type Enrolment, type Staff } from '../../shared/api'
import { deviceName } from '../logic/device'
import { makePasskey, signWithPasskey } from '../logic/passkey'
import { staff } from './staff'

const device = () => deviceName(navigator.userAgent)

/** Reads whose a one-time code is. */
export function beginEnrolment(code: string): Promise<Enrolment> {
  return ask(client.POST('/api/staff/enrolment/begin', { body: { code } }))
}

/** Brings an account into use with a passkey of this device. */
export async function enrolWithPasskey(code: string, begun: Enrolment, called: string): Promise<void> {
  const { challenge, rp_id, user: handle, login, name } = begun
  const made = await makePasskey(challenge, rp_id, { handle, login, name })
  const passkey = { challenge, device: called, ...made }
  staff.value = await ask(client.POST('/api/staff/enrolment', { body: { code, device: device(), passkey } }))
}

/** Brings an account into use with a password and one-time passwords. */
export async function enrolWithPassword(code: string, password: string, oneTime: string): Promise<void> {
  const body = { code, device: device(), password: { password, one_time: oneTime } }
  staff.value = await ask(client.POST('/api/staff/enrolment', { body }))
}

/** Signs in with a passkey that is on this device or near it. */
export async function signInWithPasskey(): Promise<void> {
  const { challenge, rp_id } = await ask(client.POST('/api/staff/passkey/begin'))
  const signed = await signWithPasskey(challenge, rp_id)
  staff.value = await ask(client.POST('/api/staff/passkey', { body: { ...signed, device: device() } }))
}

/** Signs in with login, password and a one-time password. */
export async function signInWithPassword(login: string, password: string, oneTime: string): Promise<void> {
  const body = { login, password, one_time: oneTime, device: device() }
  staff.value = await ask(client.POST('/api/staff/sign-in', { body }))
}

/** Adds a passkey of another device to the account; only a passkey opens this way. */
export async function addPasskey(called: string, own: Staff): Promise<void> {
  const { challenge, rp_id, user: handle } = await ask(client.POST('/api/staff/passkeys/begin'))
  const made = await makePasskey(challenge, rp_id, { handle, login: own.login, name: own.name })
  staff.value = await ask(client.POST('/api/staff/passkeys', { body: { challenge, device: called, ...made } }))
}

/** Ends a session of another device. */
export async function endSession(id: string): Promise<void> {
  await ask(client.DELETE('/api/staff/sessions/{id}', { params: { path: { id } } }))
  staff.value = await ask(client.GET('/api/staff/me'))
}

export async function signOut(): Promise<void> {
  await ask(client.DELETE('/api/staff/session'))
  staff.value = null
}
