import type { Room } from "../rooms.ts";

export const room: Room = () => Promise.resolve(null);
