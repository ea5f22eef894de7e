import { writeFileSync } from 'node:fs'
import type { SerializedError } from 'vitest'
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'

/** A test that did not pass, with its message in one line. */
export interface Failure {
  name: string
  file: string
  message: string
}

const MESSAGE_LENGTH = 300

/**
 * Writes the number of passed tests and the failures as JSON. Vitest's own reports leave out hooks that failed after the last test and errors outside of tests,
 * although both fail a run.
 */
export function createFailureReporter(outputFile: string): Reporter {
  return {
    onTestRunEnd(modules, errors) {
      const passed = modules.flatMap((module) => [...module.children.allTests('passed')]).length
      writeFileSync(outputFile, JSON.stringify({ passed, failures: [...modules.flatMap(listFailures), ...errors.map(describeOutsider)] }))
    },
  }
}

function describeOutsider({ name, message, VITEST_TEST_PATH }: SerializedError): Failure {
  return { name: `outside of the tests: ${name}`, file: String(VITEST_TEST_PATH ?? 'unknown'), message: shorten(message) }
}

function listFailures(module: TestModule): Failure[] {
  const suites = [...module.children.allSuites()]
  const tests = [...module.children.allTests('failed')]
  const failures = [...describeErrors('the file itself', module), ...suites.flatMap((suite) => describeErrors(suite.fullName, suite)), ...tests.map(describeTest)]
  // The tests of a crashed worker have no result.
  const hasEnded = ['passed', 'failed', 'skipped'].includes(module.state())
  return hasEnded ? failures : [...failures, { name: 'the file itself', file: module.relativeModuleId, message: `It did not end: ${module.state()}.` }]
}

function describeErrors(name: string, task: TestModule | TestSuite): Failure[] {
  const file = 'module' in task ? task.module.relativeModuleId : task.relativeModuleId
  return task.errors().map(({ message }) => ({ name, file, message: shorten(message) }))
}

function describeTest(test: TestCase): Failure {
  return { name: test.fullName, file: test.module.relativeModuleId, message: shorten(test.result().errors?.[0]?.message ?? '') }
}

function shorten(message: string): string {
  const line = message.split('\n').find((text) => text.trim() !== '') ?? ''
  return line.length > MESSAGE_LENGTH ? `${line.slice(0, MESSAGE_LENGTH)} …` : line
}
