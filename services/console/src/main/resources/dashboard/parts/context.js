// What every part of a page may need to know: who looks, at which segmentation.

import {createContext, useContext} from '../markup.js';

export const Looking = createContext(null);

/** {session, segmentations, segmentation, may(role)}; `segmentation` is the one looked at, with its state. */
export const useLooking = () => useContext(Looking);

/** The path of a question about the segmentation that is looked at. */
export const usePath = path => {
  const {segmentation} = useLooking();
  return `/segmentations/${encodeURIComponent(segmentation.id)}${path}`;
};
