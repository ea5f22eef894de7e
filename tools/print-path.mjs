// Run below npx, whose PATH begins with the folders of the packages it was asked for.
process.stdout.write(`\nPATH=${process.env.PATH ?? process.env.Path ?? ''}\n`)
