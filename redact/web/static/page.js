// The page of the PDF as it would be published now, drawn by the program beside the letter.

import * as api from "./api.js";
import { $, later } from "./elements.js";
import { state } from "./state.js";

const setLater = later(150, () => void setPages().catch(failed));

/** Have the pages set anew, soon, where the review has moved on. */
export function schedulePages() {
  if (state.printed.revision === state.revision) return;
  $("page-state").textContent = "Being set anew…";
  $("page").setAttribute("aria-busy", "true");
  setLater();
}

/** @param {Error} error */
function failed(error) {
  if (state.closed) return;
  $("page-state").textContent = error.message;
  $("page").removeAttribute("aria-busy");
}

async function setPages() {
  if (state.closed) return;
  const { revision } = state;
  const pages = await api.pages(revision);
  if (pages.moved_on || revision !== state.revision) return;
  state.printed = pages;
  state.picture = "";
  showSpot();
}

/** Turn to the page of the place that the card is about. */
export const showSpot = () => turnTo(state.spot ? state.pageOf(state.spot.start) : state.page);

/**
 * Turn to a page; pages count from 1.
 * @param {number} next
 */
export function turnTo(next) {
  const { revision, page_count: count } = state.printed;
  if (!count || state.closed) return;
  state.page = Math.min(count, Math.max(1, next));
  $("page-number").textContent = `Page ${state.page} of ${count}`;
  $("page-back", HTMLButtonElement).disabled = state.page <= 1;
  $("page-on", HTMLButtonElement).disabled = state.page >= count;
  const width = Math.round(Math.max(300, $("page").clientWidth || 300) * Math.min(2, devicePixelRatio || 1));
  const wanted = `${revision}/${state.page}/${width}`;
  if (wanted === state.picture) return;
  state.picture = wanted;
  api.picture(revision, state.page, width).then(
    (picture) => wanted === state.picture && !state.closed && showPicture(picture),
    (error) => error.status === 404 || failed(error),
  );
}

/** @param {Blob} blob */
function showPicture(blob) {
  const picture = $("picture", HTMLImageElement);
  const old = picture.src;
  picture.src = URL.createObjectURL(blob);
  picture.alt =
    `Page ${state.page} of ${state.printed.page_count} of the PDF, as it would be published now. ` +
    "Its text is in the letter under “Published”.";
  picture.hidden = false;
  picture.dataset.revision = String(state.printed.revision);
  if (old) URL.revokeObjectURL(old);
  const open = state.places.some((place) => place.state === "undecided");
  $("page-state").textContent = open ? "What is not decided yet is shown as [To decide]." : "";
  $("page").removeAttribute("aria-busy");
}
