// A person on the way to Beijing, step by step: the words on the way in both languages, the blue code, and the check.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { barriers } from './browser.mjs'
import { button, ownCode, shows, WORDS as COMMON } from './family.mjs'
import { oneTimeCode } from './program.mjs'

const DAY_MS = 86_400_000

export const WORDS = {
  en: {
    ...COMMON.en,
    otherCity: 'Other city', beijing: 'Beijing', verify: 'Verify my itinerary', begin: 'Begin', agree: 'I have read this and agree',
    today: /^Today/, codeTitle: 'Confirm this number', placesTitle: 'Where has this number been?', numberOf: (at, of) => `Number ${at} of ${of}`,
    add: 'Add a place', save: 'Save', done: 'Done, continue', same: 'Same places as for the first number', query: 'Click to query',
    compareTitle: 'Compare before you submit', compare: 'Compare with the carrier', compareAgain: 'Compare again', confirm: 'Confirm',
    fits: /you can submit/, submitCheck: 'Submit', passed: 'Your itinerary is verified', openCode: 'Open my code',
    failed: 'The itinerary was not verified', mend: /^Mend the places/, asIs: 'Submit it as it is', rules: /published rules/,
  },
  zh: {
    ...COMMON.zh,
    otherCity: '换城市', beijing: '北京', verify: '去核验行程', begin: '开始核验', agree: '我已阅读并同意',
    today: /^今天/, codeTitle: '验证这个号码', placesTitle: '这个号码去过哪里？', numberOf: (at, of) => `第${at}个号码，共${of}个`,
    add: '添加地点', save: '保存', done: '填好了，继续', same: '与第一个号码的地点相同', query: '点击查询',
    compareTitle: '提交前先比对', compare: '与运营商记录比对', compareAgain: '再比对一次', confirm: '验证',
    fits: /可以提交/, submitCheck: '提交核验', passed: '行程核验通过', openCode: '打开健康码',
    failed: '行程核验没有通过', mend: /^去修改/, asIs: '不修改，直接提交', rules: /公开的规则/,
  },
}

/** Counties on the way, by what is typed to find one and by what it is called. */
export const COUNTIES = {
  shangcheng: { code: '330102', en: 'Shangcheng District', zh: '上城区' },
  gongshu: { code: '330105', en: 'Gongshu District', zh: '拱墅区' },
  wuchang: { code: '420106', en: 'Wuchang District', zh: '武昌区' },
  futian: { code: '440304', en: 'Futian District', zh: '福田区' },
  dongcheng: { code: '110101', en: 'Dongcheng District', zh: '东城区' },
}

/** The day so many days before the demonstration's today, as the buttons of a calendar end or begin with it. */
export function dayBefore(demo, days, language = 'en') {
  const day = new Date(Date.parse(`${demo.today}T00:00:00Z`) - days * DAY_MS)
  const spoken = day.toLocaleDateString(language === 'en' ? 'en-GB' : 'zh-CN', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return language === 'en' ? new RegExp(`\\b${spoken}$`) : new RegExp(`^${spoken}`)
}

/**
 * A traveller: registered in Hangzhou, declared there, and on the next day with the blue code of Beijing before them: a number that
 * has just signed in gets no second code within a minute. Gives what the demonstration offers on that day.
 */
export async function toBeijing(page, words, program, person) {
  await ownCode(page, words, await program.demo(), person)
  return arrive(page, words, program)
}

/** The next day comes, and the person uses Beijing. */
export async function arrive(page, words, program) {
  await program.nextDay()
  await page.reload()
  await useBeijing(page, words)
  return program.demo()
}

/** From the code of another city to that of Beijing, which is blue. */
async function useBeijing(page, words) {
  await button(page, words.otherCity).click()
  await page.getByRole('searchbox').fill(words.beijing)
  await page.getByRole('list', { name: words.cities }).getByRole('button', { name: words.beijing }).first().click()
  await button(page, words.use).click()
  await page.locator('[data-itinerary]').waitFor()
  await shows(page, 'unconfirmed')
}

/** From the card of the blue code to the first number. Nothing is agreed to or said beforehand. */
export async function begin(page, words) {
  await button(page, words.verify).click()
  const go = button(page, words.begin)
  await go.waitFor()
  const agree = page.getByLabel(words.agree)
  assert.equal(await agree.isChecked(), false)
  assert.ok(await go.isDisabled())
  await page.getByRole('radio', { name: words.today }).check({ force: true })
  await agree.check()
  await go.click()
  await page.getByRole('heading', { name: words.codeTitle }).waitFor()
}

/** Has the code of a number sent. */
export async function askForCode(page, words) {
  await button(page, words.get).click()
  await page.getByLabel(words.code).waitFor()
}

/** Confirms a number by the code that came to it. */
export async function confirm(page, words, demo, phone) {
  await askForCode(page, words)
  await page.getByLabel(words.code).fill(await oneTimeCode(demo.inbox_url, phone))
  await page.getByRole('heading', { name: words.placesTitle }).waitFor()
}

/** Adds a county to the list, from so many days ago to so many days ago. */
export async function addCounty(page, words, demo, county, [from, to], language = 'en') {
  await button(page, words.add).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('searchbox').fill(county.code)
  await sheet.getByRole('button', { name: county[language] }).first().click()
  await pickDays(page, words, demo, [from, to], language)
}

async function pickDays(page, words, demo, [from, to], language) {
  const sheet = page.getByRole('dialog')
  for (const days of [from, to]) await sheet.getByRole('button', { name: dayBefore(demo, days, language) }).click()
  await button(sheet, words.save).click()
  await sheet.waitFor({ state: 'detached' })
}

/** From the list to the page where one compares. */
export async function listDone(page, words) {
  await button(page, words.done).click()
}

export async function compare(page, words) {
  await page.getByRole('heading', { name: words.compareTitle }).waitFor()
  await page.getByRole('button', { name: words.compare, exact: true }).or(page.getByRole('button', { name: words.compareAgain, exact: true })).click()
}

/** Submits what fits, and opens the code again. */
export async function passAndShow(page, words) {
  await page.getByText(words.fits).first().waitFor()
  await button(page, words.submitCheck).click()
  await page.getByRole('heading', { name: words.passed }).waitFor()
}

/** Takes a picture of a step in both languages, gives the page back in its own, and looks for barriers in it. */
export async function take(page, program, name, language = 'en') {
  assert.deepEqual(await barriers(page), [])
  const folder = process.env['HEALTHCODE_PICTURES'] ?? path.join(program.folder, 'pictures')
  await mkdir(folder, { recursive: true })
  for (const one of language === 'en' ? ['en', 'zh'] : ['zh', 'en']) {
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: path.join(folder, `itinerary-${name}-${one}.png`), animations: 'disabled' })
    await page.getByRole('button', { name: one === 'en' ? '中文' : 'English', exact: true }).click()
  }
}
