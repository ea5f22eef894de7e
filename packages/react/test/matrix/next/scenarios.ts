// Where the app is built, the file itself stands here.
export * from '../scenarios'
