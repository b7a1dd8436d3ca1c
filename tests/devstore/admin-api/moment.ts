/** As Shopify writes a DateTime: seconds, UTC. */
export function momentText(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19)}Z`;
}

export function momentTextOrNull(moment: number | null | undefined): string | null {
  return moment === null || moment === undefined ? null : momentText(moment);
}
