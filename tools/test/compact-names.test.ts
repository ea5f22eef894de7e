import { globSync, readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { minify } from 'terser'
import { describe, expect, it } from 'vitest'
import { compactNames } from '../names/compact-names.ts'
import { improveNames } from '../names/improve-names.ts'
import { printNames } from '../names/print-names.ts'
import { readBindings } from '../names/read-bindings.ts'

const inFunction = (body: string) => `(()=>{${body}})()`

describe('a script with compact names', () => {
  it.each([
    ['a variable that hides another one', 'let a=1;let f=b=>{let a=b;return a+1};return[a,f(5),a]'],
    ['a parameter whose default reads an outer variable', 'let a=1,f=(b=a,c=b)=>[a,b,c];return f()'],
    ['names that are also keys', 'let a=1,b=2;let{c,d:e=b,...f}={c:a,a,b,x:9};return{a,c,e,f,b:c}'],
    ['a variable before its declaration', 'return[f(),typeof a];var a=1;function f(){return a}'],
    ['a function with its own name', 'let f=function g(a){return a?a*g(a-1):1},g=7;return[f(4),g]'],
    ['an exception', 'let e=1;try{throw 2}catch(e){let b=e;return[b,e]}finally{e=3}'],
    ['a variable for each round', 'let a=[];for(let b=0;b<3;b++)a.push(()=>b);for(const b of[7,8])a.push(()=>b);return a.map(b=>b())'],
    ['the same name declared twice', 'var a=1;var a=a+1;return a'],
    ['a class', 'let a=2;class B{#c=a;d_=1;get e(){return this.#c}static f(){return new B}}let b=B.f();return[b.e,b.d_]'],
    ['a class that names itself, and a variable that hides it', 'let a=1;class B{static c(){let b=B;return[b===B,a]}}let d=B;return[d.c(),(()=>{let B=3;return B+a})()]'],
    ['a label', 'let a=0;a:for(;;){for(;;){a++;if(a>2)break a}}return a'],
    ['the names of globals', 'let a=Math.max(1,2),b=typeof c;return[a,b,JSON.stringify({a})]'],
    ['arguments', 'function f(a){return arguments.length+a}return f(1,2)'],
    ['a template', 'let a=1,b=c=>`${c}${a}`;return b`x`'],
  ])('does the same: %s', (_name, body) => {
    const code = inFunction(body)
    expect(JSON.stringify(runInNewContext(compactNames(code)))).toBe(JSON.stringify(runInNewContext(code)))
  })

  it('shortens properties that end with "_" and leaves all others', () => {
    const code = inFunction('let a={open_:1,b:2,get close_(){return 3}},{open_:c,close_:d=4}=a;a.b_=5;return{a,c,d}')
    const written = compactNames(code)
    expect(written).not.toMatch(/open_|close_|b_/)
    const { a, ...others } = runInNewContext(written) as { a: Record<string, number>; c: number; d: number }
    expect(others).toEqual({ c: 1, d: 3 })
    expect(Object.values(a)).toEqual([1, 2, 3, 5])
    expect(a).toHaveProperty('b', 2)
  })

  it('leaves what other scripts see', () => {
    expect(compactNames('var long=1;function other(){return long}')).toBe('var long=1;function other(){return long}')
  })

  it.each(['let a=1;return eval("a")', 'var a={b:1};with(a)return b'])('is refused if names are looked up while it runs: %s', (body) => {
    expect(() => compactNames(`(function(){${body}})()`)).toThrow('The script looks names up while it runs (eval or with), so they cannot be changed.')
  })

  it('is the same each time', () => {
    const code = inFunction('let a=[1,2],b=a.map(c=>c+1);return b.filter(c=>c>a.length)')
    expect(compactNames(code)).toBe(compactNames(code))
  })
})

describe('each name of a real program', () => {
  it.each(globSync('node_modules/{acorn-walk,eslint-scope}/dist/{walk.js,eslint-scope.cjs}'))('means the same as before: %s', async (path) => {
    const { code = '' } = await minify(inFunction(readFileSync(path, 'utf8')), { toplevel: true })
    const program = readBindings(code)
    const words = [...new Set(program.bindings.map(({ name }) => name))]
    const names = program.bindings.map(({ name }) => words.indexOf(name))
    expect(improveNames(program, names, words)).toBe(true)
    const { text } = printNames(program, names.map((name) => words[name] ?? ''))
    expect(text).not.toBe(code)
    expect(withoutNames(readBindings(text))).toEqual(withoutNames(program))
  })
})

/** What each name refers to. */
function withoutNames({ pieces, bindings }: ReturnType<typeof readBindings>) {
  return { pieces, rivals: bindings.map(({ rivals }) => rivals.toSorted((one, other) => one - other)) }
}
