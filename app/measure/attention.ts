import { faultSentence } from "#app/ui/fault-words.ts";

/** Something that does not mend itself, or that changes what the figures mean: what it is, and what to do. */
export interface Attention {
  tone: "critical" | "warning" | "info";
  title: string;
  advice: string;
  /** Where to do it. */
  link?: { label: string; url: string };
}

/** What is known of a shop's running, to judge whether somebody should look. */
export interface Running {
  now: number;
  hasAllOrders: boolean;
  /** The database has no room to grow: nothing new can be kept, not even a worker's sign of life. */
  isDiskFull: boolean;
  /** When any worker process was last alive. */
  workerSeenAt: number | null;
  deadJobs: number;
  failedImports: { resource: string; fault: string | null }[];
  failedStages: { stage: string; fault: string | null }[];
  faultySegments: { segmentId: number; name: string }[];
  faultyOffers: { offerId: number; title: string }[];
  /** Of the latest nightly comparison with Shopify. */
  drift: { at: number; missing: number; stale: number; extra: number } | null;
  /** Memberships are true as of then. */
  segmentsAsOf: number | null;
}

/** A worker writes a sign of life every few seconds. */
const WORKER_SILENT_MS = 90_000;
/** Memberships are made anew every midnight of the shop; a longest local day has 25 hours. */
const STALE_MS = 26 * 3_600_000;

const STAGES: Record<string, string> = {
  facts: "Customers' figures",
  segments: "Segments",
  recommendations: "Recommendations",
  publish: "Publishing to your storefront",
  reconcile: "The nightly comparison with Shopify",
};

/** What a merchant should know, worst first. Empty when all is well. */
export function whatNeedsAttention(running: Running): Attention[] {
  return [
    ...diskFull(running),
    ...silentWorker(running),
    ...running.failedImports.map(importFailed),
    ...running.failedStages.map(stageFailed),
    ...deadJobs(running),
    ...running.faultySegments.map(segmentFaulty),
    ...running.faultyOffers.map(offerFaulty),
    ...staleSegments(running),
    ...drifted(running),
    ...recentOrdersOnly(running),
  ];
}

function diskFull({ isDiskFull }: Running): Attention[] {
  if (!isDiskFull) return [];
  return [
    {
      tone: "critical",
      title: "The disk of the app is full",
      advice:
        "Nothing that was saved is lost, and Shopify sends again what cannot be kept now. Make room on the disk that holds the app's database; everything goes on by itself where it stopped.",
    },
  ];
}

function silentWorker({ now, workerSeenAt, isDiskFull }: Running): Attention[] {
  if (isDiskFull) return [];
  if (workerSeenAt !== null && now - workerSeenAt < WORKER_SILENT_MS) return [];
  return [
    {
      tone: "critical",
      title: "Nothing is being refreshed: the worker does not run",
      advice:
        "Orders and customers that change now are kept for later. Start the worker process; it goes on where it stopped. Your storefront keeps showing what was published last.",
    },
  ];
}

const importFailed = ({
  resource,
  fault,
}: {
  resource: string;
  fault: string | null;
}): Attention => ({
  tone: "critical",
  title: `The import of ${resource} stopped`,
  advice: `${sentence(fault)} What was saved is kept, and the import is tried again by itself.`,
});

const stageFailed = ({ stage, fault }: { stage: string; fault: string | null }): Attention => ({
  tone: "warning",
  title: `${STAGES[stage] ?? stage} could not be brought up to date`,
  advice: `${sentence(fault)} It is tried again by itself; until then the older figures stand.`,
});

function deadJobs({ deadJobs: count }: Running): Attention[] {
  if (count === 0) return [];
  return [
    {
      tone: "warning",
      title:
        count === 1 ? "One piece of work was given up" : `${count} pieces of work were given up`,
      advice:
        "They failed on every attempt. The nightly comparison with Shopify mends what they left; their faults stand in the log of the worker.",
    },
  ];
}

const segmentFaulty = ({ segmentId, name }: { segmentId: number; name: string }): Attention => ({
  tone: "warning",
  title: `The segment “${name}” cannot be refreshed`,
  advice: "Its query holds something that is not understood. Its members stay as they were.",
  link: { label: "Open the segment", url: `/app/segments/${segmentId}` },
});

const offerFaulty = ({ offerId, title }: { offerId: number; title: string }): Attention => ({
  tone: "warning",
  title: `The offer “${title}” is not published as it should be`,
  advice: "Shopify refused a part of it. Nobody is shown what does not apply at checkout.",
  link: { label: "Open the offer", url: `/app/offers/${offerId}` },
});

function staleSegments({ now, segmentsAsOf }: Running): Attention[] {
  if (segmentsAsOf === null || now - segmentsAsOf < STALE_MS) return [];
  return [
    {
      tone: "warning",
      title: "Segments are more than a day old",
      advice:
        "They are refreshed at midnight of your shop, and that has not happened. It is tried again by itself.",
    },
  ];
}

function drifted({ drift }: Running): Attention[] {
  if (!drift) return [];
  const { missing, stale, extra } = drift;
  const parts = [
    missing && `${missing} missing`,
    stale && `${stale} out of date`,
    extra && `${extra} that Shopify no longer has`,
  ].filter(Boolean);
  if (parts.length === 0) return [];
  return [
    {
      tone: "info",
      title: "The last comparison with Shopify found differences and mended them",
      advice: `Of what we keep: ${parts.join(", ")}. Shopify does not promise that every change is told; this is why we compare every night.`,
    },
  ];
}

function recentOrdersOnly({ hasAllOrders }: Running): Attention[] {
  if (hasAllOrders) return [];
  return [
    {
      tone: "info",
      title: "Only orders of the last 60 days are here",
      advice:
        "Shopify shows older orders to apps that were granted “read all orders”. Until then, numbers of orders and amounts spent come from Shopify's own lifetime totals where a segment asks for them; everything else is about the last 60 days.",
    },
  ];
}

const sentence = (fault: string | null) =>
  fault ? faultSentence(fault) : "The cause stands in the log.";
