import pino from "pino";

export type Log = pino.Logger;

/** Names under which something secret could travel. Their values never reach a line. */
const SECRETS = [
  "accessToken",
  "refreshToken",
  "token",
  "id_token",
  "hmac",
  "signature",
  "secret",
  "authorization",
  "password",
];

/** JSON lines on standard error; one line says one thing that happened, with its numbers. */
export const openLog = ({ level }: { level: string }): Log =>
  pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: [...SECRETS, ...SECRETS.map((name) => `*.${name}`)], censor: "[secret]" },
    },
    pino.destination({ fd: 2, sync: false }),
  );
