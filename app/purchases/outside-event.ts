/** What a customer did elsewhere: an answer to a survey, an e-mail that was opened. No text that somebody typed. */
export interface OutsideEvent {
  /** The teller's own: told again, it is the same event. */
  eventId: string;
  customerId: number;
  /** nps, email.opened */
  name: string;
  happenedAt: number;
  /** In millionths: 9 is 9000000. */
  valueMillionth: number | null;
  /** One of a few: a choice, not a sentence. */
  answer: string | null;
}
