/** An app around a recipe of the guide: `docs/guides/recipes.md`. */
export interface RecipeApp {
  /** Heading of the recipe in the guide. */
  readonly name: string
  /** What npm installs, beside the packed packages. */
  readonly packages: readonly string[]
  /** Where the file that all recipes share goes, from the folder of the app. */
  readonly telemetryFile: string
  /** Where the code of the recipe goes. Its first line, a comment, names the same. */
  readonly recipeFile: string
  /** Everything else of the app, by path. */
  readonly files: Readonly<Record<string, string>>
  /** Programs of Node that build it, each with its arguments. */
  readonly build: readonly (readonly string[])[]
  /** The built files of an app without a server of its own. Every other path is answered with its `index.html`. */
  readonly folder?: string
  /** Or the program that serves it, on the port that it is given. */
  readonly serve?: (port: string) => readonly string[]
}

/** The links of every app. The visit of `visit-app.ts` follows them. */
export const LINKS = [
  ['/', 'Home'],
  ['/users/@ada', 'Ada'],
  ['/users/bob', 'Bob'],
  ['/users/bob?tab=2', 'Tab'],
  ['/old', 'Old'],
] as const

/** The links as HTML. */
export const NAVIGATION = LINKS.map(([path, text]) => `<a href="${path}">${text}</a>`).join(' ')

/** What the button of a user's page throws. Its id is `throw`. */
export const THROWN = 'thrown by the app'
