import { REMOVED } from '../anonymize-text'

/** What a browser or a program says of itself, and what stands behind it: `audit` looks for the same words. Half of what a blank ends would read as an address. */
const USER_AGENT = /(?:Mozilla|Dalvik)\/\d\.\d(?:\.\d)? \([^]{0,2000}|(?:okhttp|CFNetwork|curl|python-requests|Go-http-client|PostmanRuntime)\/\d{1,4}\.\d[^\s"'<>`(){}[\],;=&?|]{0,2000}/g

/** Takes every User-Agent out of a text: no kind of key keeps one. */
export function removeUserAgents(text: string): string {
  return text.replace(USER_AGENT, REMOVED)
}
