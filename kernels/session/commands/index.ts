export { completeCommand } from './complete.ts'
export { readCommands, withoutCommands, type Command } from './read.ts'
export { durationText, runCommand, type CommandHost } from './run.ts'
