/** What to tell a merchant when a page cannot be shown: what happened, and what to do next. */
export function faultWords(status: number): { title: string; advice: string } {
  switch (status) {
    case 404:
      return {
        title: "There is nothing here",
        advice: "It may have been deleted, or the address is not right. Go back and choose again.",
      };
    case 400:
      return {
        title: "This address is not complete",
        advice: "Open Regulars from the list of apps in your Shopify admin.",
      };
    case 401:
    case 403:
    case 410:
      return {
        title: "Open Regulars from your Shopify admin",
        advice:
          "Shopify did not tell us who is asking. Reload this page; if that does not help, open the app again from your Shopify admin.",
      };
    case 409:
      return {
        title: "Regulars is not installed on this shop",
        advice: "It was uninstalled. Install it again from your Shopify admin to go on.",
      };
    case 503:
      return {
        title: "Shopify does not answer right now",
        advice: "Nothing was lost. Try again in a minute.",
      };
    default:
      return {
        title: "Something went wrong on our side",
        advice: "Nothing was lost. Try again; if it goes on, look into the log of the app.",
      };
  }
}

/** A kept fault (`shopify_refused: Shopify refused …`) as a sentence for people: without its code. */
export function faultSentence(fault: string): string {
  if (fault.startsWith("unexpected")) return "The cause stands in the log of the worker.";
  const words = fault.replace(/^[a-z_]+: /, "").trim();
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
