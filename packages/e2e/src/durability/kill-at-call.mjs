// Loaded in front of a program: kills it, as the system does, at the so many-th call of a function of node:fs. KILL_AT=writeSync:3
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const [name, last] = process.env.KILL_AT.split(':')
const call = fs[name]
let calls = 0
fs[name] = (...given) => {
  if (++calls === Number(last)) process.kill(process.pid, 'SIGKILL')
  return call(...given)
}
syncBuiltinESMExports()
