import { randomInt } from "node:crypto";
import { codeFrom } from "./own-codes.ts";

export const newCode = () => codeFrom((limit) => randomInt(limit));
