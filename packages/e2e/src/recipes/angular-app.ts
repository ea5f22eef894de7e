import { LINKS, THROWN, type RecipeApp } from './recipe-app.ts'

const links = LINKS.map(([path, text]) => {
  const [route, tab] = path.split('?tab=')
  return `<a routerLink="${route?.replace('@', '&#64;')}"${tab ? ` [queryParams]="{ tab: ${tab} }"` : ''}>${text}</a>`
}).join(' ')

const MAIN = `import { Component, inject, provideBrowserGlobalErrorListeners } from '@angular/core'
import { bootstrapApplication } from '@angular/platform-browser'
import { ActivatedRoute, provideRouter, RouterLink, RouterOutlet } from '@angular/router'
import { map } from 'rxjs'
import { AsyncPipe } from '@angular/common'
import { provideTelemetry } from './telemetry-routing'

@Component({ selector: 'app-home', template: '<h1>Home</h1>' })
class Home {}
@Component({ selector: 'app-new', template: '<h1>New</h1>' })
class New {}
@Component({ selector: 'app-user', imports: [AsyncPipe], template: '<h1>User {{ name | async }}</h1><button id="throw" (click)="fail()">Throw</button>' })
class User {
  name = inject(ActivatedRoute).paramMap.pipe(map((params) => params.get('name')))
  fail() {
    throw new Error('${THROWN}')
  }
}
@Component({ selector: 'app-root', imports: [RouterLink, RouterOutlet], template: \`<nav>${links}</nav><router-outlet />\` })
class App {}

const routes = [
  { path: '', component: Home },
  { path: 'users', children: [{ path: ':name', component: User }] },
  { path: 'new', component: New },
  { path: 'old', redirectTo: 'new' },
]
void bootstrapApplication(App, { providers: [provideBrowserGlobalErrorListeners(), provideRouter(routes), provideTelemetry()] })
`

const options = { browser: 'src/main.ts', index: 'src/index.html', tsConfig: 'tsconfig.json', outputPath: 'dist' }
const compilerOptions = { target: 'es2022', module: 'preserve', strict: true, skipLibCheck: true, experimentalDecorators: true, types: [] }

/** Angular 22, with children and a redirect. */
export const angularApp: RecipeApp = {
  name: 'Angular',
  packages: [
    ...['build', 'cli', 'common', 'compiler', 'compiler-cli', 'core', 'platform-browser', 'router'].map((name) => `@angular/${name}@22.2.6`),
    'rxjs@7.8.2', 'tslib@2.9.1', 'typescript@6.0.3',
  ],
  telemetryFile: 'src/telemetry.ts',
  recipeFile: 'src/telemetry-routing.ts',
  files: {
    'angular.json': JSON.stringify({
      version: 1,
      cli: { analytics: false },
      projects: { app: { projectType: 'application', root: '', sourceRoot: 'src', architect: { build: { builder: '@angular/build:application', options } } } },
    }),
    'tsconfig.json': JSON.stringify({ compilerOptions, files: ['src/main.ts'] }),
    'src/index.html': '<!doctype html><html lang="en"><head><base href="/"></head><body><app-root></app-root></body></html>',
    'src/main.ts': MAIN,
  },
  build: [['node_modules/@angular/cli/bin/ng.js', 'build']],
  folder: 'dist/browser',
}
