// Rewrites the licence files of the published packages. Run it after a bundled dependency was added or updated.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BUNDLING_ROOMS, formatLicenses, LICENSES_FILE } from './checks/bundled-licenses.ts'

const root = join(import.meta.dirname, '..')
for (const room of BUNDLING_ROOMS) writeFileSync(join(root, 'packages', room, LICENSES_FILE), formatLicenses(root, room))
