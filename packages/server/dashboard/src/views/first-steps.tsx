import { useState } from 'preact/hooks'
import type { Api } from '../api/api'
import { CodeBlock } from '../parts/code-block'
import { CopyButton } from '../parts/copy-button'
import { Icon } from '../parts/icon'
import { Segmented } from '../parts/segmented'
import { useLive } from '../state/use-live'

interface FirstStepsProps {
  readonly api: Api
  readonly canSend: boolean
  readonly onOpen: () => void
}

/** What a new installation sees: three ways to connect, and a line that turns green when the first event arrives. */
export function FirstSteps({ api, canSend, onOpen }: FirstStepsProps) {
  const snippets = writeSnippets(location.origin + api.endpoint)
  const [chosen, setChosen] = useState(0)
  const snippet = snippets[chosen] ?? snippets[0]
  return (
    <section class="first" aria-labelledby="first-title">
      <h2 id="first-title">Connect your app</h2>
      <p class="lead">One snippet fills this page, made to record nothing personal.</p>
      <Segmented label="Way to install">
        {snippets.map(({ name }, index) => (
          <button key={name} type="button" aria-pressed={index === chosen} onClick={() => setChosen(index)}>{name}</button>
        ))}
      </Segmented>
      {snippet && (
        <div class="snippet">
          <p class="quiet small">{snippet.where}</p>
          <CodeBlock label={`${snippet.name} snippet`} code={snippet.code} />
          <CopyButton text={snippet.code} label={`Copy the ${snippet.name} snippet`} />
          <p class="quiet small">On localhost nothing is recorded until you add <code>{snippet.enable}</code>, nor in development until this server has TELEMETRY_ENABLED=true. Pages of another origin must be listed in its allowedOrigins.</p>
        </div>
      )}
      {canSend && <Arrival api={api} onOpen={onOpen} />}
    </section>
  )
}

function Arrival({ api, onOpen }: Pick<FirstStepsProps, 'api' | 'onOpen'>) {
  const { events } = useLive(api)
  const [problem, setProblem] = useState('')
  const arrived = events.length > 0
  const send = async () => {
    const result = await api.sendTestEvent()
    setProblem(result.ok ? '' : result.problem.message)
  }
  return (
    <div class={arrived ? 'arrival arrival-good' : 'arrival'}>
      <output>
        <span class="pulse">{arrived && <Icon name="check" />}</span>
        {arrived ? 'The first event has arrived.' : 'Waiting for the first event…'}
      </output>
      {arrived ? (
        <button type="button" class="button button-primary" onClick={onOpen}>Open the dashboard</button>
      ) : (
        <button type="button" class="button" onClick={send}>Send a test event</button>
      )}
      {problem && <p class="notice notice-bad" role="alert">{problem}</p>}
    </div>
  )
}

function writeSnippets(endpoint: string) {
  return [
    {
      name: 'Script tag',
      where: 'In the <head> of every page.',
      // Without its own address the script would send to the origin of the page, at the default path.
      code: `<script defer src="${endpoint}/script.js" data-endpoint="${endpoint}"></script>`,
      enable: 'data-enabled="true"',
    },
    {
      name: 'React',
      where: 'npm install @parel/telemetry-react',
      enable: 'enabled: true',
      code: [
        "import { TelemetryProvider, useTelemetry } from '@parel/telemetry-react'",
        '',
        `<TelemetryProvider options={{ endpoint: '${endpoint}' }}>`,
        '  <App />',
        '</TelemetryProvider>',
        '',
        "useTelemetry('/dashboard') // in a page",
      ].join('\n'),
    },
    {
      name: 'JavaScript',
      where: 'npm install @parel/telemetry-browser',
      enable: 'enabled: true',
      code: [
        "import { createTelemetry } from '@parel/telemetry-browser'",
        '',
        `const telemetry = createTelemetry({ endpoint: '${endpoint}' })`,
        "telemetry.trackPageView('/dashboard')",
      ].join('\n'),
    },
  ] as const
}
