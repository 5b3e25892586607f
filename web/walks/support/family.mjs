// A family at its phones: the words on the way in both languages, one's own code, and asking for somebody.
import assert from 'node:assert/strict'
import { barriers } from './browser.mjs'
import { oneTimeCode } from './program.mjs'

/** What is said on the way, in each language. */
export const WORDS = {
  en: {
    city: 'Hangzhou', cities: 'Cities', use: /^Use now/, phone: 'Mobile number', get: 'Get the code', code: 'Six-digit code',
    first: /It is my first time/, name: 'Name', kind: 'Document', document: 'Document number',
    home: 'Province, city, county and street', county: 'Shangcheng District', register: 'Register',
    next: 'Continue', stayed: 'No, I stayed', noContact: 'No contact', well: 'I feel well', submit: 'Submit',
    agent: 'Family agent', theirName: 'Name of the family member', theirNumber: 'Document number of the family member', theirPhone: 'Their own mobile number',
    child: 'child', grandparent: 'grandparent', elsewhere: /^In none of them/,
    isTrue: /what I entered is true/, agreed: /knows of this and agrees/, confirm: 'Confirm submission',
    switch: 'Switch applicants', place: (now, all) => `${now} of ${all}`, me: 'Me', applicants: 'Switch applicants',
    account: 'My data', family: 'Family',
  },
  zh: {
    city: '杭州', cities: '城市', use: /立即使用/, phone: '手机号', get: '获取验证码', code: '6位验证码',
    first: /我是第一次使用/, name: '姓名', kind: '证件类型', document: '证件号码',
    home: '选择省、市、区县和街道', county: '上城区', register: '提交登记',
    next: '继续', stayed: '没有离开过', noContact: '没有接触', well: '没有不适', submit: '提交',
    agent: '家人代办', theirName: '家人姓名', theirNumber: '家人证件号码', theirPhone: '家人本人的手机号',
    child: '子女', grandparent: '祖父母、外祖父母', elsewhere: /都没有去过/,
    isTrue: /填写的信息真实/, agreed: /知情并同意/, confirm: '确认提交',
    switch: '切换申请人', place: (now, all) => `第${now}位，共${all}位`, me: '本人', applicants: '切换申请人',
    account: '我的资料', family: '家人',
  },
}

export const button = (page, name, exact = true) => page.getByRole('button', { name, exact: exact && typeof name === 'string' })

export async function shown(page) {
  const frame = page.locator('[data-state]')
  await frame.locator('canvas').waitFor()
  return frame.getAttribute('data-state')
}

/** Waits until the code says a state. What it says is its credential's, which follows a decision by a request of its own. */
export async function shows(page, state) {
  await page.locator(`[data-state="${state}"] canvas`).waitFor()
}

/** A residence in a county, Shangcheng where none is said, the first street that is listed. */
export async function pickHome(page, words, county = words.county) {
  await button(page, words.home).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: county }).click()
  await sheet.getByRole('listitem').getByRole('button').first().click()
}

/** The declaration of who stayed at home and is well. */
async function stayHome(page, words) {
  await button(page, words.next).click()
  await button(page, words.stayed).click()
  await button(page, words.noContact).click()
  await button(page, words.well).click()
}

/** From the search for the city to one's own code. */
export async function ownCode(page, words, demo, person) {
  await page.goto('/')
  await page.getByRole('searchbox').fill(words.city)
  await page.getByRole('list', { name: words.cities }).getByRole('button', { name: words.city }).first().click()
  await button(page, words.use).click()
  await page.getByLabel(words.phone).fill(person.phone)
  await button(page, words.get).click()
  await page.getByLabel(words.code).waitFor()
  await page.getByLabel(words.code).fill(await oneTimeCode(demo.inbox_url, person.phone))
  await button(page, words.first).click()
  await page.getByLabel(words.name, { exact: true }).fill(person.name)
  await page.getByLabel(words.kind, { exact: true }).selectOption(person.document_kind)
  await page.getByLabel(words.document, { exact: true }).fill(person.document_number)
  await pickHome(page, words)
  await button(page, words.register).click()
  await stayHome(page, words)
  await button(page, words.submit).click()
  await shows(page, 'green')
}

/** Asks for somebody: item by item, both commitments, the pop-up that repeats every item, and the confirmation. */
export async function askFor(page, words, who, relation, take = async (_name) => undefined) {
  const agent = button(page, words.agent)
  await take('agent')
  await agent.click()
  await page.getByLabel(words.theirName).fill(who.name)
  if (who.kind) await page.getByLabel(words.kind, { exact: true }).selectOption(who.kind)
  await page.getByLabel(words.theirNumber).fill(who.number)
  if (who.phone) await page.getByLabel(words.theirPhone).fill(who.phone)
  await page.getByRole('radio', { name: relation, exact: true }).check({ force: true })
  await pickHome(page, words, who.county)
  assert.deepEqual(await barriers(page), [])
  await take('data')
  await button(page, words.next).click()
  await stayHome(page, words)
  const [isTrue, agreed] = [page.getByLabel(words.isTrue), page.getByLabel(words.agreed)]
  const submit = button(page, words.submit)
  assert.deepEqual([await isTrue.isChecked(), await agreed.isChecked()], [false, false])
  assert.ok(await submit.isDisabled())
  await isTrue.check()
  assert.ok(await submit.isDisabled(), 'one is not enough')
  await agreed.check()
  assert.deepEqual(await barriers(page), [])
  await take('promise')
  await submit.click()
  const sheet = page.getByRole('dialog')
  for (const item of [who.name, who.number, relation]) await sheet.getByText(item, { exact: true }).waitFor()
  await take('confirm')
  await button(sheet, words.confirm).click()
}

