import { LINKS, THROWN, type RecipeApp } from './recipe-app.ts'

const links = LINKS.map(([path, text]) => `<NuxtLink to="${path}">${text}</NuxtLink>`).join(' ')

/** Nuxt 4, with a redirect. Nuxt 4.5.2 cannot be built with Vite 8.4.0, which npm would take. */
export const nuxtApp: RecipeApp = {
  name: 'Nuxt',
  packages: ['nuxt@4.5.2', 'vite@8.3.8'],
  telemetryFile: 'app/telemetry.ts',
  recipeFile: 'app/plugins/telemetry.client.ts',
  files: {
    'nuxt.config.ts': "export default defineNuxtConfig({ telemetry: false })\n",
    'app/app.vue': `<template><div><nav>${links}</nav><NuxtPage /></div></template>`,
    'app/pages/index.vue': '<template><h1>Home</h1></template>',
    'app/pages/users/[name].vue': `<script setup>\nconst fail = () => { throw new Error('${THROWN}') }\n</script>\n<template><div><h1>User {{ $route.params.name }}</h1><button id="throw" @click="fail">Throw</button></div></template>`,
    'app/pages/new.vue': '<template><h1>New</h1></template>',
    'app/pages/old.vue': "<script setup>\ndefinePageMeta({ redirect: '/new' })\n</script>\n<template><div /></template>",
  },
  build: [['node_modules/nuxt/bin/nuxt.mjs', 'build']],
  serve: () => ['.output/server/index.mjs'],
}
