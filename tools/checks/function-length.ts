import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/**
 * Functions of a file with more own lines than allowed, as sentences. Own lines are lines with code that do not belong to a function
 * inside: a factory that returns ten short methods is short.
 */
export function findLongFunctions(root: string, file: string, maximumLines: number): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ESNext, true)
  const found: string[] = []
  visit(source)
  return found

  function visit(node: ts.Node): void {
    // Counting is slow, so only functions that are long including their inner functions are counted.
    if (ts.isFunctionLike(node) && 'body' in node && node.body && lineOf(source, node.getEnd()) - lineOf(source, node.getStart()) >= maximumLines) {
      const lines = countOwnLines(source, node)
      if (lines > maximumLines) found.push(`${file}:${lineOf(source, node.getStart())} has a function of ${lines} own lines; ${maximumLines} are allowed.`)
    }
    ts.forEachChild(node, visit)
  }
}

function countOwnLines(source: ts.SourceFile, outer: ts.Node): number {
  const own = codeLines(source, outer)
  ts.forEachChild(outer, leaveOut)
  return own.size

  function leaveOut(node: ts.Node): void {
    const isInner = ts.isFunctionLike(node) && 'body' in node && node.body
    if (!isInner) return ts.forEachChild(node, leaveOut)
    // The first line of an inner function is the line on which it is used, so it belongs to the outer one.
    const first = lineOf(source, node.getStart())
    for (const line of codeLines(source, node)) if (line !== first) own.delete(line)
  }
}

function codeLines(source: ts.SourceFile, node: ts.Node): Set<number> {
  const lines = new Set<number>()
  collect(node)
  return lines

  function collect(child: ts.Node): void {
    if (child.getChildCount(source) === 0 && child.getWidth(source) > 0) {
      for (let line = lineOf(source, child.getStart(source)); line <= lineOf(source, child.getEnd()); line += 1) lines.add(line)
    }
    for (const part of child.getChildren(source)) if (!ts.isJSDoc(part)) collect(part)
  }
}

function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1
}
