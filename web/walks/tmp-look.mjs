import { openBrowser, openPage, PHONE, DESK, barriers } from './support/browser.mjs'
import { startProgram } from './support/program.mjs'
import { enter, finish, addStay, stayHome, stateShown } from './support/resident.mjs'
import { riskyCounty } from './support/lists.mjs'
const program = await startProgram({ date: '2022-07-14' })
const browser = await openBrowser()
const demo = await program.demo()
const out = '/tmp/app_pics'
try {
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1, viewport: PHONE })
  const shot = async (name) => { await page.waitForTimeout(500); await page.screenshot({ path: `${out}/${name}.png`, fullPage: true }); const b = await barriers(page); if (b.length) console.log(name, JSON.stringify(b)) }
  await page.goto('/'); await shot('home-en')
  await page.getByRole('button', { name: 'Cities by province' }).click(); await shot('provinces-en')
  await page.getByRole('button', { name: 'Zhejiang' }).click(); await shot('province-en')
  await page.goto('/#/overview'); await shot('overview-en')
  await page.goto('/#/help'); await shot('help-en')
  const risky = await riskyCounty(program.url, demo.today)
  await enter(page, demo, demo.identities[1], 'Gongshu District')
  await page.getByRole('button', { name: 'Continue' }).click()
  await addStay(page, risky, risky.area.text)
  await finish(page)
  console.log(await stateShown(page))
  await shot('code-en')
  for (const s of ['me', 'declarations', 'data', 'doctor', 'feedback']) { await page.goto(`/#/${s}`); await shot(`${s}-en`) }
  await page.goto('/#/doctor'); await page.getByRole('button', { name: /ten minutes/ }).click(); await shot('doctor-open-en')
  await page.goto('/#/data'); await page.getByLabel(/last six/).fill(demo.identities[1].document_number.slice(-6)); await page.getByRole('button', { name: 'Take it out' }).click(); await page.locator('[data-export]').waitFor(); await shot('export-en')
  await page.goto('/#/feedback'); await page.getByLabel('Something does not work').check(); await page.getByLabel('Tell us').fill('The calendar is hard to read.'); await page.getByRole('button', { name: 'Send' }).click(); await page.locator('[data-sent]').waitFor(); await shot('feedback-sent-en')
  await page.goto('/#/me'); await page.getByRole('button', { name: 'Erase all my data' }).click(); await page.locator('[data-kept]').waitFor(); await shot('erase-en')
  await page.goto('/#/me'); 
  await page.evaluate(() => localStorage.setItem('healthcode.language', 'zh'))
  await page.getByRole('button', { name: /中文/ }).click().catch(() => console.log('no switch'))
  for (const s of ['provinces', 'overview', 'help', 'me', 'declarations', 'data', 'feedback', 'doctor']) { await page.goto(`/#/${s}`); await shot(`${s}-zh`) }
  await page.evaluate(() => { document.documentElement.style.fontSize = '225%' })
  for (const s of ['', 'provinces', 'overview', 'help', 'code', 'me', 'declarations', 'data', 'feedback', 'doctor', 'log']) { await page.evaluate((h) => { location.hash = '#/' + h }, s); await shot(`big-${s || 'home'}-zh`); const w = await page.evaluate(() => document.documentElement.scrollWidth); if (w > 390) console.log('wide', s, w) }
  await page.evaluate(() => { document.documentElement.style.fontSize = '' })
  await page.setViewportSize(DESK)
  for (const s of ['overview', 'data', 'help']) { await page.goto(`/#/${s}`); await shot(`${s}-desk-zh`) }
  console.log('complaints', complaints)
} finally { await browser.close(); await program.end() }
