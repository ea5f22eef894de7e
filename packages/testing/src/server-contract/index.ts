import { describe } from 'vitest'
import { crossOriginContract } from './cross-origin'
import type { StartHost } from './host'
import { readingContract } from './reading'
import { recordingContract } from './recording'
import { bodyContract, refusalContract } from './refusals'

export { adminToken, asAdmin, post, type ContractOptions, type ServerHost, type StartHost } from './host'

/**
 * The promises of the HTTP interface: the same behind every host.
 *
 * @param options.readsBodies - False for a host whose own body parser runs first and rejects bodies itself.
 */
export function serverContract(name: string, start: StartHost, options: { readonly readsBodies: boolean } = { readsBodies: true }): void {
  describe(`behind ${name}`, () => {
    recordingContract(start)
    if (options.readsBodies) bodyContract(start)
    refusalContract(start)
    crossOriginContract(start)
    readingContract(start)
  })
}
