// Pictures for the README, of the real pages in both languages. They are written into the repository where
// HEALTHCODE_PICTURES names the folder; otherwise a walk only shows that they can be taken.
import assert from 'node:assert/strict'
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'

const MOST_BYTES = 150_000

/** Takes a picture in both languages, and gives the page back in English. */
export async function takePicture(page, program, name) {
  const folder = process.env['HEALTHCODE_PICTURES'] ?? path.join(program.folder, 'pictures')
  await mkdir(folder, { recursive: true })
  for (const [language, other] of [
    ['en', '中文'],
    ['zh', 'English'],
  ]) {
    await page.evaluate(() => document.fonts.ready.then(() => window.scrollTo(0, 0)))
    const file = path.join(folder, `${name}-${language}.png`)
    await page.screenshot({ path: file, animations: 'disabled' })
    const { size } = await stat(file)
    assert.ok(size < MOST_BYTES, `${file}: ${size} bytes`)
    await page.getByRole('button', { name: other, exact: true }).click()
  }
}
