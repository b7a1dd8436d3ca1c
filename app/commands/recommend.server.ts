import { Command, InvalidArgumentError, Option } from "commander";
import { evaluate, usualBudget } from "../recommendations/evaluation/evaluate.ts";
import { processorTime } from "../recommendations/learning/processor-time.server.ts";
import type { Ideal } from "../recommendations/baskets/metrics.ts";
import { BASKET_COLUMNS_TEXT, readBaskets, readFolds } from "./read-baskets.server.ts";

interface EvaluateOptions {
  k: number[];
  folds?: string;
  ideal: Ideal;
  timeBudget?: number;
  seed: number;
}

const wholeNumber = (text: string, least: number, most: number): number => {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(number >= least && number <= most))
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  return number;
};

export const recommendCommand = (print: (document: unknown) => void): Command => {
  const evaluateCommand = new Command("evaluate")
    .description("foretell everyone's next basket in a file, by the engine and by the baselines, and say how well")
    .argument("<file>", `CSV, gzipped or not, a row an item of a basket: ${BASKET_COLUMNS_TEXT}`)
    .option("--k <numbers>", "list lengths", (text: string) => text.split(",").map((part) => wholeNumber(part, 1, 100)), [10, 20])
    .option("--folds <file>", "CSV of user_id, fold0, fold1 and so on, each train, val or test")
    .addOption(new Option("--ideal <ideal>", "NDCG's ideal: k hits at most, or the whole basket").choices(["capped", "whole"]).default("capped"))
    .option("--time-budget <seconds>", "of processor time, for all of it: the engine's work is planned for them beforehand, and what is not done by then ends (180, or 3 ms a list where that is more)", (text: string) => wholeNumber(text, 1, 86_400))
    .option("--seed <number>", "for choosing whose baskets are learned from", (text: string) => wholeNumber(text, 0, 999_999_999), 1)
    .action(async (file: string, options: EvaluateOptions) => {
      print(await evaluateFile(file, options));
    }); // prettier-ignore
  return new Command("recommend")
    .description("recommendations, and how good they are")
    .addCommand(evaluateCommand);
};

async function evaluateFile(file: string, options: EvaluateOptions) {
  const { k: ks, folds: foldsFile, ideal, seed } = options;
  const began = performance.now();
  const read = await readBaskets(file);
  const folds = foldsFile === undefined ? [read.targets] : await readFolds(foldsFile, read);
  const timeBudget = options.timeBudget ?? usualBudget(folds.flat().length);
  const peakMemory = () => Math.round(process.resourceUsage().maxRSS / 1024);
  const { plan, results } = evaluate(
    read.baskets,
    { folds, ks, ideal, seed, timeBudget },
    { spent: processorTime, peakMemory },
  );
  const { users, items, lineStart } = read.baskets;
  return {
    users,
    items,
    baskets: lineStart.length - 1,
    judged: folds.map((fold) => fold.length),
    ideal,
    seed,
    timeBudget,
    secondsOnTheClock: (performance.now() - began) / 1000,
    seconds: processorTime() / 1000,
    plan,
    methods: Object.fromEntries(
      results.map((one) => [
        one.method,
        {
          at: Object.fromEntries(
            one.at.map(({ k, mean, deviation, interval, coverage }) => [
              k,
              {
                ...mean,
                ...(foldsFile !== undefined && { deviation }),
                ...{ interval, coverage },
              },
            ]),
          ),
          secondsToLearn: one.secondsToLearn,
          secondsToScore: one.secondsToScore,
          peakMemoryMb: one.peakMemory,
          judged: one.judged,
          ...(one.method === "engine"
            ? { learnedFrom: one.learnedFrom, uses: one.uses }
            : { settings: one.settings }),
        },
      ]),
    ),
  };
}
