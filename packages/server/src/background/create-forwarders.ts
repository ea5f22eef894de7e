import { ConfigError } from '../config-error'
import { findAddressProblem } from '../forwarders/address-guard'
import { createAxiomForwarder } from '../forwarders/axiom'
import type { Forwarder } from '../forwarders/forwarder'
import { createOpenTelemetryForwarder } from '../forwarders/open-telemetry'
import { createPlausibleForwarder } from '../forwarders/plausible'
import { createSendRequest, type SendRequest } from '../forwarders/send-request'
import { createWebhookForwarder } from '../forwarders/webhook'
import { SETTINGS, type SettingKey, type SettingValues } from '../config/settings'

/** Milliseconds a destination has to answer. */
const SEND_TIMEOUT_MS = 5000

/** Creates the way out that the settings allow. */
export function createConfiguredSendRequest({ allowPrivateTargets }: SettingValues): SendRequest {
  return createSendRequest({ allowPrivate: allowPrivateTargets, timeoutMs: SEND_TIMEOUT_MS })
}

/** Creates the destinations that the settings ask for; refuses half of a pair and addresses that must not be. */
export function createForwarders(values: SettingValues, now: () => number): readonly Forwarder[] {
  const tools = { sendRequest: createConfiguredSendRequest(values), now }
  return [axiom(values, tools), plausible(values, tools), webhook(values, tools), openTelemetry(values)].filter((forwarder) => forwarder !== null)
}

interface Tools {
  readonly sendRequest: SendRequest
  readonly now: () => number
}

function axiom(values: SettingValues, tools: Tools): Forwarder | null {
  const { axiomToken: token, axiomDataset: dataset, axiomUrl: url } = values
  if (token === '' && dataset === '') return null
  if (token === '') throw new ConfigError('AXIOM_DATASET is set and AXIOM_TOKEN is not. Give both, or neither.')
  if (dataset === '') throw new ConfigError('AXIOM_TOKEN is set and AXIOM_DATASET is not. Give both, or neither.')
  if (!/^[\w.-]{1,128}$/.test(dataset)) throw new ConfigError(`AXIOM_DATASET is ${JSON.stringify(dataset.slice(0, 128))}. Give the name of a dataset: letters, digits, - . _`)
  if (url !== '') checkAddress('axiomUrl', values)
  return createAxiomForwarder({ token, dataset, ...(url !== '' && { url }), ...tools })
}

function plausible(values: SettingValues, tools: Tools): Forwarder | null {
  const { plausibleDomain: domain, plausibleUrl: url } = values
  if (domain === '') return null
  if (!/^[a-z\d](?:[a-z\d.-]{0,250}[a-z\d])?$/i.test(domain)) throw new ConfigError(`PLAUSIBLE_DOMAIN is ${JSON.stringify(domain.slice(0, 128))}. Give the name of the site, for example "shop.example".`)
  checkAddress('plausibleUrl', values)
  return createPlausibleForwarder({ domain, url, ...tools })
}

function webhook(values: SettingValues, tools: Tools): Forwarder | null {
  if (values.webhookUrl === '') return null
  checkAddress('webhookUrl', values)
  return createWebhookForwarder({ url: values.webhookUrl, secret: values.webhookSecret, ...tools })
}

function openTelemetry(values: SettingValues): Forwarder | null {
  return values.openTelemetry ? createOpenTelemetryForwarder() : null
}

/** Refuses an address at the start, not with the first event. The address is not in the message: it may hold a key. */
export function checkAddress(key: SettingKey & ('axiomUrl' | 'plausibleUrl' | 'webhookUrl' | 'alertUrl'), values: SettingValues): void {
  const problem = findAddressProblem(values[key], { allowPrivate: values.allowPrivateTargets })
  if (problem === null) return
  throw new ConfigError(`${SETTINGS[key].variable} ${problem}. Give an address such as "https://collector.example/in"; http is allowed for this machine alone, private addresses with TELEMETRY_ALLOW_PRIVATE_TARGETS=true.`)
}
