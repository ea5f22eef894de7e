/** A part of a help text, as cac makes it. */
interface HelpSection {
  title?: string
  body: string
}

/** A command's name and description. The default command has no name. */
interface HelpedCommand {
  readonly name: string
  readonly description: string
}

/** Adds the command's description and the exit codes, names the default command, and removes the list of `--help` hints and trailing spaces. */
export function tidyHelp(sections: HelpSection[], command: HelpedCommand | undefined): HelpSection[] {
  const kept = sections.filter(({ title }) => title === undefined || !title.startsWith('For more info'))
  const tidy = kept.map((section) => ({
    ...section,
    body: section.body
      .replace('[...words]           Serve', 'serve (default)      Serve')
      .replace('parel-telemetry [...words]', 'parel-telemetry [command] [options]')
      .replace(/ \(default: true\)$/gm, '')
      .replace(/ {1,9}$/gm, ''),
  }))
  const purpose = command === undefined || command.name === '' ? [] : [{ body: command.description }]
  return [...tidy.slice(0, 1), ...purpose, ...tidy.slice(1), { title: 'Exit codes', body: EXIT_CODES }]
}

const EXIT_CODES = `  0 done · 1 findings (doctor, audit) · 2 not everything could be read (audit)
  64 wrong arguments or flags · 65 damaged file · 66 no such file
  69 database cannot be used · 70 internal error
  73 file cannot be written · 74 disk or quota full · 75 busy, try again
  78 wrong setting · 130 stopped by a signal before it was done`
