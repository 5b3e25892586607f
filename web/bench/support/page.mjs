// What a measured page is given beside what it has: a slow processor, and other people's code as a script.
import { build } from 'vite'

/**
 * Slows the page's main thread by Chromium's own means for testing. What runs beside it (signatures of WebCrypto, the
 * store) is not slowed.
 */
export async function slow(page, times) {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: times })
}

/** A library as a script that leaves its exports under a global name. */
export async function scriptOf(entry, name) {
  const lib = { entry, formats: [/** @type {const} */ ('iife')], name }
  const options = { configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('error') }
  const built = await build({ ...options, build: { write: false, minify: false, lib } })
  const parts = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  const code = parts.map((part) => ('code' in part ? part.code : '')).join('\n')
  return `${code}\nglobalThis.${name} = ${name}; undefined`
}
