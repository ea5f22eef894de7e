import { REMOVED } from '../anonymize-text'

/** The User-Agent of a browser or a program, to its end: a part cut at a space would read as an address. `audit` looks for the same words. */
const USER_AGENT = /(?:Mozilla|Dalvik)\/\d\.\d(?:\.\d)? \([^]{0,2000}|(?:okhttp|CFNetwork|curl|python-requests|Go-http-client|PostmanRuntime)\/\d{1,4}\.\d[^\s"'<>`(){}[\],;=&?|]{0,2000}/g

/** Removes every User-Agent from a text, under any key. */
export function removeUserAgents(text: string): string {
  return text.includes('/') ? text.replace(USER_AGENT, REMOVED) : text
}
