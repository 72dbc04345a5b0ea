import { athena } from './athena/face.ts';
import type { Face } from './face.ts';
import { oracle } from './oracle/face.ts';

/** Each REST API that the service speaks. */
export const faces: readonly Face[] = [athena, oracle];

/** Finds the face that a path belongs to. */
export type FindFace = (url: string) => Face | undefined;

export const findFaceAmong =
  (served: readonly Face[]): FindFace =>
  (url) => {
    const [path = ''] = url.split(/[?#]/, 1);
    return served.find((face) => face.owns(path));
  };
