/**
 * Access keys of services, which their form gives away: Stripe, OpenAI, Anthropic, GitHub, GitLab, npm, Hugging Face, Shopify, AWS, Slack, Axiom and Google. Each begins with a short
 * fixed word, and every repetition is bounded.
 */
export const ACCESS_KEY =
  /(?:sk|pk|rk)_(?:live|test)_\w{8,64}|sk-(?:(?:proj|svcacct|admin|ant|or)-[\w-]{20,200}|[A-Za-z\d]{48})|whsec_\w{24,64}|gh[pousr]_\w{16,64}|github_pat_\w{16,64}|gl(?:pat|dt|rt|cbt|ptt|ft)-[\w-]{20,64}|npm_[A-Za-z\d]{36}|hf_[A-Za-z]{34}|shp(?:at|ca|pa|ss)_[a-f\d]{32}|A[KS]IA[A-Z\d]{16}|xox[abprs]-[\w-]{8,64}|xa[ap]t-[\w-]{8,64}|AIza[\w-]{30,40}/

/** Whether an id holds an access key of a service. */
export function holdsAccessKey(id: string): boolean {
  return ACCESS_KEY.test(id)
}
