import { defineEvents, oneOf } from '@parel/telemetry-react'

// The server of an app keeps to the same declared events as its pages.
const events = defineEvents({ checkout_done: { plan: oneOf('free', 'pro') } })

export const GET = () => Response.json(Object.keys(events))
