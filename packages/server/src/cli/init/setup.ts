/** A file that belongs to us alone. */
export interface SetupFile {
  /** From the app's folder. */
  readonly path: string
  readonly text: string
}

/** A change to a file of the app, which is the developer's to make. */
export interface SetupStep {
  /** From the app's folder. */
  readonly file: string
  readonly what: string
  readonly code: string
  /** The step is done when the file contains this. */
  readonly done: string
}

/** What one app needs. */
export interface SetupPlan {
  readonly files: readonly SetupFile[]
  readonly steps: readonly SetupStep[]
  /** What else to know, in lines of at most 80 characters. */
  readonly note?: string
}

/** How a framework is set up. */
export interface Setup {
  /** The word for `--framework`. */
  readonly name: string
  readonly title: string
  /** The npm package that tells that an app uses it. */
  readonly tellTale: string
  /** The client that its pages use, besides the server package. */
  readonly client: '@parel/telemetry-browser' | '@parel/telemetry-react'
  plan(app: AppFolder): SetupPlan
}

/** The folder of an app, as far as a plan depends on it. */
export interface AppFolder {
  readonly folder: string
  /** Names in `dependencies` and `devDependencies`, each with its range. */
  readonly packages: ReadonlyMap<string, string>
  /** Whether there is a `tsconfig.json`. */
  readonly isTyped: boolean
  /** The command that installs packages, such as `npm install`. */
  readonly install: string
  /** Whether a path below the folder exists. */
  has(path: string): boolean
  /** The names in a folder below the folder; none if it is not there. */
  list(path: string): readonly string[]
  /** The text of a file below the folder; empty if there is none. */
  read(path: string): string
}

/** The first number of a package's version: of the one that is installed, else of its range. Null if neither tells, as for `latest`. */
export function findMajor({ packages, read }: AppFolder, name: string): number | null {
  const installed = /"version":\s*"(\d{1,9})\./.exec(read(`node_modules/${name}/package.json`))
  const major = installed?.[1] ?? /\d{1,9}/.exec(packages.get(name) ?? '')?.[0]
  return major === undefined ? null : Number(major)
}

/** The file of the app that has one of the endings, else the name it would have: the first ending in TypeScript, the second without. */
export function findFile(app: AppFolder, name: string, endings: readonly [typed: string, plain: string, ...others: string[]]): string {
  return `${name}.${endings.find((ending) => app.has(`${name}.${ending}`)) ?? endings[app.isTyped ? 0 : 1]}`
}
