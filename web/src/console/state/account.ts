// Coming in and going out: by a one-time code at first, by passkey or password from then on.
import { ask, client, type Enrolment, type Staff } from '../../shared/api'
import { toBase64Url } from '../../shared/bytes'
import { deviceName } from '../logic/device'
import { makePasskey, NO_DOMAIN, signWithPasskey } from '../logic/passkey'
import { staff } from './staff'

const device = () => deviceName(navigator.userAgent)

/** Reads who is signed in now, after a request that signed them in or changed their account. */
async function meet(): Promise<void> {
  staff.value = await ask(client.GET('/api/staff/me'))
}

/** Reads whose a one-time code is. */
export function beginEnrolment(code: string): Promise<Enrolment> {
  return ask(client.POST('/api/staff/enrolment/begin', { body: { code } }))
}

/** Brings an account into use with a passkey of this device. */
export async function enrolWithPasskey(code: string, begun: Enrolment, called: string): Promise<void> {
  const { challenge, rp_id, user: handle, login, name } = begun
  if (!rp_id) throw NO_DOMAIN
  const made = await makePasskey(challenge, rp_id, { handle, login, name })
  const passkey = { challenge, device: called, ...made }
  await ask(client.POST('/api/staff/enrolment', { body: { code, device: device(), passkey } }))
  await meet()
}

/** Brings an account into use with a password and one-time passwords. */
export async function enrolWithPassword(code: string, password: string, totpCode: string): Promise<void> {
  const body = { code, device: device(), password: { password, totp_code: totpCode } }
  await ask(client.POST('/api/staff/enrolment', { body }))
  await meet()
}

/** Signs in with a passkey that is on this device or near it. */
export async function signInWithPasskey(): Promise<void> {
  const { challenge, rp_id } = await ask(client.POST('/api/staff/passkey/begin'))
  const signed = await signWithPasskey(challenge, rp_id)
  await ask(client.POST('/api/staff/passkey', { body: { challenge, ...signed, device: device() } }))
  await meet()
}

/** Signs in with login, password and a one-time password. */
export async function signInWithPassword(login: string, password: string, totpCode: string): Promise<void> {
  await ask(client.POST('/api/staff/sign-in', { body: { login, password, totp_code: totpCode, device: device() } }))
  await meet()
}

/** Adds a passkey of another device to the account; only a passkey opens this way. */
export async function addPasskey(called: string, { login, name }: Staff): Promise<void> {
  const { challenge, rp_id } = await ask(client.POST('/api/staff/passkeys/begin'))
  const handle = toBase64Url(new TextEncoder().encode(login))
  const made = await makePasskey(challenge, rp_id, { handle, login, name })
  await ask(client.POST('/api/staff/passkeys', { body: { challenge, device: called, ...made } }))
  await meet()
}

/** Ends a session of another device. */
export async function endSession(id: string): Promise<void> {
  await ask(client.DELETE('/api/staff/sessions/{id}', { params: { path: { id } } }))
  await meet()
}

export async function signOut(): Promise<void> {
  await ask(client.DELETE('/api/staff/session'))
  staff.value = null
}
