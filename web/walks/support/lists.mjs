// Risk lists: what the demonstration's own one names of a county, and a newer one in the same shape.

/** Where the demonstration's list has areas, and nobody of the walks lives. */
const COUNTY = { code: '420106', en: 'Wuchang District', zh: '武昌区' }
const DAY_MS = 86_400_000

/** A day as the buttons of a calendar say it in English, `6 July 2022`. */
function spoken(day) {
  return day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}

/** A county with a listed high-risk area, and three days of last week. */
export async function riskyCounty(url, today) {
  const date = (days) => new Date(Date.parse(`${today}T00:00:00Z`) - days * DAY_MS)
  const from = date(8).toISOString().slice(0, 10)
  const answer = await fetch(`${url}/api/counties/${COUNTY.code}/areas?from=${from}`)
  const { areas } = await answer.json()
  const area = areas.find(({ level }) => level === 'high')
  return { ...COUNTY, area, firstDay: spoken(date(8)), lastDay: spoken(date(6)) }
}

/** The list an hour later. */
function later(list) {
  const newer = structuredClone(list)
  newer.data.end_update_time = newer.data.end_update_time.replace(/\d+(?=时)/, (hour) => String(Number(hour) + 1))
  return newer
}

/** The list of an hour later, in which the first county of medium risk has high risk. */
export function withRaisedCounty(list) {
  const newer = later(list)
  const { data } = newer
  const raised = data.middlelist.shift()
  data.highlist.push(raised)
  data.mcount -= raised.communitys.length
  data.hcount += raised.communitys.length
  return newer
}

/** The list of an hour later, with one more high-risk area in that county. */
export function withNewArea(list, county, name) {
  const newer = later(list)
  const { data } = newer
  const entry = data.highlist.find((one) => one.county === county.zh)
  entry.communitys.push(name)
  data.hcount += 1
  return newer
}
