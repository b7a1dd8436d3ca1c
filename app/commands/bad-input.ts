import { Fault } from "../platform/errors.ts";

/** Something that whoever typed the command can put right. The message names the value, the place and what would do. */
export class BadInput extends Fault {
  readonly code = "bad_input";
  readonly retryable = false;
}
