import { expect, it } from 'vitest'
import { findMissingValues } from '../checks/declared-values.ts'
import { createTree } from './temporary-tree.ts'

it('reports a value that the types declare and the code does not export, and no type', async () => {
  const root = createTree({
    'package.json': JSON.stringify({
      name: 'a', type: 'module',
      exports: { '.': { types: './index.d.ts', default: './index.js' }, './more': { import: { types: './more.d.ts', default: './more.js' }, require: {} }, './package.json': './package.json' },
    }),
    'index.d.ts': 'declare class Kept {}\ndeclare class OnlyType {}\ninterface Shape { a: number }\ndeclare function gone(): void\nexport { Kept, gone, Shape }\nexport type { OnlyType }\n',
    'index.js': 'export class Kept {}\n',
    'more.d.ts': 'export declare const lost: number, found: number\n',
    'more.js': 'export const found = 1\n',
  })
  expect(await findMissingValues(root)).toEqual(['gone of a', 'lost of a/more'])
})
