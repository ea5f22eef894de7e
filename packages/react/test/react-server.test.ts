import { expect, it } from 'vitest'
import * as client from '../src/index'
import * as server from '../src/react-server'

it('exports to server components every name that pages have', () => {
  expect(Object.keys(server).sort()).toEqual(Object.keys(client).sort())
})
