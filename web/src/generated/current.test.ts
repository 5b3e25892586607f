// @vitest-environment node
// The client's types are generated; a description that went on without them is noticed here.
import { readFile } from 'node:fs/promises'
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript'
import { expect, it } from 'vitest'

it('s2_9_the_typed_client_is_that_of_the_description_beside_it', async () => {
  const description = new URL('../../openapi.json', import.meta.url)
  const generated = await readFile(new URL('./api.d.ts', import.meta.url), 'utf8')
  expect(generated).toBe(`${COMMENT_HEADER}${astToString(await openapiTS(description))}`)
}, 30_000)
