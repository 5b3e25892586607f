// A browser as people hold it: a phone, or a desk, in one of the two languages.
import { existsSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { chromium } from 'playwright-core'

// Debian's Chromium without its own windows, where it is there: the same pages for two thirds of the work.
const PROGRAMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
const CHROMIUM = process.env['CHROMIUM'] ?? PROGRAMS.find((program) => existsSync(program)) ?? 'chromium'
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

export const PHONE = { width: 375, height: 812 }
export const DESK = { width: 1280, height: 800 }

export function openBrowser(args = []) {
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: [...ARGS, ...args] })
}

/**
 * A browser with a disk of its own: closed and opened again, it has kept what the pages keep.
 *
 * @param {string} folder
 * @param {import('playwright-core').BrowserContextOptions} options
 */
export function openPersistent(folder, options) {
  return chromium.launchPersistentContext(folder, { executablePath: CHROMIUM, headless: true, args: ARGS, ...options })
}

/**
 * A page of its own, without anything kept. What the browser complains about fails the walk.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {{ language?: 'zh' | 'en', viewport?: { width: number, height: number }, scale?: number }} [options]
 */
export async function openPage(browser, url, options = {}) {
  const { language = 'en', viewport = PHONE, scale = 2 } = options
  const context = await browser.newContext({
    baseURL: url,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    viewport,
    deviceScaleFactor: scale,
  })
  const page = await context.newPage()
  const complaints = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    const refused = message.text().includes('Content Security Policy')
    if (message.type() === 'error' && refused) complaints.push(message.text())
  })
  return { context, page, complaints }
}

/** What axe finds on the page as it stands, in a line each. */
export async function barriers(page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}
