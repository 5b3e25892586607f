// The real program, started for a walk: a demonstration with a database of its own on a free port.
import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const PAGES = fileURLToPath(new URL('../../dist', import.meta.url))
const PROGRAM = process.env['HEALTHCODE'] ?? path.join(ROOT, 'target/debug/healthcode')

/** A port that nobody listens on. */
async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Waits until the program says its address, or ends. */
function listening(child, url) {
  let said = ''
  return new Promise((resolve, reject) => {
    const hear = (chunk) => {
      said += chunk
      if (said.includes(url)) resolve(undefined)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`${PROGRAM} ended with ${code}:\n${said}`)))
    child.once('error', reject)
  })
}

/**
 * Starts the program.
 *
 * @param {{ date?: string, watch?: boolean, carrier?: string, colleagues?: number }} [options]
 */
export async function startProgram(options = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'healthcode-walk-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const date = options.date === undefined ? [] : ['--date', options.date]
  const database = `sqlite:${folder}/data/walk.db`
  const doors = ['--listen', `127.0.0.1:${port}`, '--phone-listen', `127.0.0.1:${await freePort()}`]
  const watched = `${folder}/lists`
  if (options.watch) await mkdir(watched)
  const watch = options.watch ? ['--watch', watched, '--watch-every', '1'] : []
  const carrier = options.carrier === undefined ? [] : ['--carrier', options.carrier]
  const reading = options.colleagues === undefined ? [] : ['--colleagues-read', `${options.colleagues}`]
  const args = ['serve', '--demo', ...doors, ...watch, ...carrier, ...reading, '--database', database, '--web', PAGES, ...date]
  const env = { ...process.env, HEALTHCODE_KEY_FILE: `${folder}/keys/master.key` }
  let child = spawn(PROGRAM, args, { cwd: ROOT, env })
  await listening(child, url)

  async function stop() {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }

  return {
    url,
    /** The same by a name, without which there are no passkeys. */
    named: `http://localhost:${port}`,
    folder,
    /** The folder that is watched, where one is. */
    watched,
    stop,
    /** Starts it again on the same database and port. */
    async start() {
      child = spawn(PROGRAM, args, { cwd: ROOT, env })
      await listening(child, url)
    },
    /** Stops it, and removes what it wrote. */
    async end() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
    /** The demonstration's own list, as it was written beside its database. */
    async list() {
      const name = (await readdir(`${folder}/data`)).find((file) => /^risk-areas-.*\.json$/.test(file))
      return JSON.parse(await readFile(`${folder}/data/${name}`, 'utf8'))
    },
    /** Imports a list by the program's own command, while it serves. */
    async import(list) {
      const file = `${folder}/newer.json`
      await writeFile(file, JSON.stringify(list))
      await run(PROGRAM, ['--database', database, 'import', 'risk-areas', file], { env })
    },
    /** What another service imports to recognise the codes of a division of this one. */
    async exported(division) {
      const line = ['--database', database, 'trust', 'export', '--address', url, '--division', division]
      return (await run(PROGRAM, line, { env })).stdout
    },
    /** Recognises whom a file names, while it serves. */
    async trust(text) {
      const file = `${folder}/others.toml`
      await writeFile(file, text)
      await run(PROGRAM, ['--database', database, 'trust', 'import', file], { env })
    },
    /** What the program's own audit says of the log, with the heads that a gate has saved. */
    async audit(heads) {
      return (await run(PROGRAM, ['--database', database, 'audit', 'verify', '--head', heads], { env })).stdout
    },
    /** Runs a command beside the serving program, and gives its answer. */
    async command(...words) {
      const { stdout } = await run(PROGRAM, ['--json', '--database', database, ...words], { env })
      return JSON.parse(stdout)
    },
    /** Moves the demonstration's clock by a day. */
    async nextDay() {
      const moved = await fetch(`${url}/api/demo/day`, { method: 'POST' })
      if (!moved.ok) throw new Error(`${moved.status} ${await moved.text()}`)
    },
    /** What the demonstration offers. */
    async demo() {
      return (await fetch(`${url}/api/demo`)).json()
    },
  }
}

/** The newest one-time code that a simulated phone received. */
export async function oneTimeCode(inboxUrl, phone) {
  const list = new URL('/inbox.json', inboxUrl)
  const { messages } = await (await fetch(list)).json()
  // Texts that are no code may have come after it.
  const own = messages.filter((message) => message.to.endsWith(phone))
  const code = own.map((message) => message.text.match(/\b\d{6}\b/)?.[0]).find((found) => found !== undefined)
  if (code === undefined) throw new Error(`no code for ${phone}`)
  return code
}
